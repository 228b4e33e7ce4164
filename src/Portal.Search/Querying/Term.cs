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

    /// <summary>The same written otherwise, "wijk agent" for "wijkagent": counts as a direct match. Or null.</summary>
    public Phrase? Same { get; init; }

    /// <summary>Of a compound its parts, all of which count as well, below a direct match, wherever they stand. Or none.</summary>
    public IReadOnlyList<Phrase> Apart { get; init; } = [];

    /// <summary>Whether it must stand as it was typed: between quotes.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>The same term, also matched by words that begin with it.</summary>
    public Term WithPrefix(string surface) => surface.Length < ShortestPrefix ? this : this with { Prefix = surface };

    /// <summary>Matches as asked.</summary>
    public string DirectTsQuery(string weight = Phrase.Written) =>
        Same is null ? All(Direct, weight) : $"({All(Direct, weight)} | ({Same.ToTsQuery(weight)}))";

    /// <summary>Matches in any way.</summary>
    public string AnyTsQuery()
    {
        var ways = Others.Select(phrase => $"({phrase.ToTsQuery()})").Prepend(All(Direct, IsQuoted ? Phrase.Written : Phrase.Anywhere));
        if (Same is not null) ways = ways.Append($"({Same.ToTsQuery()})");
        if (Apart.Count > 0) ways = ways.Append(All(Apart, Phrase.Anywhere));
        if (Prefix is not null) ways = ways.Append($"{Lexeme.Quote(Prefix)}:*");
        return $"({string.Join(" | ", ways)})";
    }

    private static string All(IEnumerable<Phrase> phrases, string weight) =>
        $"({string.Join(" & ", phrases.Select(phrase => $"({phrase.ToTsQuery(weight)})"))})";
}
