using Npgsql;
using Portal.Platform.Data;

namespace Portal.Platform.Jobs;

/// <summary>A job that was taken.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Args">Its arguments, JSON.</param>
/// <param name="Attempts">How often it failed before; of detached work that runs: this attempt too.</param>
internal sealed record TakenJob(long Id, string Args, int Attempts);

/// <summary>The table of jobs, seen from the side that does them.</summary>
internal sealed class JobStore(DbSession session)
{
    private const int LockClass = 0x4A4F42; // "JOB": advisory locks of two numbers, this one and the job's

    /// <summary>Takes what is due: locked until the transaction ends, also by a host that dies.</summary>
    public Task<List<TakenJob>> TakeAsync(string kind, JobLane upTo, int most, DateTimeOffset now, CancellationToken stop) => ReadAsync(
        """
        select id, args, attempts from platform.jobs
        where kind = $1 and lane <= $2 and run_at <= $3 and failed_at is null
        order by lane, run_at, id limit $4 for update skip locked
        """,
        [kind, (short)upTo, now, most], stop);

    /// <summary>
    /// Takes detached work: this session's lock, which ends when the session does, says that it runs. The start is counted as an attempt
    /// and committed, so that work that ends its host does not do so for ever.
    /// </summary>
    public async Task<TakenJob?> StartAsync(string kind, JobLane upTo, DateTimeOffset now, CancellationToken stop)
    {
        var waiting = await ReadAsync(
            """
            select id, args, attempts from platform.jobs
            where kind = $1 and lane <= $2 and run_at <= $3 and failed_at is null order by lane, run_at, id limit 20
            """,
            [kind, (short)upTo, now], stop);
        foreach (var job in waiting)
        {
            if (!await LockAsync(job.Id, stop)) continue;
            var taken = await ReadAsync(
                """
                update platform.jobs set started_at = $2, attempts = attempts + 1, done = null, total = null
                where id = $1 and run_at <= $2 and failed_at is null returning id, args, attempts
                """,
                [job.Id, now], stop);
            if (taken is [var started]) return started;
            await UnlockAsync(job.Id);
        }
        return null;
    }

    /// <summary>Lets go of detached work.</summary>
    public Task UnlockAsync(long id) =>
        session.ExecuteAsync("select pg_advisory_unlock($1, $2)", [LockClass, unchecked((int)id)], CancellationToken.None);

    /// <summary>Jobs that are done go.</summary>
    public Task DoneAsync(IReadOnlyCollection<long> ids, CancellationToken stop) =>
        session.ExecuteAsync("delete from platform.jobs where id = any ($1)", [ids.ToArray()], stop);

    /// <summary>A job that must be tried again, or, without a moment for that, has failed.</summary>
    public Task FailedAsync(long id, int attempts, string problem, DateTimeOffset? again, DateTimeOffset now, CancellationToken stop) =>
        session.ExecuteAsync(
            """
            with job as (
                update platform.jobs set attempts = $2, last_error = $3, started_at = null,
                    run_at = coalesce($4, run_at), failed_at = case when $4 is null then $5::timestamptz end
                where id = $1 returning 1)
            select pg_notify($6, '') from job
            """,
            [
                id, attempts, problem, new NpgsqlParameter<DateTimeOffset?> { TypedValue = again, DataTypeName = "timestamptz" },
                now, JobQueue.Channel,
            ],
            stop);

    /// <summary>Detached work that was stopped and not to blame: it waits again as if it had not begun.</summary>
    public Task PutBackAsync(TakenJob job) => session.ExecuteAsync(
        "update platform.jobs set attempts = attempts - 1, started_at = null where id = $1 and started_at is not null and attempts = $2",
        [job.Id, job.Attempts], CancellationToken.None);

    /// <summary>The kinds with work that is due, and when the next other work is.</summary>
    public async Task<(IReadOnlyList<string> Due, DateTimeOffset? Next)> LookAsync(DateTimeOffset now, CancellationToken stop)
    {
        var kinds = await session.ListAsync(
            """
            select kind, min(run_at) <= $1, min(run_at) filter (where run_at > $1) from platform.jobs
            where failed_at is null group by kind
            """,
            [now], row => (Name: row.Text(0), IsDue: row.Get<bool>(1), Next: row.GetOrNull<DateTimeOffset>(2)), stop);
        return ([.. kinds.Where(kind => kind.IsDue).Select(kind => kind.Name)], kinds.Min(kind => kind.Next));
    }

    /// <summary>Whether a job of this number runs, anywhere.</summary>
    internal const string Runs =
        """
        exists (
            select 1 from pg_locks where locktype = 'advisory' and classid = 4869954 and objid = (id & 4294967295)::oid and granted
            and database = (select oid from pg_database where datname = current_database()))
        """;

    private Task<bool> LockAsync(long id, CancellationToken stop) =>
        session.ValueAsync<bool>("select pg_try_advisory_lock($1, $2)", [LockClass, unchecked((int)id)], stop);

    private Task<List<TakenJob>> ReadAsync(string sql, object?[] values, CancellationToken stop) =>
        session.ListAsync(sql, values, row => new TakenJob(row.Get<long>(0), row.Text(1), row.Number(2)), stop);
}
