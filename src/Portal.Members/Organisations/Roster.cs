using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;

namespace Portal.Members.Organisations;

/// <summary>How far somebody of an organisation is.</summary>
internal enum RosterState
{
    /// <summary>Invited, and no answer yet.</summary>
    Invited,

    /// <summary>Has an account, and began nothing.</summary>
    Accepted,

    /// <summary>Began something.</summary>
    Begun,

    /// <summary>Is trained in something.</summary>
    Done,
}

/// <summary>Somebody of an organisation.</summary>
/// <param name="Id">The member, or the invitation.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="State">How far they are.</param>
/// <param name="IsContact">Whether they are a contact person too.</param>
/// <param name="Progress">In how many modules; null for who began nothing.</param>
/// <param name="Invitation">What was sent to who did not answer yet.</param>
internal sealed record RosterLine(
    Guid Id, string Name, string Email, RosterState State, bool IsContact, ColleagueProgress? Progress, Invitation? Invitation);

/// <summary>Everybody of an organisation: who has an account, and who was asked to make one. For its contact persons.</summary>
internal sealed class Roster(MembersDb db, Invitations invitations, IColleagueProgress progress)
{
    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<RosterLine>> OfAsync(Guid organisation, CancellationToken stop)
    {
        var members = await db.Members.AsNoTracking().Where(member => member.OrganisationId == organisation)
            .Select(member => new
            {
                member.Id,
                member.Name,
                Email = member.Email!,
                IsContact = member.Roles.Any(role => role.Role == Rights.ContactPerson),
            })
            .ToListAsync(stop);
        var far = await progress.OfAsync([.. members.Select(member => member.Id)], stop);
        var addresses = members.Select(member => member.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // Who joined in another way has no invitation that anybody waits for.
        var waiting = (await invitations.UnansweredAsync(organisation, stop)).Where(one => !addresses.Contains(one.Email));
        return
        [
            .. members.Select(member => new RosterLine(
                member.Id, member.Name, member.Email, StateOf(far.GetValueOrDefault(member.Id)), member.IsContact,
                far.GetValueOrDefault(member.Id), null))
                .Concat(waiting.Select(one => new RosterLine(one.Id, one.Name, one.Email, RosterState.Invited, false, null, one)))
                .OrderBy(line => line.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(line => line.Id),
        ];
    }

    private static RosterState StateOf(ColleagueProgress? progress) =>
        progress is null ? RosterState.Accepted : progress.Trained > 0 ? RosterState.Done : RosterState.Begun;
}
