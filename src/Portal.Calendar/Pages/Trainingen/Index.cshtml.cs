using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Trainings;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages.Trainingen;

/// <summary>
/// The catalogue: what one can learn with others and by oneself, side by side; narrowed by plain links, as the agenda is.
/// </summary>
internal sealed class IndexModel(LiveSite live, PageTags tags, DocumentTypes types, TimeProvider clock) : SitePage(live, tags)
{
    /// <summary>What stands on this page.</summary>
    public IReadOnlyList<Offer> Offers { get; private set; } = [];

    /// <summary>How many fit the chosen filters.</summary>
    public int Total { get; private set; }

    /// <summary>The filters as a reader sees them.</summary>
    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    /// <summary>True when everything is shown.</summary>
    public bool IsWhole => Facets.All(facet => !facet.Values.Any(value => value.Chosen));

    /// <summary>Lists them. The filters (<c>voor</c>, <c>thema</c>, <c>vorm</c>) stand in the query.</summary>
    public IActionResult OnGet()
    {
        Tags.Use(Catalogue.TypesIn(types));
        Tags.Use(DocumentType.Of<CalendarEvent>().Name);
        Tags.UseClock();
        var all = Catalogue.Of(Site, clock.GetUtcNow());
        var documents = all.Select(offer => offer.Document).ToList();
        var filters = CatalogueFilters.Of(all, Site, Request.Query);
        if (!Filter.AreClear(filters, Request.Query)) return BadRequest();
        Facets = [.. filters.Select(filter => filter.Facet(documents, filters, Request.Path.Value!))];
        var found = all.Where(offer => filters.All(filter => filter.Fits(offer.Document))).ToList();
        Total = found.Count;
        if (!TryCut(found, Filter.ChosenIn(filters), out var page)) return NotFound();
        Offers = page;
        return Page();
    }
}
