using Portal.Content.Markdown;
using static Portal.Tests.Content.Markdown.Bodies;

namespace Portal.Tests.Content.Markdown;

public class GlossaryTests
{
    private static string[] Explained(string markdown, RenderContext? context = null) =>
        [.. Html(markdown, context).QuerySelectorAll("a.wj-term").Select(term => term.TextContent)];

    private static RenderContext With(params GlossaryEntry[] entries) => new() { Glossary = Glossary.Of(entries) };

    private static GlossaryEntry Term(string term, params string[] variants) => new("begrip-" + term, term, variants, "Uitleg.", "/begrippen/x");

    [Fact]
    public void The_word_links_to_a_note_right_after_its_block()
    {
        var body = Html("- Er wordt geronseld door het RIEC.\n\nTekst.");
        Assert.Equal(["UL", "DIV", "DIV", "P"], body.The(".wj-prose").Children.Select(element => element.TagName));
        var word = body.QuerySelector("a.wj-term[data-term]")!;
        Assert.Equal(("#woord-ronselen-1", "term-ronselen-1", "geronseld"), (word.GetAttribute("href"), word.Id, word.TextContent));
        var note = body.The("#woord-ronselen-1[role=note]");
        Assert.StartsWith("Ronselen: Iemand overhalen tot misdaad.", note.Says(), StringComparison.Ordinal);
        Assert.Equal(["/begrippen/ronselen", "#term-ronselen-1"], note.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("“samen”", body.The("#woord-riec-1").Says(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_term_is_explained_once_in_every_section()
    {
        var ids = Html("Ronselen en ronselen.\n\n## Een\n\nRonselt.\n\n### Een A\n\nRonselt.\n\n## Twee\n\nRonselen.").QuerySelectorAll("a.wj-term").Select(term => term.Id);
        Assert.Equal(["term-ronselen-1", "term-ronselen-2", "term-ronselen-3"], ids);
    }

    [Theory]
    [InlineData("## Ronselen")]
    [InlineData("[ronselen](/x)")]
    [InlineData("`ronselen`")]
    [InlineData("> ronselen")]
    [InlineData("::: quote by=\"Iemand\"\nronselen\n:::")]
    [InlineData("::: accordion title=\"ronselen\"\nTekst\n:::")]
    [InlineData("::: figure title=\"Ronselen\"\n| ronselen | b |\n| --- | --- |\n| ronselen | ronselen |\n:::")]
    [InlineData("| ronselen | b |\n| --- | --- |\n| ronselen | c |")]
    [InlineData("Het boek \"Over ronselen\" is uit.")]
    public void Titles_links_code_quotes_and_headers_are_left_alone(string markdown) => Assert.Empty(Explained(markdown));

    [Theory]
    [InlineData("| a | b |\n| --- | --- |\n| c | ronselen |")]
    [InlineData("::: callout kind=tip\nWat ronselen is.\n:::")]
    [InlineData("Het \"boek\" over ronselen is uit.")]
    [InlineData("Dit is **ronselen**.")]
    public void Elsewhere_it_is_explained(string markdown) => Assert.Equal(["ronselen"], Explained(markdown));

    [Fact]
    public void The_page_of_a_term_does_not_explain_itself() => Assert.Equal(["RIEC"], Explained("Ronselen en RIEC.", Context with { ExceptTerm = "begrip-ronselen" }));

    [Fact]
    public void The_longest_term_wins()
    {
        var context = With(Term("Aanwas"), Term("Jonge aanwas", "jonge aanwassen"));
        Assert.Equal(["jonge aanwas", "aanwas"], Explained("De jonge aanwas is\naanwas. Jonge\naanwas ook.", context));
    }

    [Theory]
    [InlineData("Het RIEC helpt", "RIEC")]
    [InlineData("het riec helpt", null)]
    [InlineData("RIEC-convenant", null)]
    [InlineData("het RIECs", null)]
    [InlineData("(RIEC)", "RIEC")]
    [InlineData("Bij veilig thuis komen", null)]
    [InlineData("Bel Veilig Thuis.", "Veilig Thuis")]
    [InlineData("de wijkagent", "wijkagent")]
    [InlineData("Wijkagent", "Wijkagent")]
    [InlineData("wijkagenten", null)]
    [InlineData("jeugd-wijkagent", null)]
    [InlineData("een lvb'er hier", "lvb’er")]
    [InlineData("een barrièremodel", "barrièremodel")]
    public void Words_match_whole_and_names_as_they_are_written(string text, string? found) =>
        Assert.Equal(found is null ? [] : [found], Explained(text, With(Term("RIEC"), Term("Veilig Thuis"), Term("Wijkagent"), Term("LVB", "lvb'er"), Term("Barrièremodel"))));

    [Fact]
    public void A_definition_is_encoded()
    {
        var context = With(new GlossaryEntry("begrip-x", "X-<b>", ["ontsnap"], "<script>", "/a\"b"));
        Assert.Empty(Html("Wij ontsnap niet", context).QuerySelectorAll("script, b"));
    }
}
