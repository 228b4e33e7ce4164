namespace Portal.UmbracoBridge.Import;

/// <summary>A package is not taken in: why, in Dutch sentences that each name what they are about. Nothing was stored.</summary>
internal sealed class ImportRefused(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>Why with one reason.</summary>
    public ImportRefused(string problem) : this([problem]) { }

    /// <summary>The reasons.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
