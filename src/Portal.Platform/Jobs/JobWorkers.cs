using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Platform.Jobs;

/// <summary>
/// Does the jobs of this host: a few loops for each kind, so that no kind waits for another, and one that looks when the next work is due.
/// Woken by whoever adds a job, on any host; looks each minute all the same.
/// </summary>
internal sealed class JobWorkers(
    JobKinds kinds, JobRunner runner, IServiceScopeFactory scopes, IServiceProvider services, IOptions<JobsOptions> options,
    TimeProvider clock,
    ILogger<JobWorkers> log) : BackgroundService, IListener
{
    private static readonly TimeSpan LookAtLeastEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Pulse> pulses = new(
        kinds.All.Select(kind => KeyValuePair.Create(kind.Name, new Pulse())));
    private readonly Pulse look = new();
    private bool schedulesAreKnown;

    public string Channel => JobQueue.Channel;

    public Task OnNotifiedAsync(string? payload, CancellationToken stop)
    {
        if (payload is not null && pulses.TryGetValue(payload, out var pulse)) pulse.Beat();
        look.Beat(); // it may be for later, or something may have been missed
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Run) return;
        await StartedAsync(stoppingToken);
        var loops = new List<Task> { Supervision.RunAsync("Looking for jobs", LookAsync, log, stoppingToken) };
        foreach (var kind in kinds.All)
        {
            for (var i = 0; i < kind.Rules.AtOnce; i++) loops.Add(WorkAsync(kind, JobLane.Bulk, stoppingToken));
            if (kind.Rules.KeepOneFree) loops.Add(WorkAsync(kind, JobLane.Soon, stoppingToken));
        }
        await Task.WhenAll(loops);
    }

    private Task WorkAsync(JobKind kind, JobLane upTo, CancellationToken stop) => Supervision.RunAsync(
        $"Doing jobs of {kind.Name}",
        async stop =>
        {
            var next = pulses[kind.Name].Next; // before looking: what comes meanwhile is not missed
            try
            {
                if (!await runner.RunSomeAsync(kind, upTo, stop)) await next.WaitAsync(stop);
            }
            catch (JobUnavailable e)
            {
                log.LogWarning("{Kind} rests for {Pause} s: {Reason}", kind.Name, e.Pause.TotalSeconds, e.Message);
                await Task.Delay(e.Pause, clock, stop);
            }
        },
        log,
        stop);

    private async Task LookAsync(CancellationToken stop)
    {
        var beat = look.Next;
        await using var scope = scopes.CreateAsyncScope();
        var scheduler = scope.ServiceProvider.GetRequiredService<Scheduler>();
        if (!schedulesAreKnown) await scheduler.KnowAsync(stop);
        schedulesAreKnown = true;
        var recurring = await scheduler.EnqueueDueAsync(stop);
        var now = clock.GetUtcNow();
        var (due, next) = await new JobStore(scope.ServiceProvider.GetRequiredService<DbSession>()).LookAsync(now, stop);
        await scope.DisposeAsync();
        foreach (var kind in due)
            if (pulses.TryGetValue(kind, out var pulse)) pulse.Beat();

        var wait = new[] { next, recurring }.Min() - now ?? LookAtLeastEvery;
        wait = TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LookAtLeastEvery.Ticks));
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(Task.Delay(wait, clock, rest.Token), beat.WaitAsync(rest.Token));
        await rest.CancelAsync();
    }

    // The rooms are ready when the host has started; a collection of services without a host begins at once.
    private async Task StartedAsync(CancellationToken stop)
    {
        if (services.GetService<IHostApplicationLifetime>() is not { } lifetime) return;
        using var started = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stop);
        await Task.Delay(Timeout.Infinite, started.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Wakes everything that waits for its next beat.</summary>
    private sealed class Pulse
    {
        private TaskCompletionSource next = New();

        public Task Next => Volatile.Read(ref next).Task;

        public void Beat() => Interlocked.Exchange(ref next, New()).SetResult();

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
