using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Members.Privacy;

/// <summary>Takes an account away, and with it all that any room keeps of it: in one transaction, so all or nothing.</summary>
internal sealed class Erasure(MembersDb db, DbSession session, EventPublisher events, SecurityLog log)
{
    /// <summary>Erases; false when the portal would be left without an administrator.</summary>
    public Task<bool> EraseAsync(Guid id, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (await db.Members.IsLastAdministratorAsync(id, stop)) return false;
            await events.PublishAsync(new MemberErased(id), stop);
            log.Write("account-erased", id, "succeeded", id);
            return true;
        },
        stop);
}

internal static class RoleQueries
{
    /// <summary>True when nobody could give roles any more if this member could not: whose account is closed cannot.</summary>
    public static async Task<bool> IsLastAdministratorAsync(this IQueryable<Member> members, Guid id, CancellationToken stop)
    {
        var administrators = members.Where(member => member.Roles.Any(role => role.Role == Rights.Administrator));
        return await administrators.AnyAsync(member => member.Id == id, stop)
            && !await administrators.AnyAsync(member => member.Id != id && member.BlockedAt == null, stop);
    }
}
