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

    /// <summary>The organisations that are part of another.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> PartsOf(string id) =>
        [.. Site.All<Organisation>().Where(organisation => organisation.Properties.PartOf == id)];
}
