using Microsoft.Playwright;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Journeys;

/// <summary>A professional with ten minutes: asks, finds, reads and trusts.</summary>
public sealed class ReadingTests
{
    private const string Product = "/kennis/onzichtbare-beelden";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_question_on_the_front_page_leads_to_the_paragraph_that_answers_it(bool scripts) =>
        Visit.RunAsync(Look.Wide with { Scripts = scripts }, async visit =>
        {
            await visit.OpenAsync("/");
            await visit.Page.GetByLabel("Wat wil je weten?").FillAsync("hoe begint ronselen");
            await visit.Page.Keyboard.PressAsync("Enter");
            await visit.Page.WaitForURLAsync("**/zoeken?q=*");

            var answer = visit.Page.Locator(".wj-answer__source a");
            var href = (await answer.GetAttributeAsync("href"))!;
            Assert.Contains('#', href);
            await answer.ClickAsync();
            await visit.Page.WaitForURLAsync("**" + href);
            await Assertions.Expect(visit.Page.Locator("#" + href.Split('#')[1])).ToBeInViewportAsync();
        });

    [Fact]
    public Task A_search_with_nothing_to_show_says_what_to_do_next() => Visit.RunAsync(Look.Phone, async visit =>
    {
        await visit.OpenAsync("/zoeken?q=xylofoonles");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { NameString = "Niets gevonden" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_keyboard_alone_reaches_the_text_and_its_contents() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await visit.OpenAsync(Product);
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Naar de inhoud", await FocusedTextAsync(visit));
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#hoofdinhoud", visit.At, StringComparison.Ordinal);

        var link = visit.Page.Locator(".wj-toc__link").Nth(2);
        await link.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var anchor = (await link.GetAttributeAsync("href"))![1..];
        await Assertions.Expect(visit.Page.Locator($"[id='{anchor}']")).ToBeInViewportAsync();
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_term_is_explained_where_it_stands_and_the_explanation_closes_again(bool scripts) =>
        Visit.RunAsync(Look.Phone with { Scripts = scripts }, async visit =>
        {
            await visit.OpenAsync(Product);
            var term = visit.Page.Locator(".wj-term").First;
            var note = visit.Page.Locator((await term.GetAttributeAsync("href"))!);
            await Assertions.Expect(note).ToBeHiddenAsync();
            await term.FocusAsync();
            await visit.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(note).ToBeVisibleAsync();
            await note.GetByText("Sluit").FocusAsync();
            await visit.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(note).ToBeHiddenAsync();
        });

    [Fact]
    public Task A_note_leads_to_its_source_and_back() => Visit.RunAsync(Look.Phone, async visit =>
    {
        await visit.OpenAsync(Product);
        await visit.Page.Locator("#nootref-1").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#noot-1")).ToBeInViewportAsync();
        await visit.Page.Locator("#noot-1 .wj-notes__back").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#nootref-1")).ToBeInViewportAsync();
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_list_is_narrowed_by_links_and_the_address_can_be_shared(bool scripts) =>
        Visit.RunAsync(Look.Wide with { Scripts = scripts }, async visit =>
        {
            await visit.OpenAsync("/kennis");
            var all = await visit.Page.Locator(".wj-entry").CountAsync();
            await visit.Page.Locator(".wj-facets__link", new() { HasTextString = "Plan" }).First.ClickAsync();
            await visit.Page.WaitForURLAsync("**/kennis?*");
            var some = await visit.Page.Locator(".wj-entry").CountAsync();
            Assert.InRange(some, 1, all - 1);

            await visit.OpenAsync(visit.At);
            Assert.Equal(some, await visit.Page.Locator(".wj-entry").CountAsync());
        });

    [Theory]
    [InlineData(320, true)]
    [InlineData(1280, false)]
    public Task A_module_is_read_from_its_first_chapter_to_its_last(int width, bool scripts) =>
        Visit.RunAsync(Look.Wide with { Width = width, Scripts = scripts }, async visit =>
        {
            await visit.OpenAsync("/modules/signalen-zien");
            await visit.Page.GetByRole(AriaRole.Link, new() { NameString = "Begin" }).First.ClickAsync();
            var read = 1;
            for (var next = Next(visit); await next.CountAsync() > 0; read++)
            {
                var href = (await next.GetAttributeAsync("href"))!;
                await next.ClickAsync();
                await visit.Page.WaitForURLAsync("**" + href);
            }
            Assert.Equal(7, read);
            await Assertions.Expect(visit.Page.GetByText("Wat doe je maandag?").First).ToBeVisibleAsync();
        });

    [Fact]
    public Task The_menu_opens_and_closes_by_keyboard_on_a_phone() => Visit.RunAsync(Look.Phone, async visit =>
    {
        await visit.OpenAsync("/");
        var button = visit.Page.Locator(".wj-menu__button");
        await button.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var link = visit.Page.Locator(".wj-menu__link", new() { HasTextString = "Agenda" });
        await Assertions.Expect(link).ToBeVisibleAsync();
        await link.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/agenda");
    });

    [Fact]
    public Task A_dossier_leads_to_a_source_and_the_glossary_to_a_word() => Visit.RunAsync(Look.Wide with { Scripts = false }, async visit =>
    {
        await visit.OpenAsync("/dossiers/onlinewereld");
        var source = visit.Page.Locator("main a[href^='/bronnen/']").First;
        await source.ClickAsync();
        await visit.Page.WaitForURLAsync("**/bronnen/*");

        await visit.OpenAsync("/begrippen");
        await visit.Page.GetByRole(AriaRole.Link, new() { NameString = "Ronselen", Exact = true }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/begrippen/ronselen");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Ronselen");
    });

    [Fact]
    public Task The_way_out_is_one_click_away() => Visit.RunAsync(Look.Phone, async visit =>
    {
        await visit.OpenAsync("/modules/signalen-zien/online");
        await visit.AllowLeavingToAsync("www.buienradar.nl");
        await visit.Page.Locator(".wj-leave").ClickAsync();
        await visit.Page.WaitForURLAsync("https://www.buienradar.nl/**");
    });

    private static ILocator Next(Visit visit) => visit.Page.Locator(".wj-chapter__nav a.nl-button--primary[href^='/modules/signalen-zien/']");

    private static Task<string> FocusedTextAsync(Visit visit) => visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");
}
