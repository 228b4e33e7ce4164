using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Newsletters.Types;
using Portal.Platform.Pages;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>The editions, newest first; by year once there are many.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The editions on this page.</summary>
    public IReadOnlyList<PublishedDocument<Newsletter>> Editions { get; private set; } = [];

    /// <summary>The filters as a reader sees them; none for a list that one overlooks.</summary>
    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    /// <summary>Lists the editions.</summary>
    /// <param name="jaar">A year.</param>
    public IActionResult OnGet(string? jaar)
    {
        var all = ListOf<Newsletter>();
        Filter<Newsletter>[] filters = [Filter.OfYears(all, jaar)];
        if (!Filter.AreClear(filters, Request.Query)) return BadRequest();
        var found = Filter.Apply(all, filters).OrderByDescending(document => document.Properties.Published).ToList();
        if (!TryCut(found, Filter.ChosenIn(filters), out var page)) return NotFound();
        Editions = page;
        if (all.Count > Pager.Usual) Facets = [.. filters.Select(filter => filter.Facet(all, filters, Request.Path.Value!))];
        return Page();
    }
}
