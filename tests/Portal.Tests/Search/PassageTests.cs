using Portal.Search.Analysis;
using Portal.Search.Querying;

namespace Portal.Tests.Search;

public sealed class PassageTests
{
    [Fact]
    public void Html_of_the_text_is_shown_not_obeyed() =>
        Assert.Equal(
            "&lt;script&gt;<mark>signalen</mark>&lt;/script&gt; &amp; &quot;meer&quot;",
            Snippet("<script>signalen</script> & \"meer\"", "signaal"));

    [Fact]
    public void A_word_is_marked_once_however_it_matches() =>
        Assert.Equal("Een <mark>e-learning</mark> over <mark>ouders</mark>.", Snippet("Een e-learning over ouders.", "e-learning ouders"));

    [Fact]
    public void It_shows_the_stretch_with_most_of_the_question()
    {
        var filler = string.Concat(Enumerable.Repeat("Dit gaat over iets heel anders. ", 20));
        var snippet = Snippet($"Signalen bestaan. {filler}Ouders zien signalen eerder. {filler}", "signalen ouders");

        Assert.StartsWith("… ", snippet, StringComparison.Ordinal);
        Assert.EndsWith(" …", snippet, StringComparison.Ordinal);
        Assert.Contains("<mark>Ouders</mark> zien <mark>signalen</mark> eerder.", snippet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Zonder het woord.")]
    public void Without_a_match_it_shows_the_beginning(string text) => Assert.Equal(text, Snippet(text, "signaal"));

    [Fact]
    public void One_endless_word_is_cut_too()
    {
        var snippet = Snippet(new string('a', 5000) + " signaal " + new string('b', 5000), "signaal");
        Assert.InRange(snippet.Length, 7, 320);
        Assert.Contains("<mark>signaal</mark>", snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_needs_every_term_in_one_block()
    {
        const string text =
            "Ouders merken dat er thuis iets verandert aan hun kind.\nSignalen zie je vaak eerder in de wijk dan op school.";
        Assert.Null(Answer(text, "ouders signalen"));
        Assert.Equal(
            "<mark>Signalen</mark> zie je vaak eerder in de <mark>wijk</mark> dan op school.",
            Answer(text, "signaal wijken"));
        Assert.StartsWith("Ouders merken", Answer(text, "ronselen", titleIsQuestion: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_word_that_is_no_title_has_no_answer() =>
        Assert.Null(Answer("Signalen zie je vaak eerder in de wijk dan op school.", "signaal"));

    private static string Snippet(string text, string question) => Passage.Snippet(text, MarkerFor(question).Marks(text));

    private static string? Answer(string text, string question, bool titleIsQuestion = false) =>
        Passage.Answer(text, MarkerFor(question).Marks(text), MarkerFor(question).Terms, titleIsQuestion);

    private static Marker MarkerFor(string question) =>
        new([.. Piece.Of(question).Select(piece => new Term(piece.Text, [piece.Phrase], []))], Lexicon.Kept);
}
