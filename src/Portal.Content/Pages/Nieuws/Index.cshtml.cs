using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Nieuws;

/// <summary>The news, newest first; by year and theme once there is much of it.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The news on this page.</summary>
    public IReadOnlyList<PublishedDocument<NewsItem>> Items { get; private set; } = [];

    /// <summary>The filters as a reader sees them; none for a list that one overlooks.</summary>
    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    /// <summary>Lists the news.</summary>
    /// <param name="jaar">A year.</param>
    /// <param name="thema">A dossier's slug.</param>
    public IActionResult OnGet(string? jaar, string? thema)
    {
        var all = ListOf<NewsItem>();
        Filter<NewsItem>[] filters = [Filter.OfYears(all, jaar), Filter.OfThemes<NewsItem>(ListOf<Dossier>(), thema)];
        if (!Filter.AreClear(filters, Request.Query)) return BadRequest();
        var found = Filter.Apply(all, filters).OrderByDescending(document => document.Properties.Published).ToList();
        if (!TryCut(found, Filter.ChosenIn(filters), out var page)) return NotFound();
        Items = page;
        if (all.Count > Pager.Usual) Facets = [.. filters.Select(filter => filter.Facet(all, filters, Request.Path.Value!))];
        return Page();
    }
}
