using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Newsletters.Archive;
using Portal.Newsletters.Types;
using Portal.Platform.Pages;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>The editions by year, newest first, each with what it is about; and the form to get the next one.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The editions on this page, by year.</summary>
    public IReadOnlyList<IGrouping<int, PublishedDocument<Newsletter>>> Years { get; private set; } = [];

    /// <summary>The years to choose from; none for a list that one overlooks.</summary>
    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    /// <summary>Lists the editions.</summary>
    /// <param name="jaar">A year.</param>
    public IActionResult OnGet(string? jaar)
    {
        var all = ListOf<Newsletter>();
        Filter<Newsletter>[] filters = [Filter.OfYears(all, jaar)];
        if (!Filter.AreClear(filters, Request.Query)) return BadRequest();
        var found = Issues.NewestFirst(Filter.Apply(all, filters)).ToList();
        if (!TryCut(found, Filter.ChosenIn(filters), out var page)) return NotFound();
        Years = [.. page.GroupBy(document => document.Properties.Published!.Value.Year)];
        if (all.Count > Pager.Usual) Facets = [.. filters.Select(filter => filter.Facet(all, filters, Request.Path.Value!))];
        return Page();
    }

    /// <summary>The themes of an edition that readers can open.</summary>
    public IReadOnlyList<PublishedDocument> SubjectsOf(PublishedDocument<Newsletter> edition) =>
        [.. edition.Properties.Themes.Select(id => Site.Find<Dossier>(id)).OfType<PublishedDocument>()];
}
