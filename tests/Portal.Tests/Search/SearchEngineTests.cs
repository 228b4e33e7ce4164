using Portal.Search;
using static Portal.Tests.Search.GivenSections;

namespace Portal.Tests.Search;

/// <summary>Every test speaks of words of its own, so that they share a database without meeting.</summary>
public sealed class SearchEngineTests(SearchFixture search) : IClassFixture<SearchFixture>
{
    [Fact]
    public async Task Any_form_of_a_word_finds_any_other()
    {
        await search.IndexAsync(Page("Herfst", "De kraanvogels zijn vertrokken."));

        foreach (var form in new[] { "kraanvogel", "kraanvogels", "KRAANVOGELS", "kraanvogeltje", "kraanvo" })
            Assert.Equal("Herfst", (await search.AskAsync(form)).Hits[0].Title);
    }

    [Fact]
    public async Task A_page_is_found_once_by_its_best_section()
    {
        var page = Page("Bakken", "Over meel.");
        await search.IndexAsync(
            page, page.Section(1, "Zuurdesem maken", "Zuurdesem is geduld."), page.Section(2, "Bewaren", "Bewaar de zuurdesem koel."));

        var result = await search.AskAsync("zuurdesem");

        Assert.Equal(1, result.Total);
        var hit = Assert.Single(result.Hits);
        Assert.Equal(("zuurdesem-maken", "Zuurdesem maken"), (hit.Anchor, hit.Heading));
        Assert.Equal($"{page.Url}#zuurdesem-maken", hit.Href);
        Assert.Equal([new SearchSection("Bewaren", "bewaren")], hit.More);
    }

    [Fact]
    public async Task A_report_is_found_by_each_of_its_sections_for_who_asks_for_sections_and_once_for_who_reads()
    {
        var report = Page("Rapport", "Over molens.");
        var leaflet = Page("Folder", "Een poldermolen maalt.");
        await search.IndexAsync([
            report, .. Enumerable.Range(1, 20).Select(number => report.Section(number, $"Deel {number}", number switch
            {
                4 => "De poldermolen staat stil.",
                9 => "Wie een poldermolen heeft, heeft een poldermolen te onderhouden.",
                _ => "Iets anders.",
            })),
            leaflet, leaflet.Section(1, "Meer", "Nog een poldermolen."),
        ]);

        var read = await search.AskAsync("poldermolen");
        var asked = await search.AskAsync(new SearchQuery("poldermolen") { TakesReportsApart = true });

        Assert.Equal(new HashSet<string> { leaflet.Url, report.Url }, [.. read.Hits.Select(hit => hit.Url)]);
        Assert.Equal((2, 2), (read.Total, read.Hits.Count));
        Assert.Equal(["deel-4", "deel-9"], asked.Hits.Where(hit => hit.Url == report.Url).Select(hit => hit.Anchor).Order());
        Assert.Single(asked.Hits, hit => hit.Url == leaflet.Url);
        Assert.Equal(3, asked.Total);
    }

