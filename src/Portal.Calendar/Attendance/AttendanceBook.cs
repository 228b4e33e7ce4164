using Portal.Content.Publishing;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Calendar.Attendance;

/// <summary>
/// Who was at an event. Of all that is tapped about somebody the last tap counts, by its own moment and not by when it came in: two phones
/// that were without internet come to the same, in whatever order they send. What counts is told as <see cref="AttendanceRecorded"/>.
/// </summary>
internal sealed class AttendanceBook(DbSession session, EventPublisher events, MemberDirectory members, TimeProvider clock)
{
    private sealed record Line(Guid? MemberId, bool Present, DateTimeOffset TappedAt, Guid Tap, bool IsKnown);

    /// <summary>Everybody who is expected at an event or was written down there.</summary>
    public async Task<IReadOnlyList<Attendee>> ListAsync(string eventId, CancellationToken stop)
    {
        var all = await session.ListAsync(
            """
            select coalesce(r.id, a.id), coalesce(r.name, a.name, ''), r.state, a.present, coalesce(r.organisation, a.organisation),
                r.function, coalesce(r.online, false), coalesce(a.walked_in, false), a.how, a.tapped_at
            from (select * from calendar.registrations where event = $1) r
            full join (select * from calendar.attendance where event = $1) a on a.id = r.id
            where a.id is not null or r.state <> 'cancelled'
            """,
            [eventId], Read, stop);
        return [.. all.OrderBy(one => one.Name, PublishedSite.Alphabet).ThenBy(one => one.Id)];
    }

    /// <summary>One of them, by their registration, and which event it is; null when there is no such registration.</summary>
    public async Task<(string Event, Attendee Attendee)?> FindAsync(Guid registration, CancellationToken stop)
    {
        var found = await session.ListAsync(
            """
            select r.id, r.name, r.state, a.present, r.organisation, r.function, r.online, false, a.how, a.tapped_at, r.event
            from calendar.registrations r left join calendar.attendance a on a.event = r.event and a.id = r.id
            where r.id = $1
            """,
            [registration], row => (row.Text(10), Read(row)), stop);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Stores a tap; the same twice is once. False: there is nobody of that id at this event.</summary>
    public Task<bool> RecordAsync(Tap tap, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var isNew = await session.ExecuteAsync(
                """
                insert into calendar.attendance (event, id, registration_id, member_id, name, address, organisation, walked_in, present,
                    tapped_at, tap, taps, recorded_at, recorded_by, how)
                select event, id, id, member_id, name, address, organisation, false, $3, $4, $5, array[$5::uuid], $6, $7, $8
                from calendar.registrations where id = $1 and event = $2
                on conflict do nothing
                """,
                [tap.Whose, tap.Event, tap.Present, tap.At, tap.Id, clock.GetUtcNow(), tap.By, tap.How], stop) > 0;
            if (await LockAsync(tap, stop) is not { } line) return false;
            if (isNew) await TellAsync(tap.Event, line.MemberId, tap.At, was: false, tap.Present, stop);
            else if (!line.IsKnown) await ChangeAsync(tap, line, stop);
            return true;
        },
        stop);

    /// <summary>Writes down somebody who came without a registration, as present; the same id twice is one.</summary>
    /// <param name="eventId">The event's document.</param>
    /// <param name="who">Who.</param>
    /// <param name="at">When they came in, UTC.</param>
    /// <param name="by">The coordinator.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task WriteDownAsync(string eventId, WalkIn who, DateTimeOffset at, Guid by, CancellationToken stop)
    {
        var member = who.Address is null ? null : await members.FindByAddressAsync(who.Address, stop);
        await session.InTransactionAsync(
            async () =>
            {
                var isNew = await session.ExecuteAsync(
                    """
                    insert into calendar.attendance (event, id, member_id, name, address, organisation, walked_in, present, tapped_at, tap,
                        taps, recorded_at, recorded_by, how)
                    select $1, $2, $3, $4, $5, $6, true, true, $7, $2, array[$2::uuid], $8, $9, 'walk-in'
                    where not exists (select from calendar.registrations where id = $2)
                    on conflict do nothing
                    """,
                    [eventId, who.Id, member?.Id, who.Name, who.Address, who.Organisation, at, clock.GetUtcNow(), by], stop) > 0;
                if (isNew) await TellAsync(eventId, member?.Id, at, was: false, isNow: true, stop);
            },
            stop);
    }

    private async Task<Line?> LockAsync(Tap tap, CancellationToken stop) => await session.FirstAsync(
        """
        select member_id, present, tapped_at, tap, $3 = any(taps) from calendar.attendance where event = $1 and id = $2 for update
        """,
        [tap.Event, tap.Whose, tap.Id],
        row => new Line(row.GetOrNull<Guid>(0), row.Get<bool>(1), row.Moment(2), row.Id(3), row.Get<bool>(4)), stop);

    private async Task ChangeAsync(Tap tap, Line line, CancellationToken stop)
    {
        var counts = (tap.At, tap.Id).CompareTo((line.TappedAt, line.Tap)) > 0;
        // The last fifty: nobody taps one name more often, and a phone sends again only what it has not heard of.
        await session.ExecuteAsync(
            "update calendar.attendance set taps = (taps || $3::uuid)[greatest(1, cardinality(taps) - 48):] where event = $1 and id = $2",
            [tap.Event, tap.Whose, tap.Id], stop);
        if (!counts) return;
        await session.ExecuteAsync(
            """
            update calendar.attendance set present = $3, tapped_at = $4, tap = $5, recorded_at = $6, recorded_by = $7,
                how = case when walked_in then how else $8 end
            where event = $1 and id = $2
            """,
            [tap.Event, tap.Whose, tap.Present, tap.At, tap.Id, clock.GetUtcNow(), tap.By, tap.How], stop);
        await TellAsync(tap.Event, line.MemberId, tap.At, line.Present, tap.Present, stop);
    }

    private Task TellAsync(string eventId, Guid? member, DateTimeOffset at, bool was, bool isNow, CancellationToken stop) =>
        member is { } id && was != isNow
            ? events.PublishAsync(new AttendanceRecorded(eventId, id, at, isNow), stop)
            : Task.CompletedTask;

    private static Attendee Read(Row row) => new(row.Id(0), row.Text(1), row.TextOrNull(2), row.GetOrNull<bool>(3))
    {
        Organisation = row.TextOrNull(4),
        Function = row.TextOrNull(5),
        Online = row.Get<bool>(6),
        WalkedIn = row.Get<bool>(7),
        How = row.TextOrNull(8),
        At = row.GetOrNull<DateTimeOffset>(9),
    };
}
