namespace Portal.Platform.Health;

/// <summary>
/// Figures for whoever watches the portal; <c>/readyz</c> shows them all. They never make a host unready, and tell nothing of anybody.
/// </summary>
internal interface IHealthFigures
{
    /// <summary>What they are about, one word.</summary>
    string Name { get; }

    /// <summary>Reads them; called only when the host is ready.</summary>
    Task<IReadOnlyDictionary<string, long>> ReadAsync(CancellationToken stop);
}
