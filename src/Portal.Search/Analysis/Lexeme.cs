namespace Portal.Search.Analysis;

/// <summary>Writes a lexeme so that PostgreSQL reads exactly that, whatever stands in it.</summary>
internal static class Lexeme
{
    /// <summary>For the text forms of <c>tsvector</c> and <c>tsquery</c>.</summary>
    public static string Quote(string lexeme) =>
        $"'{lexeme.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
