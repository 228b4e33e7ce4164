using Portal.Calendar.Questions;

namespace Portal.Tests.Calendar.Questions;

/// <summary>Words on their way in and out.</summary>
public sealed class QuestionWordsTests
{
    [Theory]
    [InlineData("Noor\r\nBcc: iedereen@toets.example", "Noor Bcc: iedereen@toets.example")]
    [InlineData("  Noor \u2028 de\u0085Vries\t", "Noor de Vries")]
    [InlineData("No\u202Eor\u0000", "Noor")]
    [InlineData("👩‍💻 Noor 🇳🇱", "👩‍💻 Noor 🇳🇱")]
    [InlineData("e\u0301", "é")]
    [InlineData(null, "")]
    public void A_line_has_no_ends_and_nothing_that_nobody_sees(string? typed, string line) => Assert.Equal(line, FormText.Line(typed));

    [Fact]
    public void Half_a_sign_is_no_sign() => Assert.Equal("\uFFFDx", FormText.Line("\uD800x"));

    [Fact]
    public void Lines_keep_their_ends_as_one_sign() => Assert.Equal("een\ntwee\n\ndrie", FormText.Lines(" een\r\ntwee\r\rdrie\n"));

    [Fact]
    public void An_answer_has_paragraphs_lines_and_links_and_no_markup_of_its_own()
    {
        var html = AnswerText.HtmlOf("Kijk op https://weerbaar.example/kennis?a=1&b=2.\nDaar <b>staat</b> het.\n\nGroet & succes");
        Assert.Equal(
            "<p>Kijk op <a href=\"https://weerbaar.example/kennis?a=1&amp;b=2\">https://weerbaar.example/kennis?a=1&amp;b=2</a>.<br>"
                + "Daar &lt;b&gt;staat&lt;/b&gt; het.</p><p>Groet &amp; succes</p>",
            html);
        Assert.Equal(
            "<p>javascript:alert(1) <a href=\"https://x\">https://x</a>&quot;onclick=&quot;y</p>",
            AnswerText.HtmlOf("javascript:alert(1) https://x\"onclick=\"y"));
    }

    [Fact]
    public void Fewer_than_five_are_shown_with_others_and_cannot_be_told_by_subtracting()
    {
        var labels = new Dictionary<string, string> { ["a"] = "A", ["b"] = "B", ["c"] = "C" };
        Assert.Equal(
            [new("A", 20), new("Andere", 7)], QuestionFigures.Shown([("a", 20), ("b", 4), ("c", 2), ("", 1)], labels, "Andere"));
        // Only one is small: the smallest of the others goes with it.
        Assert.Equal([new("A", 20), new("Andere", 10)], QuestionFigures.Shown([("a", 20), ("b", 8), ("c", 2)], labels, "Andere"));
        Assert.Empty(QuestionFigures.Shown([("a", 4)], labels, "Andere"));
        Assert.Equal([new("A", 5)], QuestionFigures.Shown([("a", 5)], labels, "Andere"));
        // What is no theme any more has no name.
        Assert.Equal([new("Andere", 6)], QuestionFigures.Shown([("weg", 6)], labels, "Andere"));
    }
}
