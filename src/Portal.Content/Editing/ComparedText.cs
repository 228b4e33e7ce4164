using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Content.Versions;

namespace Portal.Content.Editing;

/// <summary>What a document says, as lines to compare: as a reader reads it, or in its source.</summary>
internal static class ComparedText
{
    private static readonly RenderContext Plain = new() { Document = _ => null, Media = _ => null, Glossary = Glossary.Of([]) };

    /// <summary>What differs between two texts of a document.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="then">The text of before.</param>
    /// <param name="now">The text of after.</param>
    /// <param name="isSource">In their source; else as a reader reads them.</param>
    /// <param name="renderer">Makes text of Markdown.</param>
    public static IReadOnlyList<DiffLine> Differences(
        DocumentType type, DocumentText then, DocumentText now, bool isSource, MarkdownRenderer renderer) =>
        isSource ? TextDiff.Of(Source(then), Source(now)) : TextDiff.Of(Words(type, then, renderer), Words(type, now, renderer));

    private static string Source(DocumentText text) => $"---\n{text.FrontSource}---\n{text.Body}";

    // What a reader reads: the properties by their names, and the text without signs.
    private static string Words(DocumentType type, DocumentText text, MarkdownRenderer renderer)
    {
        var fields = type.Properties.Where(property => !property.Info.IsManaged && text.FrontMatter.ContainsKey(property.Key))
            .Select(property => $"{property.Info.Label}: {Value(text.FrontMatter[property.Key]!)}");
        var body = renderer.Render(text.Body, Plain).Sections.SelectMany(section => new[] { section.Heading ?? "", section.Text });
        return string.Join('\n', fields.Concat(body).Where(line => line.Length > 0));
    }

    /// <summary>The value of a property, for who reads.</summary>
    public static string Value(JsonNode value) => value switch
    {
        JsonArray list => string.Join("; ", list.Where(item => item is not null).Select(item => Value(item!))),
        JsonObject map => string.Join(", ", map.Where(pair => pair.Value is not null).Select(pair => Value(pair.Value!))),
        _ => value.ToString(),
    };
}

/// <summary>Lines of two texts, for <c>_Diff</c>.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="IsSource">Whether they are of the source.</param>
internal sealed record Differences(IReadOnlyList<DiffLine> Lines, bool IsSource);
