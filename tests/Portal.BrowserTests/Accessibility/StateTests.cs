using Microsoft.Playwright;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>Pages as they are after somebody did something.</summary>
public sealed class StateTests
{
    [Fact]
    public Task The_open_menu_is_accessible() => InEveryLookAsync(320, async visit =>
    {
        await visit.OpenAsync("/");
        await visit.Page.Locator("summary", new() { HasText = "Menu" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu", Exact = true })).ToBeVisibleAsync();
        await PassesAsync(visit, "menu-open");
    });

    [Fact]
    public Task A_page_with_everything_unfolded_is_accessible() => InEveryLookAsync(1280, async visit =>
    {
        foreach (var path in new[] { Sites.EveryPart, "/kennis/onzichtbare-beelden", "/modules/signalen-zien/thuis", "/" })
        {
            await visit.OpenAsync(path);
            await visit.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((details) => { details.removeAttribute('name'); details.open = true; })");
            await PassesAsync(visit, path == "/" ? "unfolded-home" : $"unfolded-{path.Split('/')[^1]}");
        }
    });

    [Fact]
    public Task The_filters_unfolded_on_a_phone_are_accessible() => InEveryLookAsync(320, async visit =>
    {
        await visit.OpenAsync("/kennis");
        await visit.Page.Locator("summary", new() { HasText = "Filters" }).ClickAsync();
        await PassesAsync(visit, "filters-open");
    });

    [Fact]
    public Task An_open_explanation_of_a_term_is_accessible() => InEveryLookAsync(320, async visit =>
    {
        await visit.OpenAsync(Sites.EveryPart);
        await visit.Page.Locator("a[data-term]").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".wj-term-note").First).ToBeVisibleAsync();
        await PassesAsync(visit, "explanation-open");
    });

    [Fact]
    public Task First_results_while_typing_are_accessible() => InEveryLookAsync(1280, async visit =>
    {
        // On a page with nothing beneath the list: what a list covers axe cannot judge.
        await visit.OpenAsync("/bestaat-niet", 404);
        await visit.Page.GetByRole(AriaRole.Combobox).FillAsync("rons");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await PassesAsync(visit, "suggestions");
    });

    [Fact]
    public Task A_question_that_is_too_long_is_refused_accessibly() => InEveryLookAsync(320, async visit =>
    {
        await visit.OpenAsync($"/zoeken?q={new string('a', 300)}", 400);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await PassesAsync(visit, "question-refused");
    });

    [Fact]
    public Task A_filter_that_leaves_nothing_is_accessible() => InEveryLookAsync(1280, async visit =>
    {
        await visit.OpenAsync("/kennis?voor=ouder");
        await PassesAsync(visit, "nothing-left");
    });

    private static async Task PassesAsync(Visit visit, string name)
    {
        await visit.ShootAsync(name);
        await Axe.PassesAsync(visit);
    }

    private static async Task InEveryLookAsync(int width, Func<Visit, Task> story)
    {
        foreach (var look in Look.All.Where(look => look.Width == width)) await Visit.RunAsync(look, story);
    }
}
