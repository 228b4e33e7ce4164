namespace Portal.Search.Analysis;

/// <summary>A word of a text, and what it can be found by.</summary>
/// <param name="Surface">The word as written, folded.</param>
/// <param name="Lemmas">The forms that stand for its inflections, the likeliest first.</param>
/// <param name="Lexemes">Surface and lemmas: one in common makes two words meet.</param>
/// <param name="Position">Its place in the text, counted in words from 1.</param>
/// <param name="Start">Where it starts in the text, in characters.</param>
/// <param name="Length">Its length in the text, in characters.</param>
/// <param name="Parts">Of "e-learning", "12-10-2026" or an e-mail address: how many of the tokens after it are its parts.</param>
internal sealed record Token(
    string Surface, IReadOnlyList<string> Lemmas, IReadOnlyList<string> Lexemes, int Position, int Start, int Length, int Parts)
{
    /// <summary>Whether it carries the sentence, not the subject.</summary>
    public bool IsStopWord => StopWords.Contains(Surface);
}
