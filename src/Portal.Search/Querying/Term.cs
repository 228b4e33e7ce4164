using Portal.Search.Analysis;

namespace Portal.Search.Querying;

/// <summary>One thing asked for: a word, a quoted phrase, or words that together are a known term.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Direct">What matches it as asked: all of these.</param>
/// <param name="Others">What counts as well, below a direct match: one of these. Synonyms, or the parts of a composed word.</param>
internal sealed record Term(string Text, IReadOnlyList<Phrase> Direct, IReadOnlyList<Phrase> Others)
{
    private const int ShortestPrefix = 3;

    /// <summary>What words may begin with to count as well; null for whole words only. For the word still being typed.</summary>
    public string? Prefix { get; private init; }

    /// <summary>The same term, also matched by words that begin with it.</summary>
    public Term WithPrefix(string surface) => surface.Length < ShortestPrefix ? this : this with { Prefix = surface };

    /// <summary>Matches as asked.</summary>
    public string DirectTsQuery(string weight = "") => $"({string.Join(" & ", Direct.Select(phrase => $"({phrase.ToTsQuery(weight)})"))})";

    /// <summary>Matches in any way.</summary>
    public string AnyTsQuery()
    {
        var ways = Others.Select(phrase => $"({phrase.ToTsQuery()})").Prepend(DirectTsQuery());
        if (Prefix is not null) ways = ways.Append($"{Lexeme.Quote(Prefix)}:*");
        return $"({string.Join(" | ", ways)})";
    }
}
