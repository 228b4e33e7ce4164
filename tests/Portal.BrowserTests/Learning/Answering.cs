using Microsoft.Playwright;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Learning;

/// <summary>How somebody answers: with the keyboard alone, or by clicking alone (no keys, no dragging).</summary>
internal abstract class Hand(Visit visit)
{
    protected IPage Page => visit.Page;

    /// <summary>Chooses a radio button or tickbox.</summary>
    public abstract Task ChooseAsync(ILocator input);

    /// <summary>Presses a button or follows a link.</summary>
    public abstract Task PressAsync(ILocator button);

    /// <summary>Writes in a field; who only clicks cannot, and uses what else there is.</summary>
    public abstract Task WriteAsync(ILocator field, string text);

    /// <summary>Picks the first and the last letter of a word in a square of letters.</summary>
    public abstract Task PickWordAsync(ILocator grid, (int Row, int Column) from, (int Row, int Column) to);

    /// <summary>Moves a slider to its end.</summary>
    public abstract Task SlideToEndAsync(ILocator slider);
}

/// <summary>Tab, arrows, space, Enter and letters. Every key goes to what has the focus, as it does for a person.</summary>
internal sealed class Keyboard(Visit visit) : Hand(visit)
{
    private const int MostTabs = 400;

    public override async Task ChooseAsync(ILocator input)
    {
        if (await input.GetAttributeAsync("type") == "radio") await TabToGroupAsync(input);
        else await TabToAsync(input);
        if (!await input.IsCheckedAsync()) await Page.Keyboard.PressAsync("Space");
    }

    public override async Task PressAsync(ILocator button)
    {
        await TabToAsync(button);
        await Page.Keyboard.PressAsync("Enter");
    }

    public override async Task WriteAsync(ILocator field, string text)
    {
        await TabToAsync(field);
        await Page.Keyboard.TypeAsync(text);
    }

    public override async Task PickWordAsync(ILocator grid, (int Row, int Column) from, (int Row, int Column) to)
    {
        await TabToAsync(grid.Locator("[tabindex='0']"));
        await Page.Keyboard.PressAsync("Home");
        await StepAsync(from.Row, "ArrowDown");
        await StepAsync(from.Column, "ArrowRight");
        await Page.Keyboard.PressAsync("Enter");
        await StepAsync(to.Row - from.Row, "ArrowDown");
        await StepAsync(to.Column - from.Column, "ArrowRight");
        await Page.Keyboard.PressAsync("Enter");
    }

    public override async Task SlideToEndAsync(ILocator slider)
    {
        await TabToAsync(slider);
        await Page.Keyboard.PressAsync("End");
    }

    // One tab stop for a group of radio buttons; arrows go on from there.
    private async Task TabToGroupAsync(ILocator radio)
    {
        var name = await radio.GetAttributeAsync("name");
        for (var i = 0; i < MostTabs; i++)
        {
            if (await Page.EvaluateAsync<bool>("name => document.activeElement.name === name", name)) break;
            await Page.Keyboard.PressAsync("Tab");
        }
        for (var i = 0; i < 10 && !await IsActiveAsync(radio); i++) await Page.Keyboard.PressAsync("ArrowDown");
        Assert.True(await IsActiveAsync(radio), $"No way by keyboard to {radio}");
    }

    private async Task TabToAsync(ILocator element)
    {
        for (var i = 0; i < MostTabs && !await IsActiveAsync(element); i++) await Page.Keyboard.PressAsync("Tab");
        Assert.True(await IsActiveAsync(element), $"No way by keyboard to {element}");
    }

    private async Task StepAsync(int times, string key)
    {
        for (var i = 0; i < times; i++) await Page.Keyboard.PressAsync(key);
    }

    private static Task<bool> IsActiveAsync(ILocator element) => element.EvaluateAsync<bool>("element => element === document.activeElement");
}

/// <summary>A pointer that clicks, and nothing else.</summary>
internal sealed class Pointer(Visit visit) : Hand(visit)
{
    public override Task ChooseAsync(ILocator input) => input.Locator("xpath=ancestor::label").ClickAsync();

    public override Task PressAsync(ILocator button) => button.ClickAsync();

    // Somebody who only clicks has a keyboard on the screen.
    public override async Task WriteAsync(ILocator field, string text)
    {
        await field.ClickAsync();
        await Page.Keyboard.InsertTextAsync(text);
    }

    public override async Task PickWordAsync(ILocator grid, (int Row, int Column) from, (int Row, int Column) to)
    {
        await grid.Locator("tr").Nth(from.Row).Locator("td").Nth(from.Column).ClickAsync();
        await grid.Locator("tr").Nth(to.Row).Locator("td").Nth(to.Column).ClickAsync();
    }

    public override async Task SlideToEndAsync(ILocator slider)
    {
        var box = (await slider.BoundingBoxAsync())!;
        await slider.ClickAsync(new() { Position = new() { X = box.Width - 2, Y = box.Height / 2 } });
    }
}
