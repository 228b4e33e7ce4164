using Cronos;
using Portal.Platform.Data;

namespace Portal.Platform.Jobs;

/// <summary>Work that returns.</summary>
/// <param name="Kind">The job that is put among the jobs.</param>
/// <param name="Expression">Cron, five fields, on the wall clock of Europe/Amsterdam.</param>
/// <param name="AtStart">Also whenever a host starts.</param>
internal sealed record Schedule(JobKind Kind, string Expression, bool AtStart = false)
{
    private readonly CronExpression cron = CronExpression.Parse(Expression);

    /// <summary>
    /// The first moment after this one. What the spring change skips comes at the moment it does; what the autumn change repeats comes
    /// once, unless it comes every hour or more often.
    /// </summary>
    public DateTimeOffset After(DateTimeOffset moment) => cron.GetNextOccurrence(moment, DutchTime.Zone)!.Value.ToUniversalTime();
}

/// <summary>Puts recurring work among the jobs when its moment has come, on one host each time.</summary>
internal sealed class Scheduler(DbSession session, JobQueue queue, IEnumerable<Schedule> schedules, TimeProvider clock)
{
    // A clock that was further ahead than this when work was last put among the jobs was wrong.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>When a host starts: writes down the schedules it knows; one whose expression changed begins anew.</summary>
    public async Task KnowAsync(CancellationToken stop)
    {
        foreach (var schedule in schedules)
        {
            await session.ExecuteAsync(
                """
                insert into platform.schedules as known (name, expression, next_at) values ($1, $2, $3)
                on conflict (name) do update set expression = $2, next_at = $3 where known.expression <> $2
                """,
                [schedule.Kind.Name, schedule.Expression, schedule.After(clock.GetUtcNow())], stop);
            if (schedule.AtStart) await EnqueueAsync(schedule, stop);
        }
    }

    /// <summary>Puts what is due among the jobs; gives the next moment at which something is.</summary>
    public async Task<DateTimeOffset?> EnqueueDueAsync(CancellationToken stop)
    {
        DateTimeOffset? next = null;
        foreach (var schedule in schedules)
        {
            var at = await session.InTransactionAsync(() => EnqueueDueAsync(schedule, stop), stop);
            if (next is null || at < next) next = at;
        }
        return next;
    }

    private async Task<DateTimeOffset?> EnqueueDueAsync(Schedule schedule, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        // Due, or left behind in a future that did not come. Another host's row is that host's business.
        var isDue = await session.ValueAsync<bool>(
            """
            update platform.schedules set next_at = $3, last_at = case when next_at <= $2 then $2::timestamptz end
            where name = (
                select name from platform.schedules where name = $1 and (next_at <= $2 or last_at > $4) for update skip locked)
            returning last_at is not null
            """,
            [schedule.Kind.Name, now, schedule.After(now), now + Ahead], stop);
        if (isDue) await EnqueueAsync(schedule, stop);
        return schedule.After(now);
    }

    // One that has not been done yet is enough.
    private Task EnqueueAsync(Schedule schedule, CancellationToken stop) =>
        queue.EnqueueAsync(schedule.Kind, "{}", new JobOptions { Key = "schedule" }, stop);
}
