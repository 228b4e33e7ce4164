namespace Portal.Learning.FirstLook;

/// <summary>A clock that stands where it was set: what is done by it was done then.</summary>
internal sealed class PastClock : TimeProvider
{
    /// <summary>The moment it shows.</summary>
    public DateTimeOffset Now { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;
}
