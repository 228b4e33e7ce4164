using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Content.Pages;

/// <summary>One value of a filter.</summary>
/// <param name="Value">As it stands in the address.</param>
/// <param name="Label">As a reader sees it.</param>
/// <param name="Count">How many items there would be with it.</param>
/// <param name="Url">The list with this value chosen, or given up when it is chosen already.</param>
/// <param name="Chosen">True when it is chosen.</param>
public sealed record FilterValue(string Value, string Label, int Count, string Url, bool Chosen);

/// <summary>A way to narrow a list, by plain links.</summary>
/// <typeparam name="T">The record of the listed type.</typeparam>
public sealed class Filter<T>(string key, string label, string? chosen, Func<PublishedDocument<T>, IEnumerable<string>> valuesOf, IReadOnlyList<(string Value, string Label)> choices)
    where T : DocumentProperties
{
    // Of more values those that most items have: a page must not grow with them.
    private const int MostValues = 24;

    /// <summary>The key in the address.</summary>
    public string Key { get; } = key;

    /// <summary>What it narrows by.</summary>
    public string Label { get; } = label;

    /// <summary>The chosen value, or null.</summary>
    public string? Chosen { get; } = string.IsNullOrEmpty(chosen) ? null : chosen;

    /// <summary>False when the chosen value does not exist.</summary>
    public bool IsKnown => Chosen is null || choices.Any(choice => choice.Value == Chosen);

    /// <summary>What a reader calls the chosen value.</summary>
    public string? ChosenLabel => choices.FirstOrDefault(choice => choice.Value == Chosen).Label;

    /// <summary>True when the document has the chosen value, or none is chosen.</summary>
    public bool Fits(PublishedDocument<T> document) => Chosen is null || valuesOf(document).Contains(Chosen);

    /// <summary>Its values with counts, among what the other filters leave. Values without items are left out.</summary>
    /// <param name="all">The whole list.</param>
    /// <param name="filters">All filters of the list.</param>
    /// <param name="path">The list's address.</param>
    public IReadOnlyList<FilterValue> Values(IEnumerable<PublishedDocument<T>> all, IReadOnlyList<Filter<T>> filters, string path)
    {
        var counts = all.Where(document => filters.All(filter => filter == this || filter.Fits(document)))
            .SelectMany(document => valuesOf(document).Distinct()).CountBy(value => value).ToDictionary();
        var shown = choices.Where(choice => counts.ContainsKey(choice.Value)).OrderByDescending(choice => counts[choice.Value])
            .Take(MostValues).Select(choice => choice.Value).ToHashSet();
        return
        [
            .. from choice in choices
               where shown.Contains(choice.Value) || choice.Value == Chosen
               let count = counts.GetValueOrDefault(choice.Value)
               select new FilterValue(choice.Value, choice.Label, count, Url(choice.Value, filters, path), choice.Value == Chosen),
        ];
    }

    /// <summary>The filter as a reader sees it.</summary>
    public Facet Facet(IEnumerable<PublishedDocument<T>> all, IReadOnlyList<Filter<T>> filters, string path) => new(Label, Values(all, filters, path));

    private string Url(string value, IReadOnlyList<Filter<T>> filters, string path) =>
        filters.Select(filter => (filter.Key, Value: filter == this ? (value == Chosen ? null : value) : filter.Chosen))
            .Where(pair => pair.Value is not null)
            .Aggregate(path, (url, pair) => QueryHelpers.AddQueryString(url, pair.Key, pair.Value!));
}

/// <summary>Makes filters.</summary>
public static class Filter
{
    /// <summary>A filter on an enumeration.</summary>
    public static Filter<T> Of<T, TValue>(string key, string label, string? chosen, Func<PublishedDocument<T>, IEnumerable<TValue>> valuesOf)
        where T : DocumentProperties where TValue : struct, Enum =>
        new(key, label, chosen, document => valuesOf(document).Select(value => value.Name()),
            [.. Enum.GetValues<TValue>().Select(value => (value.Name(), value.Label()))]);

    /// <summary>A filter on for whom documents are meant.</summary>
    public static Filter<T> OfAudiences<T>(
        PublishedSite site, string? chosen, Func<PublishedDocument<T>, IEnumerable<Audience>> valuesOf) where T : DocumentProperties =>
        new("voor", "Voor wie", chosen, document => valuesOf(document).Select(value => value.Key),
            [.. site.Audiences.Select(term => (term.Audience.Key, term.Label))]);

    /// <summary>A filter on the dossiers a document belongs to, by their slugs.</summary>
    public static Filter<T> OfThemes<T>(IReadOnlyList<PublishedDocument<Dossier>> dossiers, string? chosen) where T : ThemedProperties
    {
        var slugs = dossiers.ToDictionary(dossier => dossier.Id, dossier => dossier.Path["/dossiers/".Length..]);
        return new Filter<T>("thema", "Thema", chosen, document => document.Properties.Dossiers.Where(slugs.ContainsKey).Select(id => slugs[id]),
            [.. dossiers.OrderBy(dossier => dossier.Properties.Order).Select(dossier => (slugs[dossier.Id], dossier.Title))]);
    }

    /// <summary>A filter on the year in which documents were published.</summary>
    public static Filter<T> OfYears<T>(IEnumerable<PublishedDocument<T>> all, string? chosen) where T : DocumentProperties =>
        new("jaar", "Jaar", chosen, YearOf, [.. all.SelectMany(YearOf).Distinct().OrderDescending().Select(year => (year, year))]);

    /// <summary>What filters chose, by the key in the address.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> ChosenIn<T>(IEnumerable<Filter<T>> filters) where T : DocumentProperties =>
        filters.Select(filter => KeyValuePair.Create(filter.Key, filter.Chosen));

    /// <summary>True when the address asks of every filter one value at most, and one that exists.</summary>
    public static bool AreClear<T>(IReadOnlyList<Filter<T>> filters, IQueryCollection query) where T : DocumentProperties =>
        filters.All(filter => filter.IsKnown && query[filter.Key].Count < 2);

    private static IEnumerable<string> YearOf<T>(PublishedDocument<T> document) where T : DocumentProperties =>
        document.Common.Published is { } day ? [day.Year.ToString(CultureInfo.InvariantCulture)] : [];

    /// <summary>What all filters together leave of a list.</summary>
    public static IEnumerable<PublishedDocument<T>> Apply<T>(IEnumerable<PublishedDocument<T>> all, IReadOnlyList<Filter<T>> filters)
        where T : DocumentProperties => all.Where(document => filters.All(filter => filter.Fits(document)));
}
