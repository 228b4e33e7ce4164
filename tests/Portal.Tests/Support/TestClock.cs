namespace Portal.Tests.Support;

/// <summary>A clock that goes on by itself from a moment one can set; its timers are those of the machine.</summary>
public sealed class TestClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    /// <summary>Makes it this moment.</summary>
    public void Set(DateTimeOffset now) => ahead = now - System.GetUtcNow();

    /// <summary>Makes it later.</summary>
    public void Advance(TimeSpan by) => ahead += by;
}
