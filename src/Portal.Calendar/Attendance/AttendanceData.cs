using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Calendar.Attendance;

/// <summary>
/// What attendance tells of members: it stands among their data, is forgotten with the account (that somebody was there stays, who it was
/// does not), and is theirs as soon as an account has the address that they came with.
/// </summary>
internal sealed class AttendanceData(DbSession session, EventPublisher events, LiveSite live) : IPersonalData, IHandle<MemberChanged>
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var own = await session.ListAsync(
            "select event, present, how, tapped_at from calendar.attendance where member_id = $1 order by tapped_at",
            [memberId],
            row => (IReadOnlyList<object?>)[TitleOf(row.Text(0)), row.Get<bool>(1), AttendanceWay.Label(row.Text(2)), row.Moment(3)], stop);
        var noted = await session.ListAsync(
            """
            select event, count(*)::int, max(recorded_at) from calendar.attendance where recorded_by = $1 group by event
            union all select event, null, set_at from calendar.event_words where set_by = $1
            order by 3
            """,
            [memberId],
            row => (IReadOnlyList<object?>)
            [
                TitleOf(row.Text(0)), row.GetOrNull<int>(1) is { } people ? $"aanwezigheid van {people} mensen" : "woord van de dag",
                row.Moment(2),
            ],
            stop);
        return
        [
            new("aanwezigheid", ["activiteit", "aanwezig", "hoe", "wanneer"], own),
            new("aanwezigheid-die-je-noteerde", ["activiteit", "wat", "laatst"], noted),
        ];
    }

    /// <inheritdoc/>
    public async Task HandleAsync(MemberErased happened, CancellationToken stop)
    {
        await session.ExecuteAsync(
            """
            update calendar.attendance set member_id = null, name = null, address = null, organisation = null
            where member_id = $1 or lower(address) = lower($2)
            """,
            [happened.MemberId, happened.Email], stop);
        await session.ExecuteAsync(
            "update calendar.attendance set recorded_by = null where recorded_by = $1", [happened.MemberId], stop);
        await session.ExecuteAsync("update calendar.event_words set set_by = null where set_by = $1", [happened.MemberId], stop);
    }

    /// <summary>Who came before there was an account has been there all the same.</summary>
    public async Task HandleAsync(MemberChanged happened, CancellationToken stop)
    {
        var found = await session.ListAsync(
            """
            update calendar.attendance set member_id = $1 where member_id is null and lower(address) = lower($2)
            returning event, tapped_at, present
            """,
            [happened.Card.Id, happened.Card.Email], row => (Event: row.Text(0), At: row.Moment(1), Present: row.Get<bool>(2)), stop);
        foreach (var one in found.Where(one => one.Present))
            await events.PublishAsync(new AttendanceRecorded(one.Event, happened.Card.Id, one.At, Present: true), stop);
    }

    private string TitleOf(string eventId) => live.Current.Find<CalendarEvent>(eventId)?.Title ?? eventId;
}
