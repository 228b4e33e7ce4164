using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;

namespace Portal.Members.Pages.Beheer.Organisatie;

/// <summary>A contact person invites colleagues.</summary>
internal sealed class InviteModel(MembersDb db, Invitations invitations, IProfileChoices choices, CurrentMember current)
    : InvitePage(db, invitations, choices, current)
{
    private readonly CurrentMember current = current;

    protected override Guid? OrganisationId => current.OrganisationId;
}
