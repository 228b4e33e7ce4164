using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Content.Pages;

/// <summary>Where a reader is in a list that its address cuts into pages (<c>?p=2</c>). For <c>_Pager</c>.</summary>
/// <param name="Number">The page, from 1.</param>
/// <param name="Pages">How many there are; 1 for an empty list too.</param>
/// <param name="Path">The list's address.</param>
/// <param name="Chosen">What the list is narrowed by, as it stands in the address.</param>
public sealed record Pager(int Number, int Pages, string Path, IReadOnlyList<KeyValuePair<string, string>> Chosen)
{
    /// <summary>The key in the address.</summary>
    public const string Key = "p";

    /// <summary>How many entries a page has: some 25 kB of them.</summary>
    public const int Usual = 24;

    /// <summary>
    /// The page that an address asks for, from 1, for who reads a list before its length is known; <see cref="Of"/> says then whether there
    /// is such a page. Small enough to count to its first entry.
    /// </summary>
    public static int Asked(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return int.TryParse(request.Query[Key], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, int.MaxValue / 1_000) : 1;
    }

    /// <summary>The place that an address asks for; null when the list has no such page.</summary>
    /// <param name="request">The request for the list.</param>
    /// <param name="count">How many entries the whole list has.</param>
    /// <param name="size">How many stand on a page.</param>
    /// <param name="chosen">What the list is narrowed by; without value: not.</param>
    public static Pager? Of(HttpRequest request, int count, int size, IEnumerable<KeyValuePair<string, string?>> chosen)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pages = Math.Max(1, (count + size - 1) / size);
        var number = 1;
        if (request.Query.TryGetValue(Key, out var asked)
            && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1 || number > pages))
            return null;
        return new Pager(
            number, pages, request.Path.Value!,
            [.. chosen.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))]);
    }

    /// <summary>The address of another page of the same list.</summary>
    public string Url(int number) => Chosen
        .Concat(number == 1 ? [] : [KeyValuePair.Create(Key, number.ToString(CultureInfo.InvariantCulture))])
        .Aggregate(Path, (url, pair) => QueryHelpers.AddQueryString(url, pair.Key, pair.Value));
}
