using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Health;

namespace Portal.Platform.Starting;

/// <summary>
/// What comes before the first visitor: the database, the ear on what other hosts publish, and what the rooms do
/// (<see cref="IStartupTask"/>).
/// The web server listens already, so that <c>/healthz</c> answers however long a first import takes; all else is asked to come back.
/// </summary>
internal sealed class HostStart(IServiceProvider services, ILogger<HostStart> log) : IHostedLifecycleService, IReadinessCheck
{
    // Services without a host around them do not start: whoever made them calls what they need.
    private volatile bool isDone = services.GetService<IHostApplicationLifetime>() is null;

    /// <summary>True from the moment the host can serve visitors.</summary>
    public bool IsDone => isDone;

    /// <inheritdoc/>
    public string Name => "start";

    /// <inheritdoc/>
    public Task<ReadinessState> AskAsync(CancellationToken stop) =>
        Task.FromResult(IsDone ? ReadinessState.Ready : ReadinessState.NotReady);

    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await services.GetRequiredService<Database>().StartAsync(cancellationToken);
        await services.GetRequiredService<ListenerService>().Begun.WaitAsync(cancellationToken);
        foreach (var task in services.GetServices<IStartupTask>().OrderBy(task => task.ComesLast))
            await RunAsync(task, cancellationToken);
        isDone = true;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A database that goes away now comes back, as at any other moment. Anything else ends the start.
    private async Task RunAsync(IStartupTask task, CancellationToken stop)
    {
        ExceptionDispatchInfo? end = null;
        await Supervision.UntilDoneAsync(
            task.GetType().Name,
            async stop =>
            {
                try
                {
                    await task.RunAsync(stop);
                }
                catch (Exception e) when (!DatabaseOutage.IsBehind(e) || StartupProblem.IsFullDisk(e))
                {
                    end = ExceptionDispatchInfo.Capture(e);
                }
            },
            log, stop);
        end?.Throw();
    }
}
