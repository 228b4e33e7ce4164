using Portal.Calendar.Attendance;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Learning.Progress;

/// <summary>A learner was at an event.</summary>
/// <param name="Id">Primary key.</param>
/// <param name="MemberId">The learner.</param>
/// <param name="Event">Id of the event's document.</param>
/// <param name="Subject">
/// What it counts for: id of the training, or of an event that is a training by itself; null for a meeting, which counts for nothing else.
/// </param>
/// <param name="Title">Of the training or the event, as it was then.</param>
/// <param name="Day">The first day of the event.</param>
/// <param name="Minutes">How long it lasted.</param>
/// <param name="AttendedAt">When it was recorded first, UTC.</param>
/// <param name="WithdrawnAt">Since when it does not stand any more, UTC; null: it stands.</param>
internal sealed record Attendance(
    Guid Id, Guid MemberId, string Event, string? Subject, string Title, DateOnly Day, int Minutes, DateTimeOffset AttendedAt,
    DateTimeOffset? WithdrawnAt);

/// <summary>It stands that a learner was at an event; told once, in the transaction that makes it so.</summary>
internal sealed record EventAttended(Attendance Attendance, DateTimeOffset At);

/// <summary>A learner was not at an event after all; told once, in the transaction that makes it so.</summary>
internal sealed record AttendanceWithdrawn(Attendance Attendance, DateTimeOffset At);

/// <summary>
/// What the calendar says of who came, kept as learning: once for a member and an event, however often it is recorded, in the words of
/// that moment.
/// </summary>
internal sealed class Attendances(DbSession session, LiveSite live, EventPublisher events, TimeProvider clock) : IHandle<AttendanceRecorded>
{
    private const string Columns = "id, member_id, event, subject, title, day, minutes, attended_at, withdrawn_at";
    private const int MinutesOfADay = 24 * 60;

    /// <inheritdoc/>
    public Task HandleAsync(AttendanceRecorded happened, CancellationToken stop) => session.InTransactionAsync(
        () => happened.Present ? KeepAsync(happened, stop) : WithdrawAsync(happened, stop), stop);

    /// <summary>What a learner attended and still stands, newest first.</summary>
    public async Task<IReadOnlyList<Attendance>> OfAsync(Guid memberId, CancellationToken stop = default) => await session.ListAsync(
        $"select {Columns} from learning.attendances where member_id = $1 and withdrawn_at is null order by day desc, attended_at desc",
        [memberId], Read, stop);

    /// <summary>All of one training that a learner attended and still stands, the first one first.</summary>
    public async Task<IReadOnlyList<Attendance>> OfAsync(Guid memberId, string subject, CancellationToken stop = default) =>
        await session.ListAsync(
            $"""
            select {Columns} from learning.attendances where member_id = $1 and subject = $2 and withdrawn_at is null
            order by day, attended_at
            """,
            [memberId, subject], Read, stop);

    private async Task KeepAsync(AttendanceRecorded happened, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (subject, title, day, minutes) = About(happened);
        // A row comes back when it is new, or stands again: what was recorded before is no news.
        var kept = await session.FirstAsync(
            $"""
            insert into learning.attendances as known (id, member_id, event, subject, title, day, minutes, attended_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (member_id, event) do update set withdrawn_at = null where known.withdrawn_at is not null
            returning {Columns}
            """,
            [Guid.CreateVersion7(now), happened.MemberId, happened.EventId, subject, title, day, minutes, happened.At.ToUniversalTime()],
            Read, stop);
        if (kept is not null) await events.PublishAsync(new EventAttended(kept, now), stop);
    }

    private async Task WithdrawAsync(AttendanceRecorded happened, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var gone = await session.FirstAsync(
            $"""
            update learning.attendances set withdrawn_at = $3 where member_id = $1 and event = $2 and withdrawn_at is null
            returning {Columns}
            """,
            [happened.MemberId, happened.EventId, now], Read, stop);
        if (gone is not null) await events.PublishAsync(new AttendanceWithdrawn(gone, now), stop);
    }

    // An event that was taken offline since is known by its id alone.
    private (string? Subject, string Title, DateOnly Day, int Minutes) About(AttendanceRecorded happened)
    {
        if (live.Current.Find<CalendarEvent>(happened.EventId) is not { } found)
            return (null, happened.EventId, DutchTime.DateOf(happened.At), 0);
        var item = found.Properties;
        var training = live.Current.Find<Training>(item.Training);
        var subject = item.Training ?? (item.Kind == EventKind.Training ? found.Id : null);
        var minutes = (int)(item.OverAt - item.BeginsAt).TotalMinutes;
        // Of days on end nobody was there all the time: then the length of the training says more, or nothing.
        return (subject, training?.Title ?? found.Title, item.FirstDay,
            minutes < MinutesOfADay ? minutes : training?.Properties.Minutes ?? 0);
    }

    private static Attendance Read(Row row) => new(
        row.Id(0), row.Id(1), row.Text(2), row.TextOrNull(3), row.Text(4), row.Get<DateOnly>(5), row.Number(6), row.Moment(7),
        row.GetOrNull<DateTimeOffset>(8));
}
