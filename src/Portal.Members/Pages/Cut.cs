using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Platform;

namespace Portal.Members.Pages;

/// <summary>Which part of a long list is shown, by its address; <c>_Cut</c> leads to the others.</summary>
internal sealed class Cut
{
    /// <summary>The most that one page shows.</summary>
    public const int Most = 50;

    private readonly string path;
    private readonly string? asked;

    /// <summary>A part.</summary>
    /// <param name="path">Address of the list.</param>
    /// <param name="asked">What was searched for.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="number">The page that was asked for; another one where there is no such page.</param>
    public Cut(string path, string? asked, int total, int number)
    {
        (this.path, this.asked) = (path, asked);
        Pages = Math.Max(1, (total + Most - 1) / Most);
        Number = Math.Clamp(number, 1, Pages);
    }

    /// <summary>How many pages there are.</summary>
    public int Pages { get; }

    /// <summary>What else was asked for, as it stands in the address.</summary>
    public IReadOnlyList<(string Name, string? Value)> More { get; init; } = [];

    /// <summary>Which is shown, from 1.</summary>
    public int Number { get; }

    /// <summary>How many stand on the pages before.</summary>
    public int Before => (Number - 1) * Most;

    /// <summary>What was searched for, as it is used; null for nothing.</summary>
    public static string? Asked(string? typed) => typed?.Trim() is { Length: > 0 } text ? text.AtMost(100) : null;

    /// <summary>Address of a page.</summary>
    public string Link(int page) => QueryHelpers.AddQueryString(
        path,
        new Dictionary<string, string?> { ["zoek"] = asked, ["p"] = page.ToString(CultureInfo.InvariantCulture) }
            .Concat(More.Select(one => KeyValuePair.Create(one.Name, one.Value))).Where(one => one.Value is not null));
}
