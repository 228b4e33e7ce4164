using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Media;

/// <summary>Everything in the library, by title, and a form that adds to it.</summary>
[Authorize(Rights.Writer)]
internal sealed class IndexModel(LiveSite live) : PageModel
{
    /// <summary>How many files the form takes in one go.</summary>
    public const int AtOnce = 3;

    /// <summary>Words of the title or the id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>What stands on this page.</summary>
    public IReadOnlyList<MediaTarget> Items { get; private set; } = [];

    /// <summary>Where in the list this page is.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>How many were found.</summary>
    public int Count { get; private set; }

    public IActionResult OnGet()
    {
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();
        var words = (Q ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var found = live.Current.AllMedia.Select(media => media.Item)
            .Where(item => Array.TrueForAll(words, word => Has(item.Title, word) || Has(item.Id, word)))
            .OrderBy(item => item.Title, PublishedSite.Alphabet).ThenBy(item => item.Id, StringComparer.Ordinal).ToList();
        if (Pager.Of(Request, found.Count, Pager.Usual, [new("q", Q)]) is not { } pager) return NotFound();
        (Pager, Count) = (pager, found.Count);
        var page = found.Skip((pager.Number - 1) * Pager.Usual).Take(Pager.Usual);
        Items = [.. page.Select(item => live.Current.Media(item.Id)).OfType<MediaTarget>()];
        ViewData["Title"] = "Media";
        ViewData["Robots"] = "noindex";
        return Page();
    }

    private static bool Has(string text, string word) => Platform.DutchTime.Culture.CompareInfo.IndexOf(
        text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
