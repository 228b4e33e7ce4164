using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Organisaties;

/// <summary>
/// Who works together: partners by domain, and the areas of the region; narrowed by plain links (<c>?soort=</c>, <c>?domein=</c>) a list
/// in pages. Of a list that is too long to overlook each part shows its beginning.
/// </summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    private const int MostAtLength = 200, Beginning = 12;
    private const string NoDomain = "anders";

    /// <summary>Partners and networks by domain.</summary>
    public IReadOnlyList<IGrouping<Domain?, PublishedDocument<Organisation>>> Partners { get; private set; } = [];

    /// <summary>The districts.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> Districts { get; private set; } = [];

    /// <summary>Municipalities of which the sources do not say to which team they belong.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> Unplaced { get; private set; } = [];

    /// <summary>There are too many to show all of them.</summary>
    public bool IsBrief { get; private set; }

    /// <summary>What stands on this page of a list that is narrowed; null: everything is shown.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>>? Found { get; private set; }

    /// <summary>The filters as a reader sees them.</summary>
    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    /// <summary>Lists the organisations.</summary>
    /// <param name="soort">A kind, e.g. <c>gemeente</c>.</param>
    /// <param name="domein">A domain, e.g. <c>zorg</c>; <c>anders</c>: none of them.</param>
    public IActionResult OnGet(string? soort, string? domein)
    {
        var all = ListOf<Organisation>();
        Filter<Organisation>[] filters =
        [
            Filter.Of<Organisation, OrganisationKind>("soort", "Soort", soort, organisation => [organisation.Properties.Kind]),
            new(
                "domein", "Domein", domein, organisation => [organisation.Properties.Domain?.Name() ?? NoDomain],
                [.. Enum.GetValues<Domain>().Select(value => (value.Name(), value.Label())), (NoDomain, "Geen van deze")]),
        ];
        if (!Filter.AreClear(filters, Request.Query)) return BadRequest();
        var isNarrowed = filters.Any(filter => filter.Chosen is not null);
        var found = isNarrowed ? Filter.Apply(all, filters).ToList() : [];
        if (!TryCut(found, Filter.ChosenIn(filters), out var page)) return NotFound();
        if (isNarrowed)
        {
            Found = page;
            Facets = [.. filters.Select(filter => filter.Facet(all, filters, Request.Path.Value!))];
            return Page();
        }
        IsBrief = all.Count > MostAtLength;
        Partners = [.. all.Where(organisation => organisation.Properties.Kind is OrganisationKind.Partner or OrganisationKind.Network)
            .GroupBy(organisation => organisation.Properties.Domain).OrderBy(group => group.Key ?? (Domain)99)];
        Districts = Of(OrganisationKind.District);
        Unplaced = IsBrief ? [] : [.. Of(OrganisationKind.Municipality).Where(municipality => municipality.Properties.PartOf is null)];
        return Page();
    }

    /// <summary>What is shown of a group: all of it, or its beginning.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> ShownOf(IEnumerable<PublishedDocument<Organisation>> group) =>
        [.. IsBrief ? group.Take(Beginning) : group];

    /// <summary>True when a group has more than is shown of it.</summary>
    public bool HasMore(IEnumerable<PublishedDocument<Organisation>> group) => IsBrief && group.Skip(Beginning).Any();

    /// <summary>The areas of a region with many: their kinds, each with its beginning.</summary>
    public IEnumerable<(OrganisationKind Kind, string Name, IReadOnlyList<PublishedDocument<Organisation>> All)> Areas =>
    [
        (OrganisationKind.District, "Districten", Districts), (OrganisationKind.Team, "Basisteams", Of(OrganisationKind.Team)),
        (OrganisationKind.Municipality, "Gemeenten", Of(OrganisationKind.Municipality)),
    ];

    /// <summary>All of a kind, by name.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> Of(OrganisationKind kind) =>
        [.. Site.All<Organisation>().Where(organisation => organisation.Properties.Kind == kind)];

    /// <summary>The organisations that are part of another: all of them, or those of one kind.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> PartsOf(string id, OrganisationKind? kind = null) =>
        [.. Site.All<Organisation>().Where(organisation => organisation.Properties.PartOf == id && (kind ?? organisation.Properties.Kind) == organisation.Properties.Kind)];

    /// <summary>The unplaced municipalities that the sources do, or do not, count to the region.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> UnplacedIn(bool toVerify) =>
        [.. Unplaced.Where(municipality => municipality.Properties.ToVerify == toVerify)];

    /// <summary>Anchor and heading of a domain.</summary>
    public static (string Id, string Name) NameOf(Domain? domain) =>
        domain is { } known ? ("domein-" + known.Name(), known.Label()) : ("andere-partners", "Andere partners");

    /// <summary>Where all organisations of a domain stand.</summary>
    public static string AllOf(Domain? domain) => $"/organisaties?domein={domain?.Name() ?? NoDomain}";

    /// <summary>What stands on the page.</summary>
    public IReadOnlyList<Link> Contents =>
    [
        .. Partners.Select(group => NameOf(group.Key)).Select(domain => new Link(domain.Name, "#" + domain.Id)),
        .. IsBrief
            ? Areas.Select(area => new Link(area.Name, "#soort-" + area.Kind.Name()))
            : Districts.Select(district => new Link(district.Title, "#" + district.Id)),
        .. Unplaced.Count > 0 ? [new Link("Andere gemeenten", "#andere-gemeenten")] : Array.Empty<Link>(),
    ];
}
