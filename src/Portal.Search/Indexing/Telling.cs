using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>The words that a section uses most, to learn from it what else belongs to a question.</summary>
internal static class Telling
{
    private const int Most = 48, Shortest = 4;

    /// <summary>As one line: lemmas with how often they stand there, the most frequent first.</summary>
    public static string Pack(SearchDocument section) => string.Join(
        ' ',
        DutchAnalyzer.Placed($"{section.Title}\n{section.Heading}\n{section.Body}").Select(placed => placed.Word)
            .Where(word => word.Parts.Count == 0 && word.Text.Length >= Shortest && word.Text.All(char.IsAsciiLetterLower)
                && !StopWords.Contains(word.Text))
            .CountBy(word => DutchAnalyzer.LexemesOf(word.Text) is [_, var lemma, ..] ? lemma : word.Text)
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(Most)
            .Select(word => FormattableString.Invariant($"{word.Key} {word.Value}")));

    /// <summary>From that line.</summary>
    public static IEnumerable<(string Word, int Times)> Unpack(string packed)
    {
        var parts = packed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < parts.Length; i += 2)
            yield return (parts[i], int.Parse(parts[i + 1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
