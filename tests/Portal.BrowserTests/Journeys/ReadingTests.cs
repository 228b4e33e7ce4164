using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>The journeys of a reader, with scripts and without.</summary>
public sealed class ReadingTests
{
    [Theory, InlineData(true), InlineData(false)]
    public Task A_reader_asks_a_question_and_lands_at_the_paragraph_that_answers_it(bool scripts) => ReadAsync(scripts, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/");
        await page.GetByLabel("Wat wil je weten?").FillAsync("hoe begint ronselen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Zoek" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex(@"/zoeken\?q=hoe\+begint\+ronselen$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator(".wj-count")).ToContainTextAsync("gevonden");
        var deep = page.Locator(".wj-entry__title a[href*='#']").First;
        var anchor = Uri.UnescapeDataString((await deep.GetAttributeAsync("href"))!.Split('#')[1]);
        await deep.ClickAsync();

        await Expect(page.Locator($"[id='{anchor}']")).ToBeInViewportAsync();
    });

    [Fact]
    public Task A_search_with_nothing_to_show_says_what_to_do_next() => Visit.RunAsync(Look.Phone, async visit =>
    {
        await visit.OpenAsync("/zoeken?q=xylofoonles");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Niets gevonden" })).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "advies op maat" }).ClickAsync();
        Assert.Equal("/maatwerkadvies?onderwerp=xylofoonles#vraag", visit.At);
    });

    [Theory, InlineData(true), InlineData(false)]
    public Task A_reader_narrows_the_list_of_kennis_and_shares_the_address(bool scripts) => ReadAsync(scripts, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/kennis");
        var all = await page.Locator(".wj-entry").CountAsync();
        var filter = page.Locator(".wj-facets__link", new() { HasText = "Handreiking" });
        var promised = int.Parse((await filter.Locator(".wj-facets__count").InnerTextAsync()).Trim(':', ' ', '\n'), CultureInfo.InvariantCulture);
        await filter.ClickAsync();

        await Expect(page.Locator(".wj-entry")).ToHaveCountAsync(promised);
        Assert.InRange(promised, 1, all - 1);
        var titles = await page.Locator(".wj-entry__title").AllInnerTextsAsync();

        // Somebody else opens the address that was shared.
        await visit.OpenAsync(visit.At);
        Assert.Equal(titles, await page.Locator(".wj-entry__title").AllInnerTextsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Verwijder filter" }).ClickAsync();
        await Expect(page.Locator(".wj-entry")).ToHaveCountAsync(all);
    });

    [Theory, InlineData(320, true), InlineData(1280, false)]
    public Task A_reader_goes_through_the_second_module_from_the_first_chapter_to_the_last(int width, bool scripts) => Visit.RunAsync(Look.Wide with { Width = width, Scripts = scripts }, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/modules");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Signalen zien" }).First.ClickAsync();
        var steps = await page.Locator(".wj-chapters__link").AllInnerTextsAsync();
        Assert.Equal(10, steps.Count); // seven chapters between two tests, and situations to practise with
        await page.GetByRole(AriaRole.Link, new() { Name = "Begin met hoofdstuk 1" }).ClickAsync();

        var last = steps.Count - 2; // the end test
        for (var number = 1; number <= last; number++)
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(steps[number]);
            await Expect(page.Locator("[aria-current='step']")).ToHaveCountAsync(1);
            await Expect(page.Locator(".wj-steps__item--done")).ToHaveCountAsync(number);
            if (number < last) await page.GetByRole(AriaRole.Link, new() { Name = "Volgende:" }).ClickAsync();
        }
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Log in voor de toets" })).ToHaveAttributeAsync("href", "/inloggen?terug=%2Fmodules%2Fsignalen-zien%2Feindtoets");
    });

    [Theory, InlineData(true), InlineData(false)]
    public Task A_reader_opens_a_dossier_and_gets_to_a_bron(bool scripts) => ReadAsync(scripts, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/");
        await page.Locator(".wj-dossiers").GetByRole(AriaRole.Link, new() { Name = "Ouders" }).ClickAsync();
        Assert.Equal("/dossiers/ouders", visit.At);

        var source = page.Locator("main a[href^='/bronnen/']").First;
        var title = await source.InnerTextAsync();
        await source.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    });

    [Theory, InlineData(true), InlineData(false)]
    public Task A_reader_looks_a_word_up_by_its_letter(bool scripts) => ReadAsync(scripts, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/begrippen");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Op letter" }).GetByRole(AriaRole.Link, new() { Name = "R", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "R", Exact = true })).ToBeInViewportAsync();

        await page.Locator(".wj-glossary__word a[href='/begrippen/ronselen']").ClickAsync();
        Assert.Equal("/begrippen/ronselen", visit.At);
    });

    [Theory, InlineData(true), InlineData(false)]
    public Task A_reader_finds_in_the_agenda_what_is_coming_and_what_has_been(bool scripts) => ReadAsync(scripts, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync("/");
        var entrance = page.GetByRole(AriaRole.Navigation, new() { Name = "Hoofdmenu" }).GetByRole(AriaRole.Link, new() { Name = "Agenda" });
        await entrance.ClickAsync();
        await Expect(entrance).ToHaveAttributeAsync("aria-current", "page");

        var coming = page.Locator(".wj-event__title a").First;
        var title = await coming.InnerTextAsync();
        await coming.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);

        await visit.OpenAsync("/agenda");
        await page.Locator("main a[href^='/agenda/verslagen/']").First.ClickAsync();
        await Expect(page.Locator("main img").First).ToBeVisibleAsync();
    });

    [Fact]
    public Task Without_scripts_a_term_is_explained_in_place_and_the_way_back_leads_to_the_word() => ReadAsync(scripts: false, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync(Sites.EveryPart);
        var term = page.Locator("a[data-term]").First;
        var note = page.Locator((await term.GetAttributeAsync("href"))!);
        await Expect(note).ToBeHiddenAsync();

        await term.ClickAsync();
        await Expect(note).ToBeVisibleAsync();
        await note.Locator(".wj-term-note__close").ClickAsync();
        await Expect(note).ToBeHiddenAsync();
        await Expect(term).ToBeInViewportAsync();
    });

    [Fact]
    public Task Without_scripts_the_menu_of_a_phone_opens() => Visit.RunAsync(Look.Phone with { Scripts = false }, async visit =>
    {
        await visit.OpenAsync("/");
        await visit.Page.Locator("summary", new() { HasText = "Menu" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu", Exact = true }).GetByRole(AriaRole.Link, new() { Name = "Dossiers" }).ClickAsync();
        Assert.Equal("/dossiers", visit.At);
    });

    private static Task ReadAsync(bool scripts, Func<Visit, Task> story, [CallerMemberName] string name = "") =>
        Visit.RunAsync(Look.Wide with { Scripts = scripts }, story, name);
}
