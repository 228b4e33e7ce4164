using System.Text.Json;
using Portal.Platform.Data;

namespace Portal.Platform.Jobs;

/// <summary>How a job waits.</summary>
public sealed record JobOptions
{
    /// <summary>What it goes before.</summary>
    public JobLane Lane { get; init; } = JobLane.Bulk;

    /// <summary>Not before this moment; null: as soon as can be.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>
    /// A second job of the kind with the same key is not added while the first is not done. A job that runs may have looked already: a key
    /// names the state the work is about (a hash, a version), or work for which that does not matter.
    /// </summary>
    public string? Key { get; init; }
}

/// <summary>Where work for later is asked for.</summary>
public sealed class JobQueue
{
    private readonly DbSession session;
    private readonly JobKinds kinds;
    private readonly TimeProvider clock;

    internal JobQueue(DbSession session, JobKinds kinds, TimeProvider clock) =>
        (this.session, this.kinds, this.clock) = (session, kinds, clock);

    /// <summary>Told when there is work; says of which kind.</summary>
    internal const string Channel = "jobs_waiting";

    /// <summary>Adds a job in the caller's transaction: it is done when that commits, and never when it does not.</summary>
    public Task EnqueueAsync<TArgs>(TArgs args, JobOptions options, CancellationToken stop) =>
        EnqueueAsync(kinds.Of<TArgs>(), JsonSerializer.Serialize(args, JobKinds.Json), options, stop);

    /// <summary>Adds a job that nobody waits for, as soon as can be.</summary>
    public Task EnqueueAsync<TArgs>(TArgs args, CancellationToken stop) => EnqueueAsync(args, new JobOptions(), stop);

    /// <summary>Adds many jobs of one kind in the caller's transaction, in their order, by one statement.</summary>
    internal Task EnqueueAllAsync<TArgs>(IReadOnlyList<(TArgs Args, JobOptions Options)> all, CancellationToken stop) => AddAsync(
        kinds.Of<TArgs>(), [.. all.Select(one => (JsonSerializer.Serialize(one.Args, JobKinds.Json), one.Options))], stop);

    internal Task EnqueueAsync(JobKind kind, string args, JobOptions options, CancellationToken stop) =>
        AddAsync(kind, [(args, options)], stop);

    private async Task AddAsync(JobKind kind, IReadOnlyList<(string Args, JobOptions Options)> all, CancellationToken stop)
    {
        if (all.Count == 0) return;
        var now = clock.GetUtcNow();
        await session.ExecuteAsync(
            """
            with added as (
                insert into platform.jobs (kind, lane, args, key, run_at, enqueued_at)
                select $1, lane, args::jsonb, key, run_at, $6
                from unnest($2::smallint[], $3::text[], $4::text[], $5::timestamptz[]) as job (lane, args, key, run_at)
                on conflict (kind, key) where failed_at is null do nothing returning 1)
            select pg_notify($7, $1) from added limit 1
            """,
            [
                kind.Name, all.Select(job => (short)job.Options.Lane).ToArray(), all.Select(job => job.Args).ToArray(),
                all.Select(job => job.Options.Key).ToArray(), all.Select(job => job.Options.RunAt ?? now).ToArray(), now, Channel,
            ],
            stop);
    }
}
