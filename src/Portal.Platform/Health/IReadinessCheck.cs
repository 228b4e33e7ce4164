namespace Portal.Platform.Health;

/// <summary>Something that must be done before the portal can answer visitors; <c>/readyz</c> asks them all.</summary>
public interface IReadinessCheck
{
    /// <summary>What it is about, one word.</summary>
    string Name { get; }

    /// <summary>True when it is done.</summary>
    Task<bool> IsReadyAsync(CancellationToken stop);
}
