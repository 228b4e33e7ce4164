using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Addresses;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Adressen;

/// <summary>The addresses that are sent on; as a file too.</summary>
[Authorize(Rights.Editor)]
internal sealed class IndexModel(OwnRedirects redirects, Writers writers, LiveSite live, PortalPages pages) : PageModel
{
    /// <summary>The columns of the file, which can be taken in again.</summary>
    private static readonly string[] Columns = ["van", "naar", "sinds"];

    /// <summary>The pages above these.</summary>
    public static IReadOnlyList<Link> Trail { get; } = [new("Beheer", "/beheer"), new("Woorden en instellingen", "/beheer/woorden")];

    /// <summary>What stands in either address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    /// <summary>What is shown.</summary>
    public IReadOnlyList<OwnRedirect> Rows { get; private set; } = [];

    /// <summary>How many there are in all.</summary>
    public int Total { get; private set; }

    /// <summary>Where in the list this is.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>Who made them so, by what is kept of them.</summary>
    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    /// <summary>What an editor should know of one, or null.</summary>
    public string? TroubleOf(OwnRedirect redirect)
    {
        var site = live.Current;
        if (site.At(redirect.Path.Split('?')[0]) is { } document) return $"Hier staat nu ‘{document.Title}’: die gaat voor.";
        if (!redirect.Target.StartsWith('/')) return null;
        var path = redirect.Target.Split('?', '#')[0];
        return path.StartsWith("/media/", StringComparison.Ordinal) || site.PageAt(path, pages) is not null
            ? null : "Waar dit heen leidt, staat niets meer.";
    }

    /// <summary>Reads a page of the list.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Zoek = Zoek?.Trim() is { Length: > 0 } typed ? typed.AtMost(100) : null;
        var page = Pages.Pager.Asked(Request);
        (Total, Rows) = await redirects.ListAsync(Zoek, page, stop);
        if (Pages.Pager.Of(Request, Total, OwnRedirects.PageSize, [new("zoek", Zoek)]) is not { } pager) return NotFound();
        (Pager, Names) = (pager, await writers.NamesAsync(Rows.Select(row => row.MadeBy), stop));
        return Page();
    }

    /// <summary>All of them as a file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop) => File(
        Csv.Write(Columns, (await redirects.AllAsync(stop)).Select(
            IReadOnlyList<object?> (row) => [row.Path, row.Target, DutchTime.DateOf(row.MadeAt)])),
        Csv.MediaType, "adressen.csv");
}
