using Portal.Content.Types;
using Portal.Members.People;

namespace Portal.Content.Publishing;

/// <summary>What members choose from in their profile, read from the published site.</summary>
internal sealed class ProfileChoices(LiveSite live) : IProfileChoices
{
    public IReadOnlyList<Choice> Functions =>
        [
            .. live.Current.Audiences.Where(term => term.Audience != Audience.Parent && term.Audience != Audience.Everyone)
                .Select(term => new Choice(term.Audience.Key, term.Label)),
        ];

    public IReadOnlyList<Choice> Themes =>
        [
            .. live.Current.All<Dossier>().OrderBy(dossier => dossier.Properties.Order)
                .Select(dossier => new Choice(dossier.Id, dossier.Title)),
        ];

    public IReadOnlyList<Municipality> Municipalities
    {
        get
        {
            var site = live.Current;
            return
            [
                .. site.All<Organisation>().Where(organisation => organisation.Properties.Kind == OrganisationKind.Municipality)
                    .Select(MunicipalityOf),
            ];

            Municipality MunicipalityOf(PublishedDocument<Organisation> organisation) =>
                new(
                    organisation.Id, organisation.Properties.AreaName,
                    Above(organisation, OrganisationKind.Team), Above(organisation, OrganisationKind.District));

            Choice? Above(PublishedDocument<Organisation> organisation, OrganisationKind kind) =>
                site.Areas.Above(organisation.Id).FirstOrDefault(one => one.Kind == kind) is { } at ? new Choice(at.Id, at.Title) : null;
        }
    }
}
