using Portal.Platform.Data;

namespace Portal.Search.Querying;

/// <summary>Checks what came in from outside, for the page and for <c>/api/zoeken</c> alike.</summary>
internal sealed class SearchForm(DbSession session)
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
        return await UnknownAsync("soort", type, "select distinct type from search.documents order by 1", stop)
            ?? await UnknownAsync(
                "thema", theme, "select slug from search.themes union select unnest(themes) from search.documents order by 1", stop);
    }

    // Compared here and not in SQL: PostgreSQL refuses a parameter with a null byte in it.
    private async Task<string?> UnknownAsync(string name, string? value, string valuesSql, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(value)) return null;

        var values = await session.ListAsync(valuesSql, [], row => row.Text(0), stop);
        return values.Contains(value) ? null
            : values.Count == 0 ? $"Dit {name} bestaat niet."
            : $"Dit {name} bestaat niet. Kies uit: {string.Join(", ", values)}.";
    }
}
