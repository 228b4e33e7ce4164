using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>Searching by keyboard, and what a screen reader is told of it (WAI-ARIA 1.2, combobox with a list).</summary>
public sealed class SearchTests
{
    [Fact]
    public Task Somebody_without_a_mouse_chooses_a_suggestion_and_hears_which() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await visit.OpenAsync("/zoeken");
        var field = visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Wat wil je weten?" });
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await field.PressSequentiallyAsync("ronse");

        var options = visit.Page.GetByRole(AriaRole.Option);
        await Expect(options.First).ToBeVisibleAsync();
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(field).ToHaveAttributeAsync("aria-autocomplete", "list");
        var list = visit.Page.GetByRole(AriaRole.Listbox, new() { Name = "Suggesties" });
        Assert.Equal(await list.GetAttributeAsync("id"), await field.GetAttributeAsync("aria-controls"));
        var told = visit.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "suggesties, kies met de pijltjes" });
        await Expect(told).ToHaveCountAsync(1);

        // Down, up and over the end: the option that is told is the one that is marked, and the field keeps the focus.
        var number = await options.CountAsync();
        await field.PressAsync("ArrowDown");
        await ToldAsync(0);
        await field.PressAsync("ArrowDown");
        await ToldAsync(1);
        await field.PressAsync("ArrowUp");
        await ToldAsync(0);
        await field.PressAsync("ArrowUp");
        Assert.Null(await field.GetAttributeAsync("aria-activedescendant"));
        await field.PressAsync("ArrowUp");
        await ToldAsync(number - 1);

        await field.PressAsync("Escape");
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(options).ToHaveCountAsync(0);
        await Expect(field).ToHaveValueAsync("ronse");

        await field.PressSequentiallyAsync("l");
        await Expect(options.First).ToBeVisibleAsync();
        await field.PressAsync("ArrowDown");
        var name = await options.First.TextContentAsync();
        await field.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = name! })).ToBeVisibleAsync();

        async Task ToldAsync(int place)
        {
            var option = options.Nth(place);
            await Expect(option).ToHaveAttributeAsync("aria-selected", "true");
            await Expect(field).ToHaveAttributeAsync("aria-activedescendant", (await option.GetAttributeAsync("id"))!);
            await Expect(visit.Page.Locator("[role=option][aria-selected=true]")).ToHaveCountAsync(1);
            await Expect(field).ToBeFocusedAsync();
        }
    });

    [Fact]
    public async Task Enter_without_a_choice_searches_also_without_script()
    {
        foreach (var look in (Look[])[Look.Wide, Look.Wide with { Scripts = false }])
            await Visit.RunAsync(look, async visit =>
            {
                await visit.OpenAsync("/zoeken");
                await visit.Page.Locator("#q").FillAsync("geldezel");
                await visit.Page.Locator("#q").PressAsync("Enter");
                await Expect(visit.Page.Locator(".wj-answer").First).ToBeVisibleAsync();
                Assert.Equal("/zoeken?q=geldezel", visit.At);
            });
    }

    [Fact]
    public Task Questions_are_remembered_only_by_who_wants_that_and_only_here() => Round.WalkAsync(async round =>
    {
        var (visit, page) = (round.Visit, round.Visit.Page);
        await visit.OpenAsync("/zoeken?q=ronselen");
        Assert.Empty(await visit.TracesAsync());

        await visit.OpenAsync("/zoeken");
        await page.GetByRole(AriaRole.Button, new() { Name = "Onthoud mijn zoekvragen" }).ClickAsync();
        await visit.OpenAsync("/zoeken?q=ronselen");
        await visit.OpenAsync("/zoeken?q=niets-van-dit-alles-xqz");
        await visit.OpenAsync("/zoeken");
        var kept = page.Locator("[data-recent] a");
        await Expect(kept).ToHaveTextAsync(["ronselen"]);
        await round.LookAsync("recent-questions");
        await page.GetByRole(AriaRole.Combobox).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["ronselen"]);
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Button, new() { Name = "Wis ze en onthoud niets" }).ClickAsync();
        await Expect(kept).ToHaveCountAsync(0);
        Assert.Empty(await visit.TracesAsync());
    });

    [Theory]
    [InlineData("training boa Zaanstad")]
    [InlineData("wie helpt in Purmerend")]
    public Task What_the_portal_knows_beside_the_pages_is_accessible(string question) => Round.WalkAsync(async round =>
    {
        await round.Visit.OpenAsync("/zoeken?q=" + Uri.EscapeDataString(question));
        await Expect(round.Visit.Page.Locator(".wj-known").First).ToBeVisibleAsync();
        await round.LookAsync($"known {question}");
    });
}
