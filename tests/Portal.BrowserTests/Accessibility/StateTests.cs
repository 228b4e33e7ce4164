using Microsoft.Playwright;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>Pages as they are after somebody did something.</summary>
public sealed class StateTests
{
    [Fact]
    public Task The_open_menu_is_accessible() => Round.WalkAsync(async round =>
    {
        var page = round.Visit.Page;
        await round.Visit.OpenAsync("/");
        await page.Locator("summary", new() { HasText = "Menu" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Menu", Exact = true })).ToBeVisibleAsync();
        await round.LookAsync("menu-open");
    }, width: 320);

    [Fact]
    public Task A_page_with_everything_unfolded_is_accessible() => Round.WalkAsync(async round =>
    {
        foreach (var path in new[] { Sites.EveryPart, "/kennis/onzichtbare-beelden", "/modules/signalen-zien/thuis", "/" })
        {
            await round.Visit.OpenAsync(path);
            await round.Visit.UnfoldAsync();
            await round.LookAsync($"unfolded {path}");
        }
    });

    [Fact]
    public Task The_filters_unfolded_on_a_phone_are_accessible() => Round.WalkAsync(async round =>
    {
        await round.Visit.OpenAsync("/kennis");
        await round.Visit.Page.Locator("summary", new() { HasText = "Filters" }).ClickAsync();
        await round.LookAsync("filters-open");
    }, width: 320);

    [Fact]
    public Task An_open_explanation_of_a_term_is_accessible() => Round.WalkAsync(async round =>
    {
        var page = round.Visit.Page;
        await round.Visit.OpenAsync(Sites.EveryPart);
        await page.Locator("a[data-term]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".wj-term-note").First).ToBeVisibleAsync();
        await round.LookAsync("explanation-open");
    });

    [Fact]
    public Task First_results_while_typing_are_accessible() => Round.WalkAsync(async round =>
    {
        var page = round.Visit.Page;
        // On a page with nothing beneath the list: what a list covers axe cannot judge.
        await round.Visit.OpenAsync("/bestaat-niet", 404);
        await page.GetByRole(AriaRole.Combobox).FillAsync("rons");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await round.LookAsync("suggestions");
    }, width: 1280);

    [Fact]
    public Task A_question_that_is_too_long_is_refused_accessibly() => Round.WalkAsync(async round =>
    {
        await round.Visit.OpenAsync($"/zoeken?q={new string('a', 300)}", 400);
        await Assertions.Expect(round.Visit.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await round.LookAsync("question-refused");
    });

    [Fact]
    public Task A_filter_that_leaves_nothing_is_accessible() => Round.WalkAsync(async round =>
    {
        await round.Visit.OpenAsync("/kennis?voor=ouder");
        await round.LookAsync("nothing-left");
    });
}
