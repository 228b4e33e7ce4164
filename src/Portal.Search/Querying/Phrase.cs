using Portal.Search.Analysis;

namespace Portal.Search.Querying;

/// <summary>Words that stand next to each other; of each, the lexemes that will do. One word is a phrase of one.</summary>
internal sealed record Phrase(IReadOnlyList<IReadOnlyList<string>> Words)
{
    /// <summary>The words of a text in a row; of a composed word its parts.</summary>
    public static Phrase Of(string text) => Of(DutchAnalyzer.Analyze(text).Where(token => token.Parts == 0));

    public static Phrase Of(IEnumerable<Token> tokens) => new([.. tokens.Select(token => token.Lexemes)]);
}
