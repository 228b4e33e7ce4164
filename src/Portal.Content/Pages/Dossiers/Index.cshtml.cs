using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Dossiers;

/// <summary>The themes of the portal.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The dossiers in their order.</summary>
    public IReadOnlyList<PublishedDocument<Dossier>> Dossiers { get; private set; } = [];

    /// <summary>How many documents each dossier holds, by id.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    /// <summary>Lists the dossiers.</summary>
    public IActionResult OnGet()
    {
        if (!TryCut([.. ListOf<Dossier>().OrderBy(dossier => dossier.Properties.Order)], [], out var page)) return NotFound();
        Dossiers = page;
        Counts = Dossiers.ToDictionary(dossier => dossier.Id, dossier => Site.Mentioning(dossier.Id).Count(document => document.Common.Themes.Contains(dossier.Id)));
        Tags.Use(Site.Documents.Where(document => document.Common.Themes.Count > 0).Select(document => document.Type.Name).Distinct());
        return Page();
    }
}
