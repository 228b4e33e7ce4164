using Portal.Search.Analysis;

namespace Portal.Search.Querying;

/// <summary>Words that stand next to each other; of each, the lexemes that will do. One word is a phrase of one.</summary>
internal sealed record Phrase(IReadOnlyList<IReadOnlyList<string>> Words)
{
    /// <summary>The weights of what is written; anything else is a part of a compound.</summary>
    public const string Written = "ABC";

    /// <summary>Anywhere, as a part of a compound too.</summary>
    public const string Anywhere = "";

    /// <summary>The words of a text in a row; of a composed word its parts.</summary>
    public static Phrase Of(string text) => Of(DutchAnalyzer.Analyze(text).Where(token => token.Parts == 0));

    public static Phrase Of(IEnumerable<Token> tokens) => new([.. tokens.Select(token => token.Lexemes)]);

    /// <summary>As PostgreSQL's tsquery, every lexeme quoted.</summary>
    /// <param name="weight">Only where it stands with one of these weights, e.g. "A".</param>
    public string ToTsQuery(string weight = Written) => string.Join(" <-> ", Words.Select(word =>
        $"({string.Join(" | ", word.Select(lexeme => weight.Length > 0 ? $"{Lexeme.Quote(lexeme)}:{weight}" : Lexeme.Quote(lexeme)))})"));
}
