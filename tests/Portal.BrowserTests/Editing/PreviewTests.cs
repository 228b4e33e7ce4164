using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.BrowserTests.Editing;

/// <summary>The draft as readers will get it: on a phone or a desktop, light or dark, on a page of its own and beside the form.</summary>
public sealed class PreviewTests
{
    private const string Desk = "/beheer/inhoud/kennis-factsheet-dealen-met-drugs";
    private const string IsDark = "() => matchMedia('(prefers-color-scheme: dark)').matches";

    [Fact]
    public Task Colours_follow_the_choice_in_the_bar_and_nobody_s_own_setting_changes() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await EnterAsync(visit);
        // What a test says of the device's colours would go for the frame too.
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Null });
        await visit.OpenAsync(Desk + "/voorbeeld");
        Assert.False(await FrameOf(page).EvaluateAsync<bool>(IsDark));
        await page.GetByRole(AriaRole.Link, new() { Name = "Donker" }).ClickAsync();
        await page.ArriveAsync("**kleur=donker");
        Assert.True(await FrameOf(page).EvaluateAsync<bool>(IsDark));
        Assert.False(await page.EvaluateAsync<bool>(IsDark));
        await page.GetByRole(AriaRole.Link, new() { Name = "Telefoon" }).ClickAsync();
        await page.ArriveAsync("**breedte=telefoon&kleur=donker");
        Assert.True(await FrameOf(page).EvaluateAsync<bool>(IsDark));
        Assert.InRange(await FrameOf(page).EvaluateAsync<int>("() => innerWidth"), 320, 400);
        Assert.Empty(await Axe.FindAsync(visit));
        await visit.ShootAsync("voorbeeld-donker");
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task Beside_the_form_it_shows_what_was_just_written() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await EnterAsync(visit);
        // What a test says of the device's colours would go for the frame too.
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Null });
        await visit.OpenAsync(Desk);
        await page.GetByRole(AriaRole.Button, new() { Name = "Voorbeeld ernaast" }).ClickAsync();
        var preview = page.FrameLocator("iframe");
        await Assertions.Expect(preview.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await page.Locator(".wj-edittext p").First.ClickAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" Eekhoornbrood.");
        await Assertions.Expect(preview.Locator("main")).ToContainTextAsync("Eekhoornbrood.");
        Assert.Equal(375, await FrameOf(page).EvaluateAsync<int>("() => innerWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Groot scherm" }).ClickAsync();
        await Assertions.Expect(page.Locator("iframe")).ToHaveCSSAsync("width", "1280px");
        await page.GetByRole(AriaRole.Button, new() { Name = "Donker" }).ClickAsync();
        Assert.True(await FrameOf(page).EvaluateAsync<bool>(IsDark));
        Assert.Empty(await Axe.FindAsync(visit));
        await visit.ShootAsync("voorbeeld-ernaast");
        await page.GetByRole(AriaRole.Button, new() { Name = "Voorbeeld ernaast" }).ClickAsync();
        await Assertions.Expect(page.Locator("iframe")).ToHaveCountAsync(0);
        visit.TakeTroubles();
        await visit.Context.ClearCookiesAsync();
    });

    private static IFrame FrameOf(IPage page) => page.Frames.Single(frame => frame.ParentFrame is not null);

    private static async Task EnterAsync(Visit visit)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
    }
}
