using System.Threading.RateLimiting;

namespace Portal.Members.SignIn;

/// <summary>
/// Hashing a password costs a tenth of a second of a core, on purpose: half of the cores do it at most, so that whoever only reads
/// notices nothing of whoever guesses. The others wait for their turn.
/// </summary>
internal sealed class HashingTurns : IDisposable
{
    /// <summary>How many passwords are hashed at once on this host.</summary>
    public static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly ConcurrencyLimiter turns = new(
        new() { PermitLimit = AtOnce, QueueLimit = 300, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Waits for a turn, which ends by being disposed of. Not acquired: too many wait already; the caller answers 429.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken stop) => turns.AcquireAsync(1, stop);

    public void Dispose() => turns.Dispose();
}
