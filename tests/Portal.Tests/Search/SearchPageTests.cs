using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Portal.Tests.Support;

namespace Portal.Tests.Search;

/// <summary><c>/zoeken</c> and <c>/api/zoeken</c> as a visitor gets them, on the real content.</summary>
public sealed class SearchPageTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task The_answer_stands_first_then_results_by_kind()
    {
        var page = await PageAsync("/zoeken?q=wat+is+een+geldezel%3F");

        Assert.Equal("wat is een geldezel? - zoeken - Weerbare Jeugd", page.Title);
        Assert.Equal("wat is een geldezel?", page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Contains("bankrekening", page.QuerySelector(".wj-answer__text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/begrippen/geldezel", page.QuerySelector(".wj-answer__source a")!.GetAttribute("href"));

        var group = page.QuerySelector(".wj-group")!;
        Assert.StartsWith("Begrippen", group.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Geldezel", group.QuerySelector("h3")!.TextContent.Trim());
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Theory]
    [InlineData("ronselen", "Iemand overhalen om klussen voor criminelen te doen")]
    [InlineData("wat is sextortion", "Iemand chanteren met naaktbeelden")]
    public async Task Who_asks_for_a_word_is_told_what_it_is_also_where_the_text_says_the_word_again(string question, string answer) =>
        Assert.StartsWith(
            answer, (await PageAsync("/zoeken?q=" + Uri.EscapeDataString(question))).QuerySelector(".wj-answer__text")!.TextContent,
            StringComparison.Ordinal);

    [Fact]
    public async Task An_event_is_shown_with_the_day_it_is_on()
    {
        var page = await PageAsync("/zoeken?q=netwerkbijeenkomst+voorjaar&type=activiteit");
        var entry = page.QuerySelectorAll(".wj-entry")
            .First(one => one.QuerySelector("a[href^='/agenda/netwerkbijeenkomst-voorjaar']") is not null);
        Assert.Equal("2027-06-03", entry.QuerySelector("time")!.GetAttribute("datetime"));
    }

    [Fact]
    public async Task Every_link_of_the_results_opens_where_it_says()
    {
        var page = await PageAsync("/zoeken?q=signalen");
        var links = page.QuerySelectorAll(".wj-group a[href*='#'], .wj-answer a[href*='#']").Select(link => link.GetAttribute("href")!)
            .Distinct().ToList();
        Assert.NotEmpty(links);

        foreach (var link in links)
        {
            var parts = link.Split('#');
            var target = await portal.Host.PageAsync(parts[0]);
            Assert.Equal(HttpStatusCode.OK, target.StatusCode);
            Assert.True(target.GetElementById(parts[1]) is not null, $"{link} has no such place");
        }
    }

    [Fact]
    public async Task Facets_are_links_that_choose_and_give_up()
    {
        var all = await PageAsync("/zoeken?q=jongeren");
        var choose = all.QuerySelectorAll(".wj-facets__link")
            .First(link => link.TextContent.StartsWith("Kennisproducten", StringComparison.Ordinal));
        Assert.Null(choose.GetAttribute("aria-current"));

        var one = await PageAsync(choose.GetAttribute("href")!);
        Assert.Equal("Kennisproducten", Assert.Single(one.QuerySelectorAll(".wj-group__title")).FirstChild!.TextContent.Trim());
        var given = one.QuerySelector(".wj-facets__link[aria-current=true]")!;
        Assert.Equal("/zoeken?q=jongeren", given.GetAttribute("href"));
    }

    [Fact]
    public async Task One_kind_is_shown_page_by_page()
    {
        var seen = new HashSet<string>();
        var path = "/zoeken?q=jongeren&type=begrip";
        for (var number = 1; path is not null; number++)
        {
            Assert.InRange(number, 1, 50);
            var page = await PageAsync(path);
            foreach (var link in page.QuerySelectorAll(".wj-entry__title a")) Assert.True(seen.Add(link.GetAttribute("href")!));
            path = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        Assert.True(seen.Count > 10);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Host.PageAsync("/zoeken?q=jongeren&type=begrip&p=999")).StatusCode);
    }

    [Theory]
    [InlineData("/zoeken")]
    [InlineData("/zoeken?q=")]
    [InlineData("/zoeken?q=+%20+")]
    public async Task Without_a_question_it_explains_how_to_ask(string path)
    {
        var page = await PageAsync(path);
        Assert.Equal("Zoeken - Weerbare Jeugd", page.Title);
        Assert.NotEmpty(page.QuerySelectorAll("main a[href^='/zoeken?q=']"));
    }

    [Fact]
    public async Task The_examples_have_an_answer()
    {
        foreach (var example in (await PageAsync("/zoeken")).QuerySelectorAll("main a[href^='/zoeken?q=']"))
            Assert.NotEmpty((await PageAsync(example.GetAttribute("href")!)).QuerySelectorAll(".wj-entry"));
    }

    [Theory]
    [InlineData("/zoeken?q=qwxyzqwxyz")]
    [InlineData("/zoeken?q=%25%25%25")]
    [InlineData("/zoeken?q=-ronselen")]
    public async Task Finding_nothing_says_what_to_do(string path)
    {
        var page = await PageAsync(path);
        Assert.NotNull(page.QuerySelector(".wj-empty a[href='/begrippen']"));
    }

    [Fact]
    public async Task What_is_typed_comes_back_as_text()
    {
        var page = await PageAsync("/zoeken?q=" + Uri.EscapeDataString("<b onclick=x>geldezel</b> \"><script>alert(1)</script>"));
        Assert.Empty(page.QuerySelectorAll("main script, main b"));
    }

    [Theory]
    [InlineData("/zoeken?q=a&type=bestaatniet", "Kies uit: activiteit")]
    [InlineData("/zoeken?q=a&type=%00", "Kies uit")]
    [InlineData("/zoeken?q=a&thema='", "jonge-aanwas")]
    [InlineData("/zoeken?q=a&p=nul", "bladzijde")]
    [InlineData("/zoeken?q=a&p=0", "bladzijde")]
    [InlineData("/zoeken?q=a&p=-1", "bladzijde")]
    [InlineData("/zoeken?q=a&p=99999999999999999999", "bladzijde")]
    public async Task A_wrong_address_says_what_would_be_right(string path, string says)
    {
        var page = await portal.Host.PageAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains(says, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_of_ten_thousand_characters_is_refused_kindly()
    {
        var text = new string('x', 10_000);

        var page = await portal.Host.PageAsync("/zoeken?q=" + text);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("hoogstens 200", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        var (status, json) = await ApiAsync("q=" + text);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("hoogstens 200", json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_answers_with_the_names_that_were_promised()
    {
        var (status, json) = await ApiAsync("q=ronselen&n=3");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["corrected", "facets", "hits", "tookMs", "total"], Names(json));
        Assert.Equal(["anchor", "heading", "score", "snippet", "title", "type", "url"], Names(json.GetProperty("hits")[0]));
        Assert.Equal(["jaar", "regio", "thema", "type", "voor"], Names(json.GetProperty("facets")));
        Assert.Equal(["count", "label", "value"], Names(json.GetProperty("facets").GetProperty("type")[0]));
        Assert.Equal(3, json.GetProperty("hits").GetArrayLength());
    }

    [Fact]
    public async Task Ronselen_finds_its_other_forms_and_words()
    {
        Assert.Contains("<mark>geronseld</mark>", await MarkedAsync("ronselen"), StringComparison.Ordinal);
        Assert.Contains("<mark>ronsel", await MarkedAsync("rekruteren"), StringComparison.Ordinal);

        async Task<string> MarkedAsync(string question)
        {
            var (_, json) = await ApiAsync($"q={question}&n=50");
            return string.Concat(json.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("snippet").GetString()));
        }
    }

    [Theory]
    [InlineData("q=ouders&type=kennisproduct", "type", "kennisproduct")]
    [InlineData("q=ouders&thema=ouders", "thema", "ouders")]
    public async Task The_api_filters(string query, string facet, string value)
    {
        var (_, json) = await ApiAsync(query + "&n=50");
        var total = json.GetProperty("total").GetInt32();
        Assert.Equal(
            total,
            json.GetProperty("facets").GetProperty(facet).EnumerateArray().Single(one => one.GetProperty("value").GetString() == value)
                .GetProperty("count").GetInt32());
        Assert.InRange(total, 1, 50);
    }

    [Theory]
    [InlineData("")]
    [InlineData("q=")]
    [InlineData("q=%20")]
    [InlineData("q=a&n=veel")]
    [InlineData("q=a&n=1.5")]
    [InlineData("q=a&type=bestaatniet")]
    [InlineData("q=a&thema=%00")]
    public async Task The_api_refuses_with_a_reason(string query)
    {
        var (status, json) = await ApiAsync(query);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(json.GetProperty("detail").GetString()!);
    }

    [Theory]
    [InlineData("ronslen", "ronselen", "/begrippen/ronselen")]
    [InlineData("barièremodel", "barrieremodel", "/begrippen/barrieremodel")]
    [InlineData("gemeente Purmerent", "gemeente purmerend", "/organisaties/gemeente-purmerend")]
    [InlineData("Zaanstat", "zaanstad", "zaanstad")]
    [InlineData("Haarlememermeer", "haarlemmermeer", "haarlemmermeer")]
    [InlineData("priveacy", "privacy", "/privacy")]
    [InlineData("crimenele uitbuiting", "criminele uitbuiting", "/begrippen/criminele-uitbuiting")]
    public async Task A_typing_error_is_read_as_what_was_meant_and_the_page_says_so(string typed, string meant, string found)
    {
        var page = await PageAsync("/zoeken?q=" + Uri.EscapeDataString(typed));

        var said = page.QuerySelector(".wj-corrected")!;
        Assert.Equal(meant, said.QuerySelector("strong")!.TextContent);
        Assert.Contains(
            page.QuerySelectorAll(".wj-group h3 a"), link => link.GetAttribute("href")!.Contains(found, StringComparison.Ordinal));
        Assert.Equal(typed, page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Equal(meant, (await ApiAsync("q=" + Uri.EscapeDataString(typed))).Json.GetProperty("corrected").GetString());

        var asTyped = await PageAsync(said.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Null(asTyped.QuerySelector(".wj-corrected"));
    }

    [Fact]
    public async Task A_text_without_a_summary_is_shown_from_its_first_word() => Assert.DoesNotContain(
        (await PageAsync("/zoeken?q=smoel+maken")).QuerySelectorAll(".wj-entry__about"),
        about => about.TextContent.TrimStart().StartsWith('·'));

    [Fact]
    public async Task Who_is_still_typing_gets_what_the_last_word_may_become()
    {
        var hits = (await ApiAsync("begin=1&q=jonge+aan")).Json.GetProperty("hits").EnumerateArray().ToList();
        Assert.Contains(hits, hit => hit.GetProperty("title").GetString()!.Contains("Jonge aanwas", StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty((await ApiAsync("begin=1&q=rons")).Json.GetProperty("hits").EnumerateArray());
    }

    [Theory]
    [InlineData("q=jongeren&n=0", 1)]
    [InlineData("q=jongeren&n=-5", 1)]
    [InlineData("q=jongeren&n=5000", 50)]
    public async Task The_api_keeps_the_number_of_hits_within_bounds(string query, int count) =>
        Assert.Equal(count, (await ApiAsync(query)).Json.GetProperty("hits").GetArrayLength());

    [Theory]
    [InlineData("%00")]
    [InlineData("%EF%BF%BF%E2%80%AE")]
    [InlineData("%C3%28")]
    [InlineData("%25")]
    [InlineData("%5C")]
    [InlineData("%27")]
    [InlineData("%3A*")]
    [InlineData("!%26%7C%28%29")]
    public async Task Odd_signs_are_answered(string q)
    {
        Assert.Equal(HttpStatusCode.OK, (await ApiAsync("q=" + q)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PageAsync("/zoeken?q=" + q)).StatusCode);
    }

    private async Task<IDocument> PageAsync(string path)
    {
        var page = await portal.Host.PageAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return page;
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> ApiAsync(string query)
    {
        using var response = await portal.Host.Client.GetAsync(new Uri("/api/zoeken?" + query, UriKind.Relative));
        await using var body = await response.Content.ReadAsStreamAsync();
        return (response.StatusCode, (await JsonDocument.ParseAsync(body)).RootElement);
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name).Order();
}
