using Microsoft.EntityFrameworkCore;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Members.Organisations;

/// <summary>Somebody who was taken out of an organisation, and can be put back.</summary>
/// <param name="Id">Of the departure.</param>
/// <param name="Name">Who.</param>
/// <param name="Email">Their address.</param>
/// <param name="WasContact">Whether they were a contact person: that does not come back by itself.</param>
/// <param name="LeftAt">When.</param>
internal sealed record Removal(Guid Id, string Name, string Email, bool WasContact, DateTimeOffset LeftAt);

/// <summary>Undoes that somebody was taken out of an organisation. Who left by themselves is not brought back by others.</summary>
internal sealed class Departures(MembersDb db, DbSession session, Profiles profiles, TimeProvider clock)
{
    /// <summary>How long it can be undone.</summary>
    public static readonly TimeSpan Undoable = TimeSpan.FromDays(14);

    private const string Open = """
        d.organisation_id = $1 and d.why = 'removed' and d.undone_at is null and d.left_at > $2 and m.organisation_id is null
            and not exists (select from members.departures later where later.member_id = d.member_id and later.left_at > d.left_at)
        """;

    /// <summary>Who was taken out of an organisation lately and works nowhere else since, newest first.</summary>
    public async Task<IReadOnlyList<Removal>> OfAsync(Guid organisation, CancellationToken stop) => await session.ListAsync(
        $"""
        select d.id, m.name, m.email, d.was_contact, d.left_at
        from members.departures d join members.members m on m.id = d.member_id where {Open} order by d.left_at desc limit 50
        """,
        [organisation, clock.GetUtcNow() - Undoable],
        row => new Removal(row.Id(0), row.Text(1), row.Text(2), row.Get<bool>(3), row.Moment(4)), stop);

    /// <summary>Puts somebody back; null when that cannot be done any more. Told to them, and written down.</summary>
    public Task<Member?> UndoAsync(Guid organisation, Guid id, Guid by, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var who = await session.ListAsync(
                $"""
                update members.departures d set undone_at = $3 from members.members m
                where m.id = d.member_id and d.id = $4 and {Open} returning d.member_id
                """,
                [organisation, clock.GetUtcNow() - Undoable, clock.GetUtcNow(), id], row => row.Id(0), stop);
            if (who is not [var member]) return null;
            var found = await db.Members.Include(row => row.Roles).SingleAsync(row => row.Id == member, stop);
            await profiles.JoinAsync(found, organisation, by, stop);
            return found;
        },
        stop);
}
