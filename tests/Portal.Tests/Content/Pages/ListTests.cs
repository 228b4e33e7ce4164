using System.Globalization;
using AngleSharp.Dom;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Pages;

/// <summary>The lists of bronnen and begrippen, as who looks for something finds their way in them.</summary>
public sealed class ListTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Bronnen_stand_by_kind_and_each_kind_says_how_many_there_are()
    {
        var page = await portal.Host.PageAsync("/bronnen");
        var kinds = Facet(page, "Soort").Select(link => (Name: link.FirstElementChild!.TextContent, Count: CountOf(link))).ToList();
        var groups = page.QuerySelectorAll(".wj-group");
        Assert.Equal(kinds.ConvertAll(kind => kind.Count), groups.Select(group => Number(group.QuerySelector(".wj-group__count")!)));
        Assert.Contains("Lespakketten", groups.Select(group => group.QuerySelector("h2")!.FirstChild!.TextContent.Trim()));
        Assert.Equal(kinds.Sum(kind => kind.Count), Number(page.QuerySelector(".wj-count")!));
    }

    [Fact]
    public async Task A_long_kind_shows_its_beginning_and_leads_to_all_of_it_with_the_other_filters_kept()
    {
        var page = await portal.Host.PageAsync("/bronnen?voor=beleidsmedewerker");
        var cut = page.QuerySelectorAll(".wj-group").Where(group => group.QuerySelector(".wj-group__all") is not null).ToList();
        Assert.NotEmpty(cut);
        foreach (var group in cut)
        {
            var all = await portal.Host.PageAsync(group.QuerySelector(".wj-group__all a")!.GetAttribute("href")!);
            var first = group.QuerySelectorAll(".wj-entry__title a").Select(Address).ToList();
            Assert.Equal(first, all.QuerySelectorAll(".wj-entry__title a").Select(Address).Take(first.Count));
            Assert.Equal(Number(group.QuerySelector(".wj-group__count")!), all.QuerySelectorAll(".wj-entry").Length);
            Assert.Equal(2, all.QuerySelectorAll(".wj-chosen__link").Length);
        }
        Assert.All(
            page.QuerySelectorAll(".wj-group").Except(cut),
            group => Assert.Equal(Number(group.QuerySelector(".wj-group__count")!), group.QuerySelectorAll(".wj-entry").Length));
    }

    [Fact]
    public async Task What_a_bron_costs_can_be_chosen_where_its_record_says_so()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        Assert.Empty(Facet(await host.PageAsync("/bronnen"), "Kosten"));
        await desk.EditAndPublishAsync(
            "bron-hackshield", text => text.Replace("kind: spel\n", "kind: spel\ncosts: gratis\n", StringComparison.Ordinal));
        var free = Assert.Single(Facet(await host.PageAsync("/bronnen"), "Kosten"));
        Assert.Equal(("Gratis", "/bronnen?kosten=gratis"), (free.FirstElementChild!.TextContent, Address(free)));
        var page = await host.PageAsync("/bronnen?kosten=gratis");
        Assert.Equal("/bronnen/hackshield", Address(Assert.Single(page.QuerySelectorAll(".wj-entry__title a"))));
        Assert.Equal("Gratis", page.QuerySelector(".wj-entry__top")!.TextContent.Trim());
        var facts = (await host.PageAsync("/bronnen/hackshield")).QuerySelector(".wj-facts")!.TextContent;
        Assert.Contains("Gratis", facts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/bronnen?soort=bestaat-niet")]
    [InlineData("/bronnen?soort=spel&soort=tool")]
    [InlineData("/bronnen?kosten=veel")]
    [InlineData("/begrippen?zoek=a&zoek=b")]
    [InlineData("/begrippen?zoek=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_filter_that_does_not_exist_is_refused(string address) =>
        Assert.Equal(400, (await portal.Host.AskAsync(address)).Status);

    [Fact]
    public async Task Every_letter_with_words_leads_to_them_and_the_others_are_no_links()
    {
        var page = await portal.Host.PageAsync("/begrippen");
        Assert.Equal(26, page.QuerySelectorAll(".wj-letters > li").Length);
        foreach (var letter in page.QuerySelectorAll(".wj-letters a"))
        {
            var words = page.GetElementById(Address(letter)!.TrimStart('#'))!;
            Assert.All(
                words.QuerySelectorAll("dt"), word => Assert.StartsWith(letter.TextContent, word.TextContent, StringComparison.OrdinalIgnoreCase));
        }
        Assert.Equal(["Q", "X", "Y"], page.QuerySelectorAll(".wj-letters span").Select(letter => letter.TextContent));
    }

    [Theory]
    [InlineData("GELDEZEL", "/begrippen/geldezel")]
    [InlineData("bariere", null)]
    [InlineData("barrieremodel", "/begrippen/barrieremodel")]
    [InlineData("straatroof", "/begrippen/high-impact-crimes")] // in what it means
    [InlineData("buitengewoon", "/begrippen/boa")]
    public async Task A_word_narrows_the_terms_whatever_its_capitals_and_accents(string word, string? found)
    {
        var page = await portal.Host.PageAsync("/begrippen?zoek=" + word);
        var links = page.QuerySelectorAll(".wj-glossary__word a").Select(Address).ToList();
        if (found is null) Assert.Empty(links);
        else Assert.Contains(found, links);
        Assert.Equal(word, page.QuerySelector("input[name=zoek]")!.GetAttribute("value"));
        Assert.Equal("/begrippen", Address(page.QuerySelector(".wj-chosen__link")!));
        Assert.All(page.QuerySelectorAll(".wj-glossary__fold"), fold => Assert.True(fold.HasAttribute("open")));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task A_word_that_is_not_there_leads_to_the_search_of_the_whole_portal()
    {
        var page = await portal.Host.PageAsync("/begrippen?zoek=x%22%3Cq%3E");
        Assert.Equal("/zoeken?q=x%22%3Cq%3E", Address(page.QuerySelector(".wj-empty a")!));
        Assert.Empty(page.QuerySelectorAll(".wj-letters"));
    }

    private static IEnumerable<IElement> Facet(IDocument page, string name) =>
        page.QuerySelectorAll(".wj-facets__group").Where(group => group.QuerySelector("h2")!.TextContent == name)
            .SelectMany(group => group.QuerySelectorAll("a"));

    private static int CountOf(IElement link) => Number(link.QuerySelector(".wj-facets__count")!);

    private static int Number(IElement part) =>
        int.Parse(string.Concat(part.TextContent.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    private static string? Address(IElement link) => link.GetAttribute("href");
}
