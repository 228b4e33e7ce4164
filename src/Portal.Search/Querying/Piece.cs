using System.Text.RegularExpressions;
using Portal.Search.Analysis;

namespace Portal.Search.Querying;

/// <summary>A word of a question, or words between quotes.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Key">Its line of lemmas.</param>
/// <param name="Phrase">What matches it.</param>
/// <param name="Parts">Of a composed word: its parts in a row.</param>
/// <param name="Surface">The word folded; null between quotes.</param>
/// <param name="IsExcluded">It must not occur.</param>
internal sealed partial record Piece(string Text, string Key, Phrase Phrase, Phrase? Parts, string? Surface, bool IsExcluded)
{
    /// <summary>Whether it says nothing about the subject.</summary>
    public bool IsStopWord => Surface is not null && StopWords.Contains(Surface);

    /// <summary>Of two words that are one on the site: this piece and the next as one. Or null.</summary>
    public Piece? JoinedWith(Piece next, Lexicon lexicon)
    {
        if (Surface is null || next.Surface is null || IsStopWord || next.IsStopWord || IsExcluded || next.IsExcluded) return null;
        return Compounds.Joined(Surface, next.Surface, lexicon) is not { } joined ? null
            : new Piece($"{Text} {next.Text}", DutchAnalyzer.Key(joined), Phrase.Of(joined), null, joined, false)
            {
                Apart = [Phrase, next.Phrase],
                Start = Start,
            };
    }

    /// <summary>Of a compound its parts, or those of words that were typed apart. Else none.</summary>
    public IReadOnlyList<Phrase> Apart { get; private init; } = [];

    /// <summary>Where it begins in the question, in characters.</summary>
    public int Start { get; private init; }

    /// <summary>The same piece with the parts of its compound.</summary>
    public Piece TakenApart(Lexicon lexicon) => Surface is null || Apart.Count > 0 ? this
        : this with { Apart = [.. Compounds.Split(Surface, lexicon).Select(part => new Phrase([part]))] };

    /// <summary>The pieces of a question, in order.</summary>
    public static IEnumerable<Piece> Of(string question) => Pattern().Matches(question).SelectMany(match =>
    {
        var excluded = match.Groups["minus"].Success;
        return match.Groups["phrase"] is { Success: true } phrase
            ? Quoted(phrase.Value, excluded)
            : Words(match.Groups["words"].Value, match.Groups["words"].Index, excluded);
    });

    private static IEnumerable<Piece> Quoted(string text, bool excluded)
    {
        var phrase = Phrase.Of(text);
        if (phrase.Words.Count > 0) yield return new Piece(text, DutchAnalyzer.Key(text), phrase, null, null, excluded);
    }

    private static IEnumerable<Piece> Words(string text, int start, bool excluded)
    {
        var tokens = DutchAnalyzer.Analyze(text).ToList();
        for (var i = 0; i < tokens.Count; i += 1 + tokens[i].Parts)
        {
            var word = tokens[i];
            var typed = text.Substring(word.Start, word.Length);
            var parts = word.Parts == 0 ? null : Phrase.Of(tokens.Skip(i + 1).Take(word.Parts));
            yield return new Piece(typed, DutchAnalyzer.Key(typed), Phrase.Of([word]), parts, word.Surface, excluded)
            {
                Start = start + word.Start,
            };
        }
    }

    [GeneratedRegex(
        """(?<minus>(?<!\S)-(?=["“„”\p{L}\p{N}]))?(?:["“„”](?<phrase>[^"“„”]+)["“„”]|(?<words>[^\s"“„”]+))""", RegexOptions.ExplicitCapture,
        Timeout.Infinite)]
    private static partial Regex Pattern();
}
