using Portal.Search.Indexing;

namespace Portal.Tests.Search;

/// <summary>How the index takes in a long section.</summary>
public sealed class PartsOfSectionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Een korte alinea.")]
    public void A_short_text_stays_whole(string text) => Assert.Equal([text], ValueSet.PartsOf(text));

    [Fact]
    public void A_long_text_is_cut_behind_paragraphs_and_in_a_row_the_parts_are_the_text()
    {
        var text = string.Join('\n', Enumerable.Range(0, 100).Select(number => $"Alinea {number}. {new string('a', number % 7 * 30)}"));

        var parts = ValueSet.PartsOf(text).ToList();

        Assert.True(parts.Count > 3, $"{parts.Count}");
        Assert.Equal(text, string.Concat(parts));
        Assert.All(parts.SkipLast(1), part => Assert.EndsWith("\n", part, StringComparison.Ordinal));
        Assert.All(parts, part => Assert.InRange(part.Length, 1_000, 2_700));
    }

    [Theory]
    [InlineData("Een zin die nergens ophoudt en doorgaat. ", ". ")]
    [InlineData("woord ", " ")]
    [InlineData("\U0001F600", "")]
    [InlineData("a\U0001F600", "")]
    public void A_text_of_one_paragraph_is_cut_behind_a_sentence_or_a_word_and_never_within_a_sign(string again, string end)
    {
        var text = string.Concat(Enumerable.Repeat(again, 2_000));

        var parts = ValueSet.PartsOf(text).ToList();

        Assert.Equal(text, string.Concat(parts));
        Assert.All(parts.SkipLast(1), part => Assert.EndsWith(end, part, StringComparison.Ordinal));
        Assert.All(parts, part => Assert.False(char.IsHighSurrogate(part[^1])));
    }
}
