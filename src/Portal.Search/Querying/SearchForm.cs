using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>Checks what came in from outside, for the page and for <c>/api/zoeken</c> alike.</summary>
internal sealed class SearchForm(LiveIndex live)
{
    /// <summary>What is wrong, in a sentence for the visitor; null when nothing is.</summary>
    /// <param name="text">The question.</param>
    /// <param name="type">A document type, or empty for all.</param>
    /// <param name="theme">The slug of a theme, or empty for all.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<string?> ProblemAsync(string text, string? type, string? theme, CancellationToken stop)
    {
        if (text.Length > SearchQuery.LongestText)
            return $"Je zoekvraag is te lang: {text.Length} tekens. Gebruik er hoogstens {SearchQuery.LongestText}.";
        if (string.IsNullOrEmpty(type) && string.IsNullOrEmpty(theme)) return null;
        using var index = await live.AcquireAsync(stop);
        return index is null ? null : Unknown("soort", type, index.Types())
            ?? Unknown(
                "thema", theme,
                [.. index.Knowledge.Themes.Select(one => one.Slug).Union(index.Themes()).Order(StringComparer.Ordinal)]);
    }

    private static string? Unknown(string name, string? value, IReadOnlyList<string> values) =>
        string.IsNullOrEmpty(value) || values.Contains(value) ? null
            : values.Count == 0 ? $"Dit {name} bestaat niet."
            : $"Dit {name} bestaat niet. Kies uit: {string.Join(", ", values)}.";
}
