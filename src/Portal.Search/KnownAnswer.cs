using Portal.Search.Analysis;

namespace Portal.Search;

/// <summary>
/// What a room knows in answer to a question beside the pages that were found: who helps somewhere, what is coming. Rooms register theirs.
/// </summary>
public interface IKnownAnswers
{
    /// <summary>What it knows; null: nothing, or something else was asked.</summary>
    /// <param name="question">The words of the question: as typed, and when it knows nothing of those, with the spelling mended.</param>
    KnownAnswer? To(QuestionWords question);
}

/// <summary>A short list in answer to a question.</summary>
/// <param name="Title">What it is: "Wie helpt in Zaanstad".</param>
/// <param name="Items">At least one, the best first.</param>
public sealed record KnownAnswer(string Title, IReadOnlyList<KnownItem> Items)
{
    /// <summary>Where the rest is, with the words of the link; null: this is all.</summary>
    public (string Text, string Url)? More { get; init; }
}

/// <summary>One line of a known answer.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Url">Its address.</param>
/// <param name="About">What one should know of it, in a sentence.</param>
/// <param name="Facts">What stands above it: a day, a place.</param>
public sealed record KnownItem(string Title, string Url, string About, IReadOnlyList<string> Facts)
{
    /// <summary>A word to show with it, e.g. "Voorbeeld", or null.</summary>
    public string? Badge { get; init; }
}

/// <summary>The words of a question, as lemmas: what it names, and what it asks beside that.</summary>
public sealed class QuestionWords
{
    private readonly string key;
    private readonly List<Token> tokens;

    /// <summary>Reads them.</summary>
    public QuestionWords(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = $" {DutchAnalyzer.Key(text)} ";
        tokens = [.. DutchAnalyzer.Analyze(text).Where(token => token.Parts == 0)];
    }

    /// <summary>Whether a term, of one or more words in a row, stands in it in any form.</summary>
    public bool Names(string term) =>
        DutchAnalyzer.Key(term) is { Length: > 0 } line && key.Contains($" {line} ", StringComparison.Ordinal);

    /// <summary>Whether one of some terms does.</summary>
    public bool NamesAny(IEnumerable<string> terms) => terms.Any(Names);

    /// <summary>Whether it asks for one of some terms, and says nothing beside it but what may stand there.</summary>
    /// <param name="terms">What is asked for.</param>
    /// <param name="beside">What may be said of it: "vergeten" of a password.</param>
    public bool AsksOnlyFor(IReadOnlyCollection<string> terms, IReadOnlyCollection<string> beside) =>
        NamesAny(terms) && Without([.. terms, .. beside]).Count == 0;

    /// <summary>
    /// The words that tell something, without those of some terms; as lemmas, to ask whether a text has them (<see cref="Share"/>).
    /// </summary>
    public IReadOnlyList<string> Without(IEnumerable<string> terms)
    {
        var known = terms.SelectMany(term => DutchAnalyzer.Key(term).Split(' ')).ToHashSet(StringComparer.Ordinal);
        return [.. tokens.Where(token => !token.IsStopWord && !token.Lemmas.Any(known.Contains)).Select(token => token.Lemmas[0])];
    }

    /// <summary>How many of some lemmas stand in a text.</summary>
    public static int Share(IReadOnlyList<string> lemmas, string text)
    {
        if (lemmas.Count == 0) return 0;
        var there = DutchAnalyzer.Analyze(text).SelectMany(token => token.Lemmas).ToHashSet(StringComparer.Ordinal);
        return lemmas.Count(there.Contains);
    }
}
