using System.Text.Json.Nodes;

namespace Portal.Content.Editing;

/// <summary>What the checks say of a document as it is being written, each beside the block or field it is about.</summary>
internal sealed class DraftFindings
{
    /// <summary>What they say.</summary>
    public IReadOnlyList<ShownFinding> Of(OpenDocument open) => [];
}

/// <summary>Something the checks say.</summary>
/// <param name="Stops">True when it must be mended before readers see it; false for advice.</param>
/// <param name="Field">Name of the field it is about, or null.</param>
/// <param name="Block">Number of the block it is about (0-based), or null.</param>
/// <param name="Line">Line of the text (from 1), or null.</param>
/// <param name="Message">What and why, Dutch.</param>
internal sealed record ShownFinding(bool Stops, string? Field, int? Block, int? Line, string Message)
{
    /// <summary>As the browser's editor reads it.</summary>
    public JsonObject Json => new()
    {
        ["level"] = Stops ? "stop" : "advice",
        ["key"] = Field,
        ["block"] = Block,
        ["line"] = Line,
        ["message"] = Message,
    };
}
