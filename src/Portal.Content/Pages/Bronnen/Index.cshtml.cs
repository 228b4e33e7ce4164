using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Bronnen;

/// <summary>All bronnen, narrowed by plain links.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>Everything before filtering, for the counts.</summary>
    public IReadOnlyList<PublishedDocument<Intervention>> All { get; private set; } = [];

    /// <summary>How many fit the chosen filters.</summary>
    public int Total { get; private set; }

    /// <summary>Of what fits, what stands on this page.</summary>
    public IReadOnlyList<PublishedDocument<Intervention>> Found { get; private set; } = [];

    /// <summary>The filters.</summary>
    public IReadOnlyList<Filter<Intervention>> Filters { get; private set; } = [];

    /// <summary>The filters as a reader sees them.</summary>
    public IReadOnlyList<Facet> Facets => [.. Filters.Select(filter => filter.Facet(All, Filters, Request.Path.Value!))];

    /// <summary>Lists the bronnen.</summary>
    /// <param name="voor">A function.</param>
    /// <param name="vorm">A form.</param>
    /// <param name="thema">A dossier's slug.</param>
    public IActionResult OnGet(string? voor, string? vorm, string? thema)
    {
        All = ListOf<Intervention>();
        Filters =
        [
            Filter.OfAudiences<Intervention>(Site, voor, document => document.Properties.Audience),
            Filter.Of<Intervention, InterventionKind>("vorm", "Vorm", vorm, document => [document.Properties.Kind]),
            Filter.OfThemes<Intervention>(ListOf<Dossier>(), thema),
        ];
        if (!Filter.AreClear(Filters, Request.Query)) return BadRequest();
        var found = Filter.Apply(All, Filters).ToList();
        Total = found.Count;
        if (!TryCut(found, Filter.ChosenIn(Filters), out var page)) return NotFound();
        Found = page;
        return Page();
    }
}
