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

    internal Task EnqueueAsync(JobKind kind, string args, JobOptions options, CancellationToken stop) => session.ExecuteAsync(
        """
        with added as (
            insert into platform.jobs (kind, lane, args, key, run_at, enqueued_at) values ($1, $2, $3::jsonb, $4, $5, $6)
            on conflict (kind, key) where failed_at is null do nothing returning 1)
        select pg_notify($7, $1) from added
        """,
        [kind.Name, (short)options.Lane, args, options.Key, options.RunAt ?? clock.GetUtcNow(), clock.GetUtcNow(), Channel], stop);
}
