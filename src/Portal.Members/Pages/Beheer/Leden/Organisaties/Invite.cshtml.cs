using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.Pages.Beheer.Organisatie;
using Portal.Members.People;

namespace Portal.Members.Pages.Beheer.Leden.Organisaties;

/// <summary>An administrator invites people to any organisation: its first contact person, for one.</summary>
internal sealed class InviteModel(MembersDb db, Invitations invitations, IProfileChoices choices, CurrentMember current)
    : InvitePage(db, invitations, choices, current)
{
    protected override Guid? OrganisationId => Guid.TryParse((string?)RouteData.Values["id"], out var id) ? id : null;
}
