using Portal.Content.Markdown;
using static Portal.Tests.Content.Markdown.Bodies;

namespace Portal.Tests.Content.Markdown;

/// <summary>Signs that turn the direction of a text (U+202A to 202E, U+2066 to 2069) turn nothing beyond the text they stand in.</summary>
public class DirectionTests
{
    [Theory]
    [InlineData("abc", "")]
    [InlineData("a\u202Eb", "\u202C")]
    [InlineData("a\u2067b\u202Bc", "\u202C\u2069")]
    [InlineData("a\u202Bb\u202Cc", "")]
    [InlineData("a\u2067b\u202Bc\u2069d", "")]
    [InlineData("a\u202C\u2069b", "")]
    [InlineData("a\u202B\u2067b\u202Cc", "\u2069\u202C")]
    public void What_is_turned_and_not_turned_back_is_ended(string text, string ends)
    {
        Assert.Equal(ends, Unicode.EndsOfDirection(text));
        Assert.Equal("", Unicode.EndsOfDirection(text + ends));
    }

    [Theory]
    [InlineData("Een \u202Eomgekeerde zin.", "p")]
    [InlineData("Voor [een \u2067link](doc:kennis-beelden) en na.", "a")]
    [InlineData("Voor **een \u202Ewoord** en na.", "strong")]
    [InlineData("- punt \u202Eeen\n- punt twee", "li:first-child")]
    [InlineData("| a \u202Eb | c |\n| - | - |\n| d | e |", "thead th:first-child")]
    [InlineData("Voor `code \u202Edaar` en na.", "code")]
    [InlineData("```\ncode \u202Edaar\n```", "pre")]
    [InlineData("Tekst.[^a]\n\n[^a]: Bron \u202Edaar", "li")]
    public void It_ends_with_the_part_of_the_text_it_stands_in(string markdown, string selector)
    {
        var text = Html(markdown).The(selector).TextContent;
        Assert.True(Unicode.TurnsDirection(text));
        Assert.Equal("", Unicode.EndsOfDirection(text));
        Assert.Empty(Issues(markdown));
    }

    [Theory]
    [InlineData("## Kop \u202Eterug")]
    [InlineData("::: accordion title=\"Wat \u2066als\"\nx\n:::")]
    [InlineData("::: figure title=\"T\" source=\"Bron \u202D\"\n| a | b |\n| - | - |\n| c | d |\n:::")]
    public void In_a_heading_or_title_it_is_refused(string markdown)
    {
        var issue = Assert.Single(Renderer.Check(markdown, Context));
        Assert.Equal((1, false), (issue.Line, issue.IsWarning));
        Assert.Contains("leesrichting", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_contents_is_never_turned()
    {
        var body = Render("## Kop \u202Eterug\n\n## Twee");
        Assert.Equal("", Unicode.EndsOfDirection(body.Contents[0].Title));
    }
}
