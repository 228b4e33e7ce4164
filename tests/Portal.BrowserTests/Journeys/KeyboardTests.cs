using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>A reader without a mouse.</summary>
public sealed class KeyboardTests
{
    private const int MostStops = 150;

    [Fact]
    public Task The_first_stop_skips_to_the_text() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/kennis/onzichtbare-beelden");
        await page.Keyboard.PressAsync("Tab");
        var skip = page.GetByRole(AriaRole.Link, new() { Name = "Naar de inhoud" });
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"));
    });

    [Fact]
    public Task The_contents_lead_to_a_part_and_show_where_the_reader_is() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/kennis/onzichtbare-beelden");
        var link = page.Locator(".wj-toc__link", new() { HasText = "Beperkingen" });
        await TabToAsync(page, link);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Beperkingen" })).ToBeInViewportAsync();
        await Expect(link).ToHaveAttributeAsync("aria-current", "location");
    });

    [Fact]
    public Task A_term_opens_and_closes_and_the_focus_stays_with_the_word() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync(Sites.EveryPart);
        var term = page.Locator("a[data-term]").First;
        var note = page.Locator((await term.GetAttributeAsync("href"))!);
        await TabToAsync(page, term);
        await Expect(term).ToHaveAttributeAsync("aria-expanded", "false");

        await page.Keyboard.PressAsync("Enter");
        await Expect(note).ToBeVisibleAsync();
        await Expect(term).ToHaveAttributeAsync("aria-expanded", "true");

        await page.Keyboard.PressAsync("Escape");
        await Expect(note).ToBeHiddenAsync();
        await Expect(term).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, note.Locator(".wj-term-note__close"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(note).ToBeHiddenAsync();
        await Expect(term).ToBeFocusedAsync();
    });

    [Fact]
    public Task A_footnote_leads_to_its_source_and_back() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync(Sites.EveryPart);
        var reference = page.Locator("#nootref-1");
        await TabToAsync(page, reference);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#noot-1")).ToBeInViewportAsync();

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#noot-1 [role='doc-backlink']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(reference).ToBeInViewportAsync();
    });

    [Fact]
    public Task A_folded_part_unfolds_and_folds() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync(Sites.EveryPart);
        await TabToAsync(page, page.Locator("summary", new() { HasText = "Wat als de jongere ontkent?" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Blijf rustig en stel een open vraag.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText("Blijf rustig en stel een open vraag.")).ToBeHiddenAsync();
    });

    [Fact]
    public Task The_menu_of_a_phone_opens_closes_and_leads_on() => Visit.RunAsync(Look.Phone, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/");
        var button = page.Locator("summary", new() { HasText = "Menu" });
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "Menu", Exact = true });
        var dossiers = menu.GetByRole(AriaRole.Link, new() { Name = "Dossiers" });
        await TabToAsync(page, button);
        await page.Keyboard.PressAsync("Enter");
        await Expect(menu).ToBeVisibleAsync();

        await TabToAsync(page, dossiers);
        await page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToBeHiddenAsync();
        await Expect(button).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, dossiers);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Dossiers");
    });

    [Fact]
    public Task First_results_are_chosen_with_the_arrows() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/zoeken");
        await TabToAsync(page, page.GetByRole(AriaRole.Combobox));
        await page.Keyboard.TypeAsync("ronselen");
        var first = page.GetByRole(AriaRole.Option).First;
        await Expect(first).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(first).ToHaveAttributeAsync("aria-selected", "true");
        var title = await first.InnerTextAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(title.Split(':')[0]);
    });

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        await Expect(target).ToHaveCountAsync(1);
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await target.EvaluateAsync<bool>("(element) => element === document.activeElement")) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{target} is not reached within {MostStops} stops.");
    }
}
