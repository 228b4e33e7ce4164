using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Bronnen;

/// <summary>All bronnen, narrowed by plain links. What is of no one kind stands in groups, of which the beginning is shown.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    private const string KindKey = "soort";

    /// <summary>How many of a group are shown beside the others; all of them stand on pages of their own (<c>?soort=</c>).</summary>
    public const int Shown = 4;

    /// <summary>Everything before filtering, for the counts.</summary>
    public IReadOnlyList<PublishedDocument<Intervention>> All { get; private set; } = [];

    /// <summary>How many fit the chosen filters.</summary>
    public int Total { get; private set; }

    /// <summary>What fits, by kind; empty where one kind was chosen.</summary>
    public IReadOnlyList<SourceGroup> Groups { get; private set; } = [];

    /// <summary>Of the kind that was chosen, what stands on this page; empty where none was.</summary>
    public IReadOnlyList<PublishedDocument<Intervention>> Found { get; private set; } = [];

    /// <summary>The filters.</summary>
    public IReadOnlyList<Filter<Intervention>> Filters { get; private set; } = [];

    /// <summary>The filters as a reader sees them.</summary>
    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    /// <summary>Lists the bronnen.</summary>
    /// <param name="soort">A kind.</param>
    /// <param name="voor">A function.</param>
    /// <param name="kosten">What it costs.</param>
    /// <param name="thema">A dossier's slug.</param>
    public IActionResult OnGet(string? soort, string? voor, string? kosten, string? thema)
    {
        All = ListOf<Intervention>();
        Filters =
        [
            Filter.Of<Intervention, InterventionKind>(KindKey, "Soort", soort, document => [document.Properties.Kind]),
            Filter.OfAudiences<Intervention>(Site, voor, document => document.Properties.Audience),
            Filter.Of<Intervention, Costs>(
                "kosten", "Kosten", kosten, document => document.Properties.Costs is { } costs ? [costs] : []),
            Filter.OfThemes<Intervention>(ListOf<Dossier>(), thema),
        ];
        if (!Filter.AreClear(Filters, Request.Query)) return BadRequest();
        Facets = [.. Filters.Select(filter => filter.Facet(All, Filters, Request.Path.Value!))];
        var found = Filter.Apply(All, Filters).ToList();
        Total = found.Count;
        var isOfOneKind = Filters[0].Chosen is not null;
        if (!TryCut(isOfOneKind ? found : [], Filter.ChosenIn(Filters), out var page)) return NotFound();
        Found = page;
        if (!isOfOneKind) Groups = [.. found.GroupBy(source => source.Properties.Kind).OrderBy(group => group.Key).Select(GroupOf)];
        return Page();
    }

    private SourceGroup GroupOf(IGrouping<InterventionKind, PublishedDocument<Intervention>> group)
    {
        var all = group.ToList();
        var name = group.Key.Name();
        return new(
            name, DutchTime.Culture.TextInfo.ToTitleCase(group.Key.Plural()), all.Count, [.. all.Take(Shown)],
            all.Count > Shown ? Facets[0].Values.First(value => value.Value == name).Url : null);
    }
}

/// <summary>The bronnen of one kind.</summary>
/// <param name="Name">The kind as it stands in the address.</param>
/// <param name="Title">What a reader calls them: "Lespakketten".</param>
/// <param name="Count">How many there are.</param>
/// <param name="First">Those that are shown.</param>
/// <param name="AllUrl">Where the others are; null when these are all.</param>
public sealed record SourceGroup(
    string Name, string Title, int Count, IReadOnlyList<PublishedDocument<Intervention>> First, string? AllUrl);
