using AngleSharp.Dom;
using Portal.Content.Import;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Pages;

public sealed class ReadingTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Product = "/kennis/onzichtbare-beelden";

    [Fact]
    public async Task A_product_says_in_short_what_it_is_worth_before_its_text()
    {
        var page = await portal.Host.PageAsync(Product);
        var order = page.QuerySelectorAll("main .wj-key, main .wj-evidence, main .wj-prose").Select(part => part.ClassList[0]);
        Assert.Equal(["wj-key", "wj-evidence", "wj-prose"], order);
        Assert.Equal(5, page.QuerySelectorAll(".wj-key__list li").Length);

        var scales = page.QuerySelectorAll(".wj-scale").ToDictionary(scale => scale.GetAttribute("data-scale")!, scale => scale.QuerySelector("strong")!.TextContent);
        Assert.Equal(new Dictionary<string, string> { ["certainty"] = "laag", ["effect"] = "onbekend", ["cost"] = "onbekend" }, scales);
    }

    [Fact]
    public async Task The_contents_name_every_section_in_order()
    {
        var page = await portal.Host.PageAsync(Product);
        var links = page.QuerySelectorAll(".wj-toc__link").Select(link => link.GetAttribute("href")![1..]).ToList();
        Assert.Equal(["gebruik", "lessen", "gegevens", "noemen"], links.TakeLast(4));
        var places = links.ConvertAll(id => page.All.ToList().IndexOf(page.GetElementById(id)!));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task A_check_that_is_overdue_is_admitted()
    {
        Assert.DoesNotContain("opnieuw bekijken", await CheckedAsync(), StringComparison.Ordinal);
        portal.Host.Clock.Set(new DateTimeOffset(2028, 1, 1, 12, 0, 0, TimeSpan.Zero));
        try
        {
            Assert.Contains("We zouden het in november 2027 opnieuw bekijken", await CheckedAsync(), StringComparison.Ordinal);
        }
        finally
        {
            portal.Host.Clock.Set(TimeProvider.System.GetUtcNow());
        }
    }

    [Fact]
    public async Task Filters_are_links_that_say_how_much_they_leave()
    {
        var all = await portal.Host.PageAsync("/kennis");
        foreach (var filter in all.QuerySelectorAll(".wj-facets__link"))
        {
            var narrowed = await portal.Host.PageAsync(filter.GetAttribute("href")!);
            Assert.Equal(filter.QuerySelector(".wj-facets__count")!.TextContent.TrimStart(':', ' '), Count(narrowed));
            var chosen = Assert.Single(narrowed.QuerySelectorAll(".wj-chosen__link"));
            Assert.Equal("/kennis", chosen.GetAttribute("href"));
        }

        static string Count(IDocument page) => page.QuerySelectorAll(".wj-entry").Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_value_beside_the_chosen_one_goes_on_saying_how_much_it_would_leave()
    {
        var before = await FormsAsync("/kennis");
        Assert.True(before.Count > 2);
        Assert.Equal(before, await FormsAsync("/kennis?vorm=onderzoek"));

        async Task<IReadOnlyList<string>> FormsAsync(string path) =>
        [
            .. (await portal.Host.PageAsync(path)).QuerySelectorAll(".wj-facets__group")
                .Single(group => group.QuerySelector("h2")!.TextContent == "Vorm").QuerySelectorAll("a").Select(link => link.TextContent),
        ];
    }

    [Fact]
    public async Task Filters_that_leave_nothing_lead_back_to_everything()
    {
        var page = await portal.Host.PageAsync("/kennis?voor=jeugdbeschermer&vorm=magazine&thema=excessief-geweld");
        Assert.Empty(page.QuerySelectorAll(".wj-entry"));
        Assert.Equal("/kennis", page.QuerySelector(".wj-empty a")!.GetAttribute("href"));
        Assert.Equal(3, page.QuerySelectorAll(".wj-chosen__link").Length);
    }

    [Fact]
    public async Task What_the_sources_do_not_say_is_called_unknown()
    {
        var folder = Directory.CreateTempSubdirectory("portal-source-");
        await File.WriteAllTextAsync(Path.Combine(folder.CreateSubdirectory("bronnen").FullName, "stil.md"), """
            ---
            id: bron-stil
            type: bron
            title: "Een stille bron"
            summary: "Van dit lespakket is weinig bekend."
            kind: lespakket
            provider: "Niet vermeld"
            five_questions:
              for_whom: "Voor klas 2."
              problem: "Geldezels."
              why_it_helps: "niet bekend"
              alternative: "niet bekend"
              combination: "niet bekend"
            sources:
              - title: "Proefbron"
                year: 2026
            ---

            """.ReplaceLineEndings("\n"));
        Assert.Empty((await portal.Host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder.FullName,
            new ImportOptions()))).Errors);
        folder.Delete(recursive: true);
        var page = await portal.Host.PageAsync("/bronnen/stil");
        var answers = page.QuerySelectorAll(".wj-questions__answer");
        Assert.Equal(5, answers.Length);
        Assert.Equal(3, answers.Count(answer => answer.ClassList.Contains("wj-questions__answer--unknown")));
        Assert.Equal("Niet bekend", Fact(page, "Van wie"));
    }

    [Fact]
    public async Task A_dossier_links_to_everything_that_names_it()
    {
        var index = await portal.Host.PageAsync("/dossiers");
        foreach (var dossier in index.QuerySelectorAll(".wj-dossier"))
        {
            var page = await portal.Host.PageAsync(dossier.QuerySelector("a")!.GetAttribute("href")!);
            var held = new List<string?>();
            foreach (var group in page.QuerySelectorAll(".wj-group"))
            {
                var count = int.Parse(group.QuerySelector(".wj-group__count")!.TextContent, System.Globalization.CultureInfo.InvariantCulture);
                // A long group shows its beginning here, and the whole behind a link.
                var all = group.QuerySelector("a.wj-more") is { } more
                    ? (await portal.Host.PageAsync(more.GetAttribute("href")!.Split('#')[0])).QuerySelector(".wj-group")!
                    : group;
                var links = all.QuerySelectorAll(".wj-related__link").Select(link => link.GetAttribute("href")).ToList();
                Assert.Equal(count, links.Count);
                held.AddRange(links);
            }
            Assert.Equal(held.Distinct(), held);
            Assert.StartsWith($"{held.Count}\u00A0", dossier.QuerySelector(".wj-dossier__count")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_municipality_is_on_the_page_of_organisations_once()
    {
        var links = (await portal.Host.PageAsync("/organisaties")).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!)
            .Where(href => href.StartsWith("/organisaties/gemeente-", StringComparison.Ordinal)).ToList();
        Assert.Equal(links.Distinct().Order(StringComparer.Ordinal), links.Order(StringComparer.Ordinal));
        Assert.Equal(portal.Host.Site.Current.Documents.Count(document => document.Path.StartsWith("/organisaties/gemeente-", StringComparison.Ordinal)), links.Count);
    }

    [Fact]
    public async Task An_invented_document_says_so_wherever_it_is_named_at_length()
    {
        Assert.All((await portal.Host.PageAsync("/nieuws")).QuerySelectorAll(".wj-entry"), entry => Assert.NotNull(entry.QuerySelector(".wj-badge--example")));
        Assert.NotNull((await portal.Host.PageAsync("/nieuwsbrieven/2026-1")).QuerySelector(".wj-head .wj-badge--example"));
        Assert.Null((await portal.Host.PageAsync(Product)).QuerySelector(".wj-head .wj-badge--example"));
    }

    private async Task<string> CheckedAsync() => (await portal.Host.PageAsync(Product)).QuerySelector(".wj-checked")!.TextContent;

    private static string Fact(IDocument page, string name) =>
        page.QuerySelectorAll(".wj-facts__row").Single(row => row.QuerySelector("dt")!.TextContent == name).QuerySelector("dd")!.TextContent.Trim();
}
