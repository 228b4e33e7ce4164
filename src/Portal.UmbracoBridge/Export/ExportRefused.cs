namespace Portal.UmbracoBridge.Export;

/// <summary>The export would not come through at the other side: what is wrong, in Dutch sentences that each name a document.</summary>
internal sealed class ExportRefused(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
