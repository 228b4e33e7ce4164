namespace Portal.Platform.Health;

/// <summary>Something that the portal needs to answer visitors; <c>/readyz</c> asks them all.</summary>
public interface IReadinessCheck
{
    /// <summary>What it is about, one word.</summary>
    string Name { get; }

    /// <summary>How it stands with it. May not throw: whoever cannot tell says so.</summary>
    Task<ReadinessState> AskAsync(CancellationToken stop);
}

/// <summary>What a balancer must know of a host.</summary>
public enum Readiness
{
    /// <summary>All is well.</summary>
    Ready,

    /// <summary>
    /// It serves, with less, for a reason that other hosts have too: pages come from memory while the database is away. Taking every host
    /// out would leave visitors with nothing.
    /// </summary>
    Degraded,

    /// <summary>Visitors are better off with another host.</summary>
    NotReady,
}

/// <summary>How it stands with something that the portal needs.</summary>
/// <param name="Verdict">What a balancer must know.</param>
/// <param name="BehindSince">Since when what it holds in memory may be older than the database; null: it is not, or holds nothing.</param>
public sealed record ReadinessState(Readiness Verdict, DateTimeOffset? BehindSince = null)
{
    /// <summary>All is well.</summary>
    public static ReadinessState Ready { get; } = new(Readiness.Ready);

    /// <summary>Visitors are better off with another host.</summary>
    public static ReadinessState NotReady { get; } = new(Readiness.NotReady);
}
