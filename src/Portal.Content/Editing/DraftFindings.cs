using System.Text.Json.Nodes;
using Portal.Content.Checks;
using Portal.Content.Checks.Advice;
using Portal.Content.Markdown.Editing;
using Portal.Content.Publishing;

namespace Portal.Content.Editing;

/// <summary>What the checks say of a document as it is being written, each beside the block or field it is about.</summary>
internal sealed class DraftFindings(DraftCheck check, NeighbourReader neighbours)
{
    /// <summary>What they say: of the fields first, then in the order of the text.</summary>
    public async Task<IReadOnlyList<ShownFinding>> OfAsync(OpenDocument open, CancellationToken stop) =>
        Of(open, await neighbours.ReadAsync(stop));

    /// <inheritdoc cref="OfAsync"/>
    /// <param name="open">The document.</param>
    /// <param name="around">What stands around it, read once by who asks of several.</param>
    public IReadOnlyList<ShownFinding> Of(OpenDocument open, INeighbours around)
    {
        var document = open.Document;
        var text = new DraftText(
            open.Id, open.Type.Name, document.Slug, open.ParentRef, document.Path, document.Sample, open.Text.FrontSource, open.Text.Body);
        var starts = StartsOf(open.Text.Body);
        return [.. check.Check(text, around).Select(finding => Shown(open, finding, starts))];
    }

    /// <summary>How easily the summary and the text read, in a sentence that says what it is worth; empty when both are short.</summary>
    public string ReadingOf(OpenDocument open)
    {
        var summary = Readability.Of(open.Text.FrontMatter["summary"]?.ToString() ?? "");
        var measured = new[] { ("De samenvatting", summary), ("De tekst", check.Measure(open.Text.Body)) }
            .Where(part => part.Item2.Score is not null).Select(part => $"{part.Item1} {part.Item2.Label} ({part.Item2.Score}).").ToList();
        return measured.Count == 0 ? ""
            : $"{string.Join(' ', measured)} Gemeten naar de lengte van woorden en zinnen, van 0 tot 100: een hulp, geen oordeel.";
    }

    private static ShownFinding Shown(OpenDocument open, Finding finding, List<int> starts)
    {
        var stops = finding.Level == FindingLevel.Stop;
        return finding.Key is { } key
            ? new(stops, key.Length > 0 ? "p." + key : null, null, null, Words(open, finding, key))
            : new(stops, null, BlockAt(finding.Line ?? 1, starts), finding.Line, finding.Message);
    }

    // Who writes in a form knows fields by their names and not by their keys; of an empty one there is no more to say.
    private static string Words(OpenDocument open, Finding finding, string key) =>
        finding.Level == FindingLevel.Stop && !open.Text.FrontMatter.ContainsKey(key)
            && open.Type.Properties.FirstOrDefault(property => property.Key == key) is { } empty
            ? $"‘{empty.Info.Label}’ is nog leeg. {(empty.Info.Help.Length > 0 ? empty.Info.Help : "Vul het in.")}"
            : finding.Message;

    private static int? BlockAt(int line, List<int> starts) =>
        starts.FindLastIndex(start => start <= line) is var block and >= 0 ? block : null;

    // The first line of each block, from 1.
    private static List<int> StartsOf(string body)
    {
        var text = BlockText.Of(body);
        var (starts, line) = (new List<int>(), 1 + LinesIn(text.Head));
        foreach (var block in text.Blocks)
        {
            starts.Add(line);
            line += LinesIn(block.Lines) + LinesIn(block.Tail);
        }
        return starts;
    }

    private static int LinesIn(string text) => text.AsSpan().Count('\n');
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