    [Fact]
    public async Task A_long_section_counts_by_the_part_that_answers_and_is_one_hit()
    {
        var filler = string.Concat(Enumerable.Range(0, 60).Select(number => $"Alinea {number} gaat over het weer en de tuin.\n"));
        var scattered = Page("Verspreid", "x");
        var together = Page("Bijeen", "x");
        await search.IndexAsync(
            scattered, scattered.Section(1, "Alles", $"Een zeehond zwom.\n{filler}{filler}In de verte lag een vuurschip."),
            together, together.Section(1, "Alles", $"{filler}Een zeehond zwom om het vuurschip.\n{filler}"));

        var result = await search.AskAsync("zeehond vuurschip");

        Assert.Equal(["Bijeen", "Verspreid"], result.Hits.Select(hit => hit.Title));
        Assert.All(result.Hits, hit => Assert.Empty(hit.More));
        Assert.Contains("<mark>zeehond</mark> zwom om het <mark>vuurschip</mark>", result.Hits[0].Snippet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_glossary_has_the_word_who_asks_its_meaning_gets_what_a_text_takes_it_for()
    {
        await search.IndexAsync(
            Page("Beheer", "De waterschout gaf de waterschout van de stad een hand. Zo werkte een waterschout."),
            Page("Haven", "Het was druk in de haven. Onder een waterschout verstaan we hier wie toezicht hield op schippers en hun volk."));

        Assert.Equal("Haven", (await search.AskAsync("waterschout definitie")).Hits[0].Title);
    }

    [Fact]
    public async Task A_title_beats_a_heading_beats_a_mention()
    {
        var heading = Page("Dieren", "x");
        await search.IndexAsync(
            Page("Vogels", "Een wielewaal tussen veel andere vogels van het bos en van de tuin."),
            heading, heading.Section(1, "De wielewaal", "x"),
            Page("Leven van de wielewaal", "x"),
            Page("Wielewaal", "x"));

        Assert.Equal(
            ["Wielewaal", "Leven van de wielewaal", "Dieren", "Vogels"],
            (await search.AskAsync("wat is een wielewaal")).Hits.Select(hit => hit.Title));
    }

    [Fact]
    public async Task A_title_that_is_the_question_beats_a_page_that_speaks_of_nothing_else()
    {
        await search.IndexAsync(
            Page("De roerdomp en de roerdompen", "Een roerdomp, nog een roerdomp, en weer een roerdomp."), Page("Roerdomp", "Een vogel."));

        Assert.Equal("Roerdomp", (await search.AskAsync("wat is een roerdomp?")).Hits[0].Title);
    }

    [Fact]
    public async Task A_compound_is_found_written_as_two_words_and_by_each_of_them()
    {
        await search.IndexAsync(Page("Los", "Een molen, en verderop een steen."), Page("Samen", "Over de zware en ook oude molensteen."));

        foreach (var question in new[] { "molensteen", "molen steen", "Molenstenen" })
            Assert.Equal(["Samen", "Los"], (await search.AskAsync(question)).Hits.Select(hit => hit.Title));
        var part = await search.AskAsync("steen");
        Assert.Equal(["Los", "Samen"], part.Hits.Select(hit => hit.Title));
        Assert.Contains("<mark>molensteen</mark>", part.Hits[1].Snippet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_quotes_and_after_a_minus_a_word_is_no_part_of_another()
    {
        await search.IndexAsync(Page("Deel", "Een dakgoot."), Page("Heel", "Over de dakgootpannenkoek en pannenkoek."));

        Assert.Equal(["Deel"], (await search.AskAsync("\"dakgoot\"")).Hits.Select(hit => hit.Title));
        Assert.Equal(["Heel"], (await search.AskAsync("pannenkoek -dakgoot")).Hits.Select(hit => hit.Title));
    }

    [Fact]
    public async Task A_question_that_is_a_title_opens_the_page_at_its_top()
    {
        var page = Page("Waterspreeuwen tellen", "Hoe dat gaat.");
        await search.IndexAsync(
            page, page.Section(1, "Waterspreeuwen tellen", "Waterspreeuwen tellen: tel waterspreeuwen, en tel de waterspreeuwen weer."));

        Assert.Null(Assert.Single((await search.AskAsync("waterspreeuwen tellen")).Hits).Anchor);
    }

    [Fact]
    public async Task Synonyms_count_but_below_the_word_itself()
    {
        await search.IndexAsync(
            Page("Een", "De pinguïn zwemt. De pinguïn duikt."), Page("Twee", "Een keizerlijke vetgans loopt."),
            Page("Drie", "De keizerlijke adelaar."));
        await WithIndexAsync(index => index.ReplaceSynonymsAsync(Guid.NewGuid(), ["pinguïn", "pinguins", "keizerlijke vetgans"], []));

        Assert.Equal(["Een", "Twee"], (await search.AskAsync("pinguins")).Hits.Select(hit => hit.Title));
        Assert.Equal(["Twee", "Een"], (await search.AskAsync("keizerlijke vetganzen")).Hits.Select(hit => hit.Title));
        Assert.Contains("<mark>keizerlijke vetgans</mark>", (await search.AskAsync("pinguin")).Hits[1].Snippet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_synonyms_of_a_source_replace_the_old()
    {
        var source = Guid.NewGuid();
        await search.IndexAsync(Page("Kelder", "Een basalten trap."));
        await WithIndexAsync(index => index.ReplaceSynonymsAsync(source, ["granieten", "basalten"], []));
        Assert.Equal(1, (await search.AskAsync("granieten")).Total);

        await WithIndexAsync(index => index.ReplaceSynonymsAsync(source, [], []));
        Assert.Equal(0, (await search.AskAsync("granieten")).Total);
    }

    [Fact]
    public async Task Quotes_ask_for_words_in_a_row_and_a_minus_for_absence()
    {
        await search.IndexAsync(Page("Rij", "De blauwe orchidee bloeit."), Page("Los", "Blauwe lucht boven de orchidee."));

        Assert.Equal(2, (await search.AskAsync("blauwe orchidee")).Total);
        Assert.Equal("Rij", Assert.Single((await search.AskAsync("\"blauwe orchidee\"")).Hits).Title);
        Assert.Equal("Los", Assert.Single((await search.AskAsync("orchideeën -bloeien")).Hits).Title);
    }

    [Fact]
    public async Task What_no_page_holds_whole_is_answered_in_part_and_says_so()
    {
        await search.IndexAsync(Page("Fluit", "Een hobo."), Page("Snaar", "Een mandoline en een mandola."));

        var apart = await search.AskAsync("hobo mandola");
        Assert.True(apart.IsPartial);
        Assert.Null(apart.Answer);
        Assert.Equal(2, apart.Total);

        var mostly = await search.AskAsync("hobo mandoline mandola");
        Assert.True(mostly.IsPartial);
        Assert.Equal(["Snaar", "Fluit"], mostly.Hits.Select(hit => hit.Title));

        var unknown = await search.AskAsync("mandola qwxyz");
        Assert.Equal(["qwxyz"], unknown.Unknown);
        Assert.Equal("Snaar", Assert.Single(unknown.Hits).Title);
    }

    [Fact]
    public async Task Few_whole_answers_are_followed_by_partial_ones()
    {
        await search.IndexAsync(
            Page("Alles", "Een stoomlocomotief trekt een postrijtuig."), Page("Deel", "De stoomlocomotief fluit."),
            Page("Rest", "Het postrijtuig is leeg."));

        var result = await search.AskAsync("stoomlocomotief postrijtuig");
        Assert.False(result.IsPartial);
        Assert.Equal("Alles", result.Hits[0].Title);
        Assert.Equal(["Deel", "Rest"], result.Hits.Skip(1).Select(hit => hit.Title).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_rare_word_says_more_than_a_common_one()
    {
        await search.IndexAsync(
            [.. Enumerable.Range(1, 4).Select(number => Page($"Bos {number}", "Een notenboom.")), Page("Zeldzaam", "Een notenkraker.")]);

        var result = await search.AskAsync("notenboom notenkraker");
        Assert.True(result.IsPartial);
        Assert.Equal("Zeldzaam", result.Hits[0].Title);
        Assert.Equal(5, result.Total);
    }

    [Fact]
    public async Task The_word_being_typed_is_completed_from_its_third_letter()
    {
        await search.IndexAsync(Page("Wad", "De wulpen roepen."));

        Assert.Equal(0, (await search.AskAsync("wu")).Total);
        Assert.Equal("Wad", Assert.Single((await search.AskAsync("wul")).Hits).Title);
    }

    [Fact]
    public async Task A_word_that_says_little_counts_only_where_no_other_says_more()
    {
        await search.IndexAsync(Page("Borduurwerk maken", "Over draad."), Page("Zorgen om een sperwer", "De sperwer is ziek."));

        Assert.Equal(["Zorgen om een sperwer"], (await search.AskAsync("ik maak me zorgen om een sperwer")).Hits.Select(hit => hit.Title));
        Assert.Equal("Borduurwerk maken", (await search.AskAsync("borduurwerk maken")).Hits[0].Title);
    }

    [Fact]
    public async Task A_page_that_bears_the_word_is_shown_by_its_first_sentences()
    {
        var filler = string.Concat(Enumerable.Repeat("Zij leven in het riet en eten vis. ", 12));
        await search.IndexAsync(
            Page("Woudaap", $"Een kleine reiger. {filler}De woudaap is zeldzaam."), Page("Riet", $"{filler}Een woudaap zie je zelden."));

        var hits = (await search.AskAsync("woudaap qwxyz")).Hits;
        Assert.StartsWith("Een kleine reiger.", hits[0].Snippet, StringComparison.Ordinal);
        Assert.Contains("<mark>woudaap</mark>", hits[1].Snippet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_in_a_row_do_not_run_from_the_title_into_the_text()
    {
        await search.IndexAsync(Page("Over de rosse", "Franjepoot is een vogel."));

        Assert.Equal(1, (await search.AskAsync("rosse franjepoot")).Total);
        Assert.Equal(0, (await search.AskAsync("\"rosse franjepoot\"")).Total);
    }

    [Fact]
    public async Task The_answer_is_the_passage_with_everything_asked()
    {
        var page = Page("Tuin", "Een inleiding.");
        await search.IndexAsync(
            page,
            page.Section(1, "Snoeien", "Begin op tijd.\nSnoei een kornoelje in het vroege voorjaar, voordat het sap stijgt.\nKlaar."));

        var answer = (await search.AskAsync("kornoeljes snoeien")).Answer;

        Assert.NotNull(answer);
        Assert.Equal("<mark>Snoei</mark> een <mark>kornoelje</mark> in het vroege voorjaar, voordat het sap stijgt.", answer.Passage);
        Assert.Equal("snoeien", answer.Source.Anchor);
    }

    [Fact]
    public async Task Facets_count_pages_and_respect_the_other_filter()
    {
        await WithIndexAsync(index => index.NameAsync(
            [new(SearchFilter.Theme, "zee", "De zee", 1), new(SearchFilter.Theme, "land", "Het land", 2)]));
        await search.IndexAsync(
            Page("1", "albatros", "nieuws", "zee"), Page("2", "albatros", "nieuws", "zee", "land"), Page("3", "albatros", "begrip", "land"),
            Page("4", "albatros", "begrip"));

        var all = await search.AskAsync("albatros");
        Assert.Equal([new("begrip", "Begrip", 2), new("nieuws", "Nieuws", 2)], all.Facets.Types);
        Assert.Equal([new("zee", "De zee", 2), new("land", "Het land", 2)], all.Facets.Of(SearchFilter.Theme));

        var news = await search.AskAsync(new SearchQuery("albatros", Type: "nieuws"));
        Assert.Equal(2, news.Total);
        Assert.Equal([new("begrip", "Begrip", 2), new("nieuws", "Nieuws", 2)], news.Facets.Types);
        Assert.Equal([new("zee", "De zee", 2), new("land", "Het land", 1)], news.Facets.Of(SearchFilter.Theme));

        var both = await search.AskAsync(
            new SearchQuery("albatros", "begrip") { Filters = new Dictionary<string, string> { ["thema"] = "zee" } });
        Assert.Equal(0, both.Total);
        Assert.False(both.IsPartial);
        Assert.Equal([new("nieuws", "Nieuws", 2)], both.Facets.Types);
    }

    [Fact]
    public async Task What_is_for_everyone_stays_whoever_is_chosen()
    {
        var forAll = Page("1", "stormvogel") with { Filters = [SearchFilter.Audience.WithAll] };
        var forOne = Page("2", "stormvogel") with { Filters = [SearchFilter.Audience.With("boa"), SearchFilter.Year.With("2024")] };
        var forAnother = Page("3", "stormvogel") with { Filters = [SearchFilter.Audience.With("docent"), SearchFilter.Year.With("2025")] };
        await search.IndexAsync(forAll, forOne, forAnother, Page("4", "stormvogel"));

        var asked = await search.AskAsync(
            new SearchQuery("stormvogel") { Filters = new Dictionary<string, string> { ["voor"] = "boa" } });
        Assert.Equal(["1", "2"], asked.Hits.Select(hit => hit.Title).Order());
        Assert.Equal([new("docent", "docent", 2), new("boa", "boa", 2)], asked.Facets.Of(SearchFilter.Audience));
        Assert.Equal([new("2024", "2024", 1)], asked.Facets.Of(SearchFilter.Year));
    }

    [Fact]
    public async Task What_grows_old_stands_below_what_is_of_today()
    {
        DateOnly Day(int ago) => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-ago);
        await search.IndexAsync(
            Page("Oud", "noordse pijlstormvogel") with { FreshOn = Day(300) },
            Page("Blijvend", "noordse pijlstormvogel"),
            Page("Nieuw", "noordse pijlstormvogel") with { FreshOn = Day(10) },
            Page("Komend", "noordse pijlstormvogel") with { FreshOn = Day(-40) });

        var titles = (await search.AskAsync("pijlstormvogel")).Hits.Select(hit => hit.Title).ToList();
        Assert.Equal(["Nieuw", "Oud"], titles[2..]);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        await search.IndexAsync(
            [.. Enumerable.Range(1, 25).Select(number => Page($"Nummer {number}", "zeskantsleutel", number % 2 == 0 ? "nieuws" : "bron"))]);

        var titles = new List<string>();
        for (var skip = 0; skip < 30; skip += 10)
            titles.AddRange((await search.AskAsync(new SearchQuery("zeskantsleutel", Skip: skip))).Hits.Select(hit => hit.Title));
        Assert.Equal(25, titles.Distinct().Count());

        var overview = await search.AskAsync(new SearchQuery("zeskantsleutel", Take: 60) { PerType = 3 });
        Assert.Equal((25, 6), (overview.Total, overview.Hits.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("%")]
    [InlineData("\\")]
    [InlineData("'")]
    [InlineData("''''")]
    [InlineData(":*")]
    [InlineData("!")]
    [InlineData("&|!()<->")]
    [InlineData("a'b\\c:*A & !d")]
    [InlineData("\"")]
    [InlineData("\"\"\"")]
    [InlineData("\"de het een\"")]
    [InlineData("-")]
    [InlineData("-alles")]
    [InlineData("- - -")]
    [InlineData("de het een")]
    [InlineData("\0")]
    [InlineData("ronselen\0drop table")]
    [InlineData("\uD800 \uDC00 \uFFFF \u202E")]
    [InlineData("ｆｕｌｌ　ｗｉｄｔｈ ﷽ Ǆ İ ı ẞ")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301\u0301")]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u v w x y z")]
    [InlineData("-a- --b-- c--d")]
    [InlineData("0 1.1.1.1 99999999999999999999 1,,,2 31-02-2026")]
    [InlineData("http:// @ a@b .net c# \u00AD\u00AD")]
    public async Task Nothing_that_is_typed_breaks_it(string text) => Assert.NotNull(await search.AskAsync(text));

    [Fact]
    public async Task Even_a_very_long_question_is_answered() =>
        Assert.NotNull(await search.AskAsync(string.Concat(Enumerable.Repeat("kraanvogel-vlucht \"x ", 500))));

    private async Task WithIndexAsync(Func<SearchIndex, Task> work)
    {
        await using var scope = search.Scope();
        await work((SearchIndex)scope.ServiceProvider.GetService(typeof(SearchIndex))!);
    }
}
