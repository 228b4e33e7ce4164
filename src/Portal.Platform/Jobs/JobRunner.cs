using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform.Data;

namespace Portal.Platform.Jobs;

/// <summary>Takes jobs of a kind, runs them, and writes down what became of them.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, Database database, TimeProvider clock, ILogger<JobRunner> log)
{
    private const int AtATime = 64;

    /// <summary>Runs what is due, some at most; false when nothing was.</summary>
    /// <exception cref="JobUnavailable">What the kind needs is away.</exception>
    public Task<bool> RunSomeAsync(JobKind kind, JobLane upTo, CancellationToken stop) =>
        kind.Rules.Mode == JobMode.Detached ? RunDetachedAsync(kind, upTo, stop) : RunInTransactionAsync(kind, upTo, stop);

    private async Task<bool> RunInTransactionAsync(JobKind kind, JobLane upTo, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        var store = new JobStore(session);
        IReadOnlyList<TakenJob> hanging = [];
        try
        {
            return await session.InTransactionAsync(
                async () =>
                {
                    var most = kind.Rules.Mode == JobMode.Alone ? kind.Rules.Together : AtATime;
                    var jobs = await store.TakeAsync(kind.Name, upTo, most, clock.GetUtcNow(), stop);
                    var done = new List<long>(jobs.Count);
                    foreach (var group in jobs.Chunk(kind.Rules.Together))
                    {
                        var runs = group.Select(job => (Job: job, Run: RunOf(kind, job))).ToList();
                        var thrown = await TryAsync(session, kind, runs, () => hanging = group, stop);
                        foreach (var (job, run) in runs)
                        {
                            var problem = thrown is null ? run.Problem : Say(kind, job.Id, run, thrown);
                            if (problem is not null) await FailAsync(store, kind, job.Id, job.Attempts + 1, run, problem);
                            else if (!run.IsLeft) done.Add(job.Id);
                        }
                    }
                    if (done.Count > 0) await store.DoneAsync(done, CancellationToken.None);
                    return jobs.Count > 0;
                },
                CancellationToken.None);
        }
        catch (Exception) when (hanging.Count > 0)
        {
            // Its connection was cut, so whatever else was said on it is not news.
            foreach (var job in hanging) await WriteOffAsync(kind, job);
            return true;
        }
    }

    // What was thrown, and took back what was written; null when nothing was.
    private async Task<Exception?> TryAsync(
        DbSession session, JobKind kind, List<(TakenJob Job, JobRun Run)> runs, Action hangs, CancellationToken stop)
    {
        try
        {
            await session.InSavepointAsync(
                async () =>
                {
                    await using var inner = scopes.CreateAsyncScope();
                    inner.ServiceProvider.GetRequiredService<DbSession>().JoinIn(session);
                    try
                    {
                        var work = runs.Select(one => (one.Job.Args, one.Run)).ToArray();
                        await InPatienceAsync(kind, patience => kind.RunAsync(inner.ServiceProvider, work, patience), stop);
                    }
                    catch (HangingJob)
                    {
                        hangs();
                        await CutOffAsync(session);
                        throw;
                    }
                    return true;
                },
                CancellationToken.None);
            return null;
        }
        catch (Exception e) when (IsItsOwn(e, stop))
        {
            return e;
        }
    }

    private async Task<bool> RunDetachedAsync(JobKind kind, JobLane upTo, CancellationToken stop)
    {
        // Kept while the work runs, for the lock is this connection's; so not of the pool, where the work needs one itself.
        await using var session = Apart();
        var store = new JobStore(session);
        await session.OpenAsync(stop);
        if (await store.StartAsync(kind.Name, upTo, clock.GetUtcNow(), stop) is not { } job) return false;

        var run = new JobRun(job.Attempts, kind.Rules.Attempts, (done, total, stop) => ReportAsync(job.Id, done, total, stop));
        try
        {
            if (job.Attempts > kind.Rules.Attempts) run.GiveUp("It ended the host that ran it.");
            else await WorkAsync(kind, job, run, stop);
            if (run.Problem is null) await store.DoneAsync([job.Id], CancellationToken.None);
            else await FailAsync(store, kind, job.Id, job.Attempts, run, run.Problem);
        }
        catch (Exception e) when (IsItsOwn(e, stop))
        {
            await FailAsync(store, kind, job.Id, job.Attempts, run, Say(kind, job.Id, run, e));
        }
        catch
        {
            await PutBackAsync(store, job, stop);
            throw;
        }
        finally
        {
            await store.UnlockAsync(job.Id);
        }
        return true;
    }

    // Where the database went away its session did too: then by another one, when it is back. Else each outage would count as an attempt.
    private async Task PutBackAsync(JobStore store, TakenJob job, CancellationToken stop)
    {
        try
        {
            await store.PutBackAsync(job);
        }
        catch (Exception e) when (DatabaseOutage.IsBehind(e))
        {
            await Supervision.UntilDoneAsync(
                $"Putting job {job.Id} back",
                async _ =>
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await new JobStore(scope.ServiceProvider.GetRequiredService<DbSession>()).PutBackAsync(job);
                },
                log, stop);
        }
    }

    private async Task WorkAsync(JobKind kind, TakenJob job, JobRun run, CancellationToken stop)
    {
        await using var inner = scopes.CreateAsyncScope();
        // One statement may be most of the work, and on a slow machine it is slow; the job's own patience ends it.
        inner.ServiceProvider.GetRequiredService<DbSession>().WaitsForAsLongAsItTakes = true;
        try
        {
            await InPatienceAsync(kind, patience => kind.RunAsync(inner.ServiceProvider, [(job.Args, run)], patience), stop);
        }
        catch (HangingJob e)
        {
            throw new TimeoutException(e.Message, e); // its scope's connection is given up with it
        }
    }

    private async Task InPatienceAsync(JobKind kind, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var timer = clock.CreateTimer(_ => patience.Cancel(), null, kind.Rules.Patience, Timeout.InfiniteTimeSpan);
        var running = work(patience.Token);
        try
        {
            await running.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !running.IsCompleted)
        {
            // It was asked to end; whoever does not listen is left behind.
            await Task.WhenAny(running, Task.Delay(kind.Rules.Grace, CancellationToken.None));
            if (!running.IsCompleted) stop.ThrowIfCancellationRequested();
            if (!running.IsCompleted) throw new HangingJob($"It did not end when it was asked to, after {kind.Rules.Patience}.");
            await running;
        }
    }

    // The job may hold the connection and will not let go: the server ends it, and with it the lock on the job.
    private async Task CutOffAsync(DbSession session)
    {
        await using var other = Apart();
        await other.ExecuteAsync("select pg_terminate_backend($1, 5000)", [session.Connection.ProcessID], CancellationToken.None);
    }

    private async Task WriteOffAsync(JobKind kind, TakenJob job)
    {
        await using var scope = scopes.CreateAsyncScope();
        var run = RunOf(kind, job);
        log.LogError("Job {Job} ({Kind}) hangs at attempt {Attempt} and was cut off", job.Id, kind.Name, run.Attempt);
        await FailAsync(new JobStore(scope.ServiceProvider.GetRequiredService<DbSession>()), kind, job.Id, run.Attempt, run, "It hung.");
    }

    // Whether a short job has come far is of no use to anybody.
    private static JobRun RunOf(JobKind kind, TakenJob job) => new(job.Attempts + 1, kind.Rules.Attempts, (_, _, _) => Task.CompletedTask);

    private Task FailAsync(JobStore store, JobKind kind, long id, int attempt, JobRun run, string problem)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? again = run.HasGivenUp || attempt > kind.Rules.Pauses.Count ? null : now + kind.Rules.Pauses[attempt - 1];
        return store.FailedAsync(id, attempt, problem, again, now, CancellationToken.None);
    }

    private string Say(JobKind kind, long id, JobRun run, Exception e)
    {
        if (e is UnreadableArguments) run.GiveUp(e.Message);
        if (run.IsLast || run.HasGivenUp)
            log.LogError(e, "Job {Job} ({Kind}) has failed after {Attempts} attempts", id, kind.Name, run.Attempt);
        else log.LogWarning(e, "Job {Job} ({Kind}) failed at attempt {Attempt} and is tried again", id, kind.Name, run.Attempt);
        return run.HasGivenUp ? run.Problem! : $"{e.GetType().Name}: {e.Message.AtMost(300)}";
    }

    // Not the job's doing: the host stops, the database is away, what the kind needs is away, it hangs.
    private static bool IsItsOwn(Exception e, CancellationToken stop) =>
        e is not (JobUnavailable or HangingJob) && !(e is OperationCanceledException && stop.IsCancellationRequested)
        && !DatabaseOutage.IsBehind(e);

    // On a connection of its own: the work's is inside its transactions, and with the one of the lock work that hangs could meddle.
    private async Task ReportAsync(long id, int done, int total, CancellationToken stop)
    {
        await using var session = Apart();
        await session.ExecuteAsync("update platform.jobs set done = $2, total = $3 where id = $1", [id, done, total], stop);
    }

    private DbSession Apart() => new(database.Apart, database);

    private sealed class HangingJob(string message) : Exception(message);
}
