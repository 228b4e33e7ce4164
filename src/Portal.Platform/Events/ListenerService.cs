using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform.Data;
using Portal.Platform.Health;

namespace Portal.Platform.Events;

/// <summary>
/// Listens on one connection for all <see cref="IListener"/>s, and knows how old what they hold may be. It listens before the rooms load
/// what they follow, so that is not older than what they hear.
/// </summary>
internal sealed class ListenerService : BackgroundService, IReadinessCheck
{
    // A host that is behind while the database answers is worse than the others, and a balancer must know; for a moment after an outage
    // all hosts are.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    // A new try is cheap, and until one succeeds this host does not know what others publish.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Database database;
    private readonly DatabaseOutage outage;
    private readonly TimeProvider clock;
    private readonly IServiceProvider services;
    private readonly ILogger<ListenerService> log;
    private readonly bool isInHost;
    private readonly List<Follower> followers;
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private DateTimeOffset? deafSince;

    public ListenerService(
        Database database, DatabaseOutage outage, IEnumerable<IListener> listeners, TimeProvider clock, IServiceProvider services,
        ILogger<ListenerService> log)
    {
        (this.database, this.outage, this.clock, this.services, this.log) = (database, outage, clock, services, log);
        isInHost = services.GetService<IHostApplicationLifetime>() is not null;
        followers = [.. listeners.Select(listener => new Follower(listener, clock, log))];
        deafSince = clock.GetUtcNow();
    }

    /// <inheritdoc/>
    public string Name => "changes";

    /// <summary>Done when it has tried to listen: what is loaded from now on is not older than what is heard.</summary>
    internal Task Begun => begun.Task;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        if (!isInHost) await Begun.WaitAsync(cancellationToken); // nobody else says when the database is there
    }

    /// <inheritdoc/>
    public Task<ReadinessState> AskAsync(CancellationToken stop)
    {
        if (followers.Count == 0) return Task.FromResult(ReadinessState.Ready);
        DateTimeOffset? deaf;
        lock (gate) deaf = deafSince;
        if (followers.Select(follower => follower.BehindSince).Append(deaf).Min() is not { } behind)
            return Task.FromResult(ReadinessState.Ready);
        // While the database is away all hosts are behind alike: what counts is how long it has been there again.
        var ours = outage.LastNoticedAt is { } away && away > behind ? away : behind;
        var verdict = clock.GetUtcNow() - ours > Grace ? Readiness.NotReady : Readiness.Degraded;
        return Task.FromResult(new ReadinessState(verdict, behind));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (followers.Count > 0)
        {
            if (isInHost) await database.Started.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(followers.Select(follower => follower.FollowAsync(stoppingToken)).Append(ListenAsync(stoppingToken)));
        }
        begun.TrySetResult();
    }

    private Task ListenAsync(CancellationToken stop) => Supervision.RunAsync(
        "Listening to the database",
        async stop =>
        {
            try
            {
                await using var connection = await ConnectAsync(stop);
                IsListening();
                while (true) await connection.WaitAsync(stop);
            }
            finally
            {
                lock (gate) deafSince ??= clock.GetUtcNow();
                begun.TrySetResult();
            }
        },
        log,
        stop,
        LongestPause);

    private void IsListening()
    {
        lock (gate) deafSince = null;
        outage.IsOver();
        if (begun.TrySetResult()) return;
        services.GetRequiredService<NpgsqlDataSource>().Clear(); // what is left of the server before fails at its first use
        log.LogInformation("Listening again");
        foreach (var follower in followers) follower.Tell(null); // what was said meanwhile nobody heard
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken stop)
    {
        // Not of the pool, and asked for a sign of life now and then: a connection that only waits would not notice a dead server.
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, KeepAlive = 15 };
        var opened = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await opened.OpenAsync(stop);
            opened.Notification += (_, said) =>
            {
                foreach (var follower in followers.Where(follower => follower.Channel == said.Channel)) follower.Tell(said.Payload);
            };
            foreach (var channel in followers.Select(follower => follower.Channel).Distinct())
            {
                await using var listen = new NpgsqlCommand($"listen {channel}", opened);
                await listen.ExecuteNonQueryAsync(stop);
            }
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }
}
