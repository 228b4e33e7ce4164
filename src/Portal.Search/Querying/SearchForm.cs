using Microsoft.AspNetCore.Http;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>Reads and checks what came in from outside, for the page and for <c>/api/zoeken</c> alike.</summary>
internal sealed class SearchForm(LiveIndex live)
{
    private const string TypeName = "type";

    /// <summary>What an address asks for; the question is bare of blanks around it.</summary>
    public static SearchQuery Of(IQueryCollection address)
    {
        string? ValueOf(string name) => address[name].FirstOrDefault() is { Length: > 0 } value ? value : null;
        return new SearchQuery((ValueOf("q") ?? "").Trim(), ValueOf(TypeName))
        {
            Filters = SearchFilter.Every.Select(filter => (filter.Name, Value: ValueOf(filter.Name))).Where(one => one.Value is not null)
                .ToDictionary(one => one.Name, one => one.Value!),
            IsLiteral = ValueOf("letterlijk") == "1",
        };
    }

    /// <summary>What is wrong, in a sentence for the visitor; null when nothing is.</summary>
    public async Task<string?> ProblemAsync(SearchQuery query, CancellationToken stop)
    {
        if (query.Text.Length > SearchQuery.LongestText)
            return $"Je zoekvraag is te lang: {query.Text.Length} tekens. Gebruik er hoogstens {SearchQuery.LongestText}.";
        if (query.IsOpen) return null;
        using var index = await live.AcquireAsync(stop);
        if (index is null) return null;
        return Unknown("Dit soort", query.Type, index.Types())
            ?? SearchFilter.Every.Select(filter => Unknown(
                filter.This, query.Filters.GetValueOrDefault(filter.Name),
                [
                    .. index.Knowledge.Values[filter.Name].Select(value => value.Value).Union(index.ValuesOf(filter))
                        .Order(StringComparer.Ordinal),
                ])).FirstOrDefault(problem => problem is not null);
    }

    private static string? Unknown(string name, string? value, IReadOnlyList<string> values) =>
        value is null || values.Contains(value) ? null
            : values.Count == 0 ? $"{name} bestaat niet."
            : $"{name} bestaat niet. Kies uit: {string.Join(", ", values)}.";
}
