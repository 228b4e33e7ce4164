using System.Collections.Concurrent;
using Portal.Platform.Jobs;

namespace Portal.Platform.Mail;

/// <summary>
/// The connections with the server. They are kept for the next mail and closed when there is none. Mail for many has at most so many as
/// the settings say; mail that a person waits for always finds one more.
/// </summary>
internal sealed class SmtpPool : IAsyncDisposable
{
    // Shorter than servers wait for us: who closes first has no surprises.
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(20);

    private readonly ConcurrentStack<SmtpConnection> kept = new();
    private readonly SemaphoreSlim bulk;
    private readonly SemaphoreSlim all;
    private readonly TimeProvider clock;
    private readonly ITimer rest;

    public SmtpPool(int connections, TimeProvider clock)
    {
        (bulk, all, this.clock) = (new SemaphoreSlim(connections), new SemaphoreSlim(connections + 1), clock);
        rest = clock.CreateTimer(_ => _ = CloseIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for a place; give it back by disposing of it.</summary>
    public async Task<IDisposable> EnterAsync(JobLane lane, CancellationToken stop)
    {
        if (lane == JobLane.Bulk) await bulk.WaitAsync(stop);
        try
        {
            await all.WaitAsync(stop);
        }
        catch when (lane == JobLane.Bulk)
        {
            bulk.Release();
            throw;
        }
        return new Place(() =>
        {
            all.Release();
            if (lane == JobLane.Bulk) bulk.Release();
        });
    }

    /// <summary>A connection that a mail went over, that signs with this key and that is still there; null: make one.</summary>
    public SmtpConnection? TakeKept(SigningKey? key)
    {
        while (kept.TryPop(out var connection))
        {
            // Of before another key began to sign: it would go on with the old one for as long as mail goes over it.
            if (connection.IsAlive && connection.Key == key) return connection;
            connection.Dispose();
        }
        return null;
    }

    /// <summary>Keeps a connection for the next mail.</summary>
    public void Return(SmtpConnection connection)
    {
        if (!connection.IsAlive)
        {
            connection.Dispose();
            return;
        }
        connection.UsedAt = clock.GetUtcNow();
        kept.Push(connection);
        rest.Change(Keep, Keep);
    }

    public async ValueTask DisposeAsync()
    {
        await rest.DisposeAsync();
        await CloseAsync(TakeAll());
    }

    private async Task CloseIdleAsync()
    {
        var taken = TakeAll();
        var idle = taken.FindAll(connection => connection.UsedAt + Keep <= clock.GetUtcNow());
        foreach (var connection in Enumerable.Reverse(taken.Except(idle))) kept.Push(connection);
        if (kept.IsEmpty) rest.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await CloseAsync(idle);
    }

    private List<SmtpConnection> TakeAll()
    {
        var taken = new SmtpConnection[1000];
        return [.. taken.Take(kept.TryPopRange(taken))];
    }

    private static Task CloseAsync(List<SmtpConnection> connections) =>
        Task.WhenAll(connections.Select(connection => connection.CloseAsync()));

    private sealed class Place(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
