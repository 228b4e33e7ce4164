using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Kennis;

/// <summary>All kennisproducten, narrowed by plain links: for whom, what form, which theme.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>Everything before filtering, for the counts.</summary>
    public IReadOnlyList<PublishedDocument<ResearchSummary>> All { get; private set; } = [];

    /// <summary>How many fit the chosen filters.</summary>
    public int Total { get; private set; }

    /// <summary>Of the products that fit, those on this page.</summary>
    public IReadOnlyList<PublishedDocument<ResearchSummary>> Products { get; private set; } = [];

    /// <summary>The filters with their values and counts.</summary>
    public IReadOnlyList<Filter<ResearchSummary>> Filters { get; private set; } = [];

    /// <summary>The filters as a reader sees them.</summary>
    public IReadOnlyList<Facet> Facets => [.. Filters.Select(filter => filter.Facet(All, Filters, Request.Path.Value!))];

    /// <summary>Lists the products.</summary>
    /// <param name="voor">A function, e.g. <c>wijkagent</c>.</param>
    /// <param name="vorm">A form, e.g. <c>onderzoek</c>.</param>
    /// <param name="thema">A dossier's slug.</param>
    public IActionResult OnGet(string? voor, string? vorm, string? thema)
    {
        All = ListOf<ResearchSummary>();
        Filters =
        [
            Filter.OfAudiences<ResearchSummary>(Site, voor, product => product.Properties.Audience),
            Filter.Of<ResearchSummary, ResearchKind>("vorm", "Vorm", vorm, product => [product.Properties.Kind]),
            Filter.OfThemes<ResearchSummary>(ListOf<Dossier>(), thema),
        ];
        if (!Filter.AreClear(Filters, Request.Query)) return BadRequest();
        var found = Filter.Apply(All, Filters).OrderByDescending(product => product.Properties.Year ?? 0)
            .ThenBy(product => product.Title, PublishedSite.Alphabet).ToList();
        Total = found.Count;
        if (!TryCut(found, Filter.ChosenIn(Filters), out var page)) return NotFound();
        Products = page;
        return Page();
    }
}
