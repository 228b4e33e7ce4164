using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Members.Privacy;

/// <summary>Takes an account away, and with it all that any room keeps of it: in one transaction, so all or nothing.</summary>
internal sealed class Erasure(
    MembersDb db, DbSession session, EventPublisher events, SecurityLog log, AuditLog audit, TimeProvider clock)
{
    /// <summary>Erases; false when the portal would be left without an administrator.</summary>
    /// <param name="id">Whose account.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <param name="by">Who does: the member, or null for the portal itself.</param>
    public Task<bool> EraseAsync(Guid id, CancellationToken stop, Guid? by = null) => session.InTransactionAsync(
        () => session.AloneAsync(RoleQueries.Administration, () => EraseInTurnAsync(id, by, stop), stop), stop);

    private async Task<bool> EraseInTurnAsync(Guid id, Guid? by, CancellationToken stop)
    {
        if (await db.Members.IsLastAdministratorAsync(id, stop)) return false;
        var email = await db.Members.Where(member => member.Id == id).Select(member => member.Email).SingleOrDefaultAsync(stop);
        // While it is known whose number it is: from here on nobody can tell.
        await audit.AppendAsync(
            new AuditLine("account.erased", MemberLines.Member, id.ToString(), by?.ToString() ?? MemberLines.Portal), stop);
        // That an organisation lost its contact person stays known; who that was does not.
        await session.ExecuteAsync(
            """
            insert into members.departures (id, organisation_id, was_contact, why, left_at)
            select $2, m.organisation_id, true, 'erased', $3 from members.members m join members.roles r on r.member_id = m.id
            where m.id = $1 and r.role = 'contact_person' and m.organisation_id is not null
            """,
            [id, Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow()], stop);
        await events.PublishAsync(new MemberErased(id) { Email = email }, stop);
        log.Write("account-erased", id, "succeeded", id);
        return true;
    }
}

internal static class RoleQueries
{
    /// <summary>
    /// The turn (<see cref="DbSession.AloneAsync{T}"/>) in which whatever may leave the portal without an administrator is looked at and
    /// done: two who take each other's task at the same instant would each still see the other.
    /// </summary>
    public const string Administration = "administration";

    /// <summary>True when this member is an administrator now, with an account that is open.</summary>
    public static Task<bool> IsAdministratorAsync(this IQueryable<Member> members, Guid id, CancellationToken stop) => members.AnyAsync(
        member => member.Id == id && member.BlockedAt == null && member.Roles.Any(role => role.Role == Rights.Administrator), stop);

    /// <summary>True when nobody could give roles any more if this member could not: whose account is closed cannot.</summary>
    public static async Task<bool> IsLastAdministratorAsync(this IQueryable<Member> members, Guid id, CancellationToken stop)
    {
        var administrators = members.Where(member => member.Roles.Any(role => role.Role == Rights.Administrator));
        return await administrators.AnyAsync(member => member.Id == id, stop)
            && !await administrators.AnyAsync(member => member.Id != id && member.BlockedAt == null, stop);
    }
}
