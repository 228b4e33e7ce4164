using System.Text;
using AngleSharp.Html.Parser;
using Portal.Content.Markdown;
using Portal.Tests.Support;
using static Portal.Tests.Content.Markdown.Bodies;

namespace Portal.Tests.Content.Markdown;

/// <summary>Whatever somebody pastes into an editor: an answer, soon, and no markup of theirs.</summary>
public class SafetyTests
{
    public static TheoryData<string, int> Patterns => new()
    {
        { ">", 10_000 }, { ":::", 10_000 }, { "::: callout kind=tip\n", 10_000 }, { ":::\n", 100_000 }, { "- ", 10_000 }, { "> - ", 10_000 },
        { "[", 100_000 }, { "![", 100_000 }, { "[a](", 60_000 }, { "[a](b (", 30_000 }, { "[a][ ", 50_000 }, { "[a]:\n", 50_000 }, { "[^a]: b\n", 30_000 }, { "[^a]", 60_000 },
        { "*", 200_000 }, { "*a **b", 40_000 }, { "*a_b", 60_000 }, { "a**b", 60_000 }, { "_a ", 80_000 }, { "`a", 100_000 }, { "```\n", 60_000 },
        { "|", 200_000 }, { "|\n", 100_000 }, { "a|b\n", 60_000 }, { "|*a* ", 50_000 }, { "|[", 100_000 }, { "<", 200_000 }, { "<a:", 80_000 }, { "&#1", 80_000 }, { "\\", 200_000 },
        { "## a\n", 40_000 }, { "1. a\n", 40_000 }, { "\"", 200_000 }, { "' ", 100_000 }, { " - ", 80_000 }, { "1 a1 ", 50_000 }, { "ronselen ", 25_000 }, { "\" ronselen", 20_000 },
        { "\0", 200_000 }, { "\ud83d", 200_000 }, { "\udc00\ud83d", 100_000 }, { "👩‍👩‍👧", 20_000 }, { "\u202e\u0600", 100_000 }, { "a\u0301", 100_000 }, { "\u2028", 200_000 }, { "\r", 200_000 }, { "\uE000\uE001", 100_000 }, { "&#xE000;", 30_000 },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_repeated_without_end_costs_no_more_than_its_length(string pattern, int times)
    {
        AssertCostsItsLength(times, count => Repeat(pattern, count));
        AssertCostsItsLength(times, count => "## Kop\n\n::: callout kind=tip\n" + Repeat(pattern, count) + "\n:::\n");
    }

    [Theory]
    [InlineData(250_000)]
    [InlineData(1_048_576)]
    public void A_long_text_is_answered_too(int length)
    {
        string OfLength(int count) => Repeat("Het ronselen begint klein, met 'een klusje' voor 50 euro.\n\n", length / 50)[..count];
        AssertCostsItsLength(length, OfLength);
        Assert.Contains("een klusje", Render(OfLength(length)).Sections[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_that_grows_line_by_line_is_refused_with_its_line()
    {
        var quotes = string.Concat(Enumerable.Range(1, 100).Select(depth => new string('>', depth) + " a\n"));
        Assert.Equal("25: Hier staan te veel blokken, lijsten of citaten in elkaar. Sluit eerst blokken af, of zet ze onder elkaar.", Assert.Single(Issues(quotes)));
        AssertCostsItsLength(600 * 600, length => string.Concat(Enumerable.Range(0, (int)Math.Sqrt(length)).Select(depth => new string(' ', 2 * depth) + "- a\n")));
        AssertCostsItsLength(20_000, count => "::: callout " + string.Concat(Enumerable.Range(0, count).Select(key => $"k{key}=v ")));
    }

    [Fact]
    public void What_is_refused_is_shown_as_plain_text()
    {
        var html = Html("Eerste <b>alinea</b>.\n\n" + new string('>', 50) + " diep");
        Assert.Equal(["Eerste <b>alinea</b>.", new string('>', 50) + " diep"], html.QuerySelectorAll(".wj-prose > p").Select(line => line.TextContent));
    }

    [Fact]
    public void Control_characters_and_half_characters_become_visible_replacements()
    {
        var html = Render("a\0b\ud83dc\u0007d\uE000e").Html;
        Assert.Contains("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe", html, StringComparison.Ordinal);
        Assert.True(new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(html) > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_pieces_of_markdown_never_break_out_and_never_fail(int seed)
    {
        string[] pieces =
        [
            "\n", "\n\n", " ", "  ", "    ", "# ", "## ", "### ", "- ", "1. ", "> ", "---", "***", "```", "`", "*", "**", "_", "[", "](", ")", "![", "[^a]", "[^a]: ", "|", "| --- |", "---:",
            ":::", "::::", "::: callout kind=tip", "::: figure chart=bar", "::: figure title=\"", "::: accordion title=\"x\"", "::: exercise id=a type=reflection", "::: related", "::: video url=\"https://youtu.be/abc_DEF-123\" title=x",
            "::: file media=media-foto", "::: quote by=\"x\"", "doc:kennis-beelden", "media:media-foto", "javascript:alert(1)", "https://a.nl", "\"", "'", "...", " - ", "12 jaar", "ronselen", "RIEC", "<script>", "<img src=x onerror=y>",
            "</div>", "&lt;", "&#0;", "&quot;", "\\", "\0", "\ud83d", "é", "日本", "\t", "\r\n", "{#id .class}", "style=\"x\"", "<!--", "-->", "x", "kop",
        ];
        var random = new Random(seed);
        var parser = new HtmlParser();
        for (var run = 0; run < 400; run++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => pieces[random.Next(pieces.Length)]));
            var body = Render(text);
            var html = parser.ParseDocument(body.Html).Body!;
            Assert.True(html.QuerySelectorAll("script, iframe, [style], [onerror], [onclick], h1, a a, form, input").Length == 0, text);
            Assert.True(html.QuerySelectorAll("[href]").All(link => LinkAddress.Of(link.GetAttribute("href")).Kind != LinkKind.Refused), text);
            Assert.True(html.Children.Length == (body.Html.Length == 0 ? 0 : 1), text);
            var ids = html.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
            Assert.True(ids.Distinct().Count() == ids.Count, text);
            Assert.All(Renderer.Check(text, Context), issue => Assert.InRange(issue.Line, 1, text.Count(c => c is '\n' or '\r') + 1));
        }
    }

    [Fact]
    public async Task Many_threads_can_share_one_renderer()
    {
        var documents = RealContent.Documents.Where(document => document.Path.StartsWith("kennis/", StringComparison.Ordinal)).ToList();
        var alone = documents.Select(document => Renderer.Render(document.Body, RealContent.Context).Html).ToList();
        var together = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => Renderer.Render(documents[i % documents.Count].Body, RealContent.Context).Html)));
        Assert.All(together.Index(), render => Assert.Equal(alone[render.Index % documents.Count], render.Item));
    }

    private static string Repeat(string pattern, int times) => string.Concat(Enumerable.Repeat(pattern, times));

    // Sixteen times the text costs about sixteen times the work, and with what no longer fits the processor's memory some three times that; were
    // each piece compared with all others, it would be 256. Where the whole is a matter of moments there is nothing to compare.
    private static void AssertCostsItsLength(int length, Func<int, string> make)
    {
        var (part, whole) = (make(length / 16), make(length));
        foreach (var work in new Action<string>[] { text => Render(text), text => Renderer.Check(text, Context) })
        {
            if (Work.Of(() => work(whole)) < TimeSpan.FromMilliseconds(200)) continue;
            // Each the least of three: the collector may choose this thread for its own work.
            TimeSpan LeastOf(string text) => Enumerable.Range(0, 3).Min(_ => Work.Of(() => work(text)));
            var (some, all) = (LeastOf(part), LeastOf(whole));
            Assert.True(all < some * 100, $"{some.TotalMilliseconds:0} ms for a sixteenth, {all.TotalMilliseconds:0} ms for all");
        }
    }
}
