using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Calendar.Attendance;

/// <summary>Each night: what the day of an event left and nobody needs any more.</summary>
internal sealed record TidyAttendance;

/// <summary>How long things of the day stay; the privacy page says the same.</summary>
internal sealed class TidyAttendanceJob(DbSession session, TimeProvider clock) : IJob<TidyAttendance>
{
    /// <summary>How long the name of somebody without an account stays, in months.</summary>
    public const int MonthsOfNames = 12;

    private const int DaysOfMistakes = 1, DaysOfWords = 30, DaysOfAttempts = 7, DaysOfButtons = 90;

    /// <inheritdoc/>
    public async Task RunAsync(TidyAttendance args, JobRun run, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await session.ExecuteAsync(
            """
            update calendar.attendance set name = null, address = null, organisation = null
            where name is not null and member_id is null and recorded_at < $1
            """,
            [now.AddMonths(-MonthsOfNames)], stop);
        await session.ExecuteAsync(
            "delete from calendar.attendance where walked_in and not present and recorded_at < $1", [now.AddDays(-DaysOfMistakes)], stop);
        await session.ExecuteAsync("delete from calendar.event_words where set_at < $1", [now.AddDays(-DaysOfWords)], stop);
        await session.ExecuteAsync("delete from calendar.word_attempts where last_at < $1", [now.AddDays(-DaysOfAttempts)], stop);
        await session.ExecuteAsync(
            "delete from calendar.begun_documents where begun_at < $1 and key not like 'verslag %'", [now.AddDays(-DaysOfButtons)], stop);
    }
}
