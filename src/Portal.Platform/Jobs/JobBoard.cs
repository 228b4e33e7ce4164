using Portal.Platform.Data;

namespace Portal.Platform.Jobs;

/// <summary>How much work of a kind there is.</summary>
/// <param name="Name">The kind's name in the database.</param>
/// <param name="Label">What administrators call it, Dutch; the name where no room of this host knows it.</param>
/// <param name="Due">How many wait for their turn.</param>
/// <param name="Later">How many have a moment of their own that has not come.</param>
/// <param name="Failed">How many are not tried again by themselves.</param>
/// <param name="IsKnown">False: this host has no work of this name; another version of the portal may.</param>
public sealed record JobCount(string Name, string Label, long Due, long Later, long Failed, bool IsKnown = true);

/// <summary>A job that runs or has failed.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Label">What administrators call its kind, Dutch.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Since">When it began, or when it failed.</param>
/// <param name="Done">How far it has come; null: it does not tell.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Problem">What went wrong last.</param>
public sealed record JobLine(long Id, string Label, int Attempts, DateTimeOffset Since, int? Done, int? Total, string? Problem);

/// <summary>Work that returns.</summary>
/// <param name="Label">What administrators call it, Dutch.</param>
/// <param name="LastAt">When it was last put among the jobs; null: not yet.</param>
/// <param name="NextAt">When it will be.</param>
public sealed record ScheduleLine(string Label, DateTimeOffset? LastAt, DateTimeOffset NextAt);

/// <summary>What waits, runs and failed, for administrators and for pages that wait for a job.</summary>
public sealed class JobBoard
{
    private readonly DbSession session;
    private readonly Dictionary<string, string> labels;
    private readonly JobKinds kinds;
    private readonly TimeProvider clock;

    internal JobBoard(DbSession session, JobKinds kinds, TimeProvider clock) =>
        (this.session, this.kinds, this.clock, labels) = (
            session, kinds, clock, kinds.All.ToDictionary(kind => kind.Name, kind => kind.Label));

    /// <summary>Every kind this host knows or the table holds, in order of its label.</summary>
    public async Task<IReadOnlyList<JobCount>> CountsAsync(CancellationToken stop)
    {
        var counts = await session.ListAsync(
            """
            select kind,
                count(*) filter (where failed_at is null and run_at <= $1), count(*) filter (where failed_at is null and run_at > $1),
                count(*) filter (where failed_at is not null)
            from platform.jobs group by kind
            """,
            [clock.GetUtcNow()],
            row => new JobCount(
                row.Text(0), LabelOf(row.Text(0)), row.Get<long>(1), row.Get<long>(2), row.Get<long>(3), labels.ContainsKey(row.Text(0))),
            stop);
        var quiet = labels.Where(label => counts.TrueForAll(count => count.Name != label.Key))
            .Select(label => new JobCount(label.Key, label.Value, 0, 0, 0));
        return [.. counts.Concat(quiet).OrderBy(count => count.Label, StringComparer.Create(DutchTime.Culture, ignoreCase: true))];
    }

    /// <summary>Long work that runs now, on any host; what a host was at when it died does not.</summary>
    public async Task<IReadOnlyList<JobLine>> RunningAsync(CancellationToken stop) => await session.ListAsync(
        $"""
        select id, kind, attempts, started_at, done, total, null from platform.jobs
        where started_at is not null and {JobStore.Runs} order by started_at
        """,
        [], LineOf, stop);

    /// <summary>What failed, the newest first.</summary>
    public async Task<IReadOnlyList<JobLine>> FailedAsync(int most, CancellationToken stop) => await session.ListAsync(
        """
        select id, kind, attempts, failed_at, done, total, last_error from platform.jobs
        where failed_at is not null order by failed_at desc, id desc limit $1
        """,
        [most], LineOf, stop);

    /// <summary>A job that failed; null: it has not, or is gone.</summary>
    public Task<JobLine?> FindFailedAsync(long id, CancellationToken stop) => session.FirstAsync(
        "select id, kind, attempts, failed_at, done, total, last_error from platform.jobs where id = $1 and failed_at is not null",
        [id], LineOf, stop);

    /// <summary>The work that returns, the next first.</summary>
    public async Task<IReadOnlyList<ScheduleLine>> SchedulesAsync(CancellationToken stop) => await session.ListAsync(
        "select name, last_at, next_at from platform.schedules where name = any ($1) order by next_at, name", [labels.Keys.ToArray()],
        row => new ScheduleLine(LabelOf(row.Text(0)), row.GetOrNull<DateTimeOffset>(1), row.Moment(2)), stop);

    /// <summary>How a job stands that was asked for with this key; null: it is done, or never was.</summary>
    public Task<JobLine?> FindAsync<TArgs>(string key, CancellationToken stop) => session.FirstAsync(
        """
        select id, kind, attempts, coalesce(failed_at, started_at, enqueued_at), done, total, last_error from platform.jobs
        where kind = $1 and key = $2 order by failed_at is not null limit 1
        """,
        [kinds.Of<TArgs>().Name, key], LineOf, stop);

    /// <summary>Lets failed jobs begin anew: this one, or with null all.</summary>
    /// <returns>How many that were.</returns>
    public Task<int> RetryAsync(long? id, CancellationToken stop) => RetryAsync(id, null, stop);

    /// <summary>Lets all failed jobs of a kind begin anew.</summary>
    /// <returns>How many that were.</returns>
    public Task<int> RetryAsync<TArgs>(CancellationToken stop) => RetryAsync(null, kinds.Of<TArgs>().Name, stop);

    /// <summary>Takes a failed job off the board: it will not be done.</summary>
    public Task<int> RemoveAsync(long id, CancellationToken stop) =>
        session.ExecuteAsync("delete from platform.jobs where id = $1 and failed_at is not null", [id], stop);

    private Task<int> RetryAsync(long? id, string? kind, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            // The same work may have been asked for again since: then that one does it.
            await session.ExecuteAsync(
                """
                delete from platform.jobs failed where failed_at is not null and key is not null
                and ($1::bigint is null or id = $1) and ($2::text is null or kind = $2) and exists (
                    select 1 from platform.jobs other where other.kind = failed.kind and other.key = failed.key and other.id <> failed.id
                    and (other.failed_at is null or other.id > failed.id))
                """,
                [id, kind], stop);
            var count = await session.ExecuteAsync(
                """
                update platform.jobs set failed_at = null, attempts = 0, run_at = $3, started_at = null
                where failed_at is not null and ($1::bigint is null or id = $1) and ($2::text is null or kind = $2)
                """,
                [id, kind, clock.GetUtcNow()], stop);
            await session.NotifyAsync(JobQueue.Channel, "", stop);
            return count;
        },
        stop);

    private string LabelOf(string kind) => labels.GetValueOrDefault(kind, kind);

    private JobLine LineOf(Row row) => new(
        row.Get<long>(0), LabelOf(row.Text(1)), row.Number(2), row.Moment(3), row.GetOrNull<int>(4), row.GetOrNull<int>(5),
        row.TextOrNull(6));
}
