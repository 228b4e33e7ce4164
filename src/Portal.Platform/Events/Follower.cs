using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Portal.Platform.Events;

/// <summary>
/// One listener with what it still has to hear: in order, beside all others, and each thing until it has succeeded. A slow or failing one
/// keeps nobody else from hearing, nor the connection from noticing that the server is gone.
/// </summary>
internal sealed class Follower(IListener listener, TimeProvider clock, ILogger log)
{
    private readonly Channel<string?> heard = System.Threading.Channels.Channel.CreateUnbounded<string?>(new() { SingleReader = true });
    private readonly Lock gate = new();
    private DateTimeOffset? behindSince;

    /// <summary>The channel it listens on.</summary>
    public string Channel => listener.Channel;

    /// <summary>Since when it has failed to take in what was said; null: it has not.</summary>
    public DateTimeOffset? BehindSince
    {
        get
        {
            lock (gate) return behindSince;
        }
    }

    /// <summary>Something was said, or with null may have been missed.</summary>
    public void Tell(string? payload) => heard.Writer.TryWrite(payload);

    /// <summary>Takes in what it is told, until it is stopped.</summary>
    public Task FollowAsync(CancellationToken stop) => Supervision.RunAsync(
        $"{listener.GetType().Name} on channel {listener.Channel}",
        async stop =>
        {
            // The end of the round before may have been a failure: whatever that was about is in the whole.
            var payload = BehindSince is null ? await heard.Reader.ReadAsync(stop) : null;
            try
            {
                await listener.OnNotifiedAsync(payload, stop);
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                lock (gate) behindSince ??= clock.GetUtcNow();
                throw;
            }
            lock (gate) behindSince = null;
        },
        log,
        stop);
}
