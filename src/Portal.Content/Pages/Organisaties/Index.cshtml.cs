using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Organisaties;

/// <summary>Who works together: partners by domain, and the areas of the region.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>Partners and networks by domain.</summary>
    public IReadOnlyList<IGrouping<Domain?, PublishedDocument<Organisation>>> Partners { get; private set; } = [];

    /// <summary>The districts.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> Districts { get; private set; } = [];

    /// <summary>Municipalities of which the sources do not say to which team they belong.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> Unplaced { get; private set; } = [];

    /// <summary>Lists the organisations.</summary>
    public void OnGet()
    {
        var all = ListOf<Organisation>();
        Partners = [.. all.Where(organisation => organisation.Properties.Kind is OrganisationKind.Partner or OrganisationKind.Network)
            .GroupBy(organisation => organisation.Properties.Domain).OrderBy(group => group.Key ?? (Domain)99)];
        Districts = Of(OrganisationKind.District);
        Unplaced = [.. Of(OrganisationKind.Municipality).Where(municipality => municipality.Properties.PartOf is null)];
    }

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

    /// <summary>What stands on the page.</summary>
    public IReadOnlyList<Link> Contents =>
    [
        .. Partners.Select(group => NameOf(group.Key)).Select(domain => new Link(domain.Name, "#" + domain.Id)),
        .. Districts.Select(district => new Link(district.Title, "#" + district.Id)),
        .. Unplaced.Count > 0 ? [new Link("Andere gemeenten", "#andere-gemeenten")] : Array.Empty<Link>(),
    ];
}
