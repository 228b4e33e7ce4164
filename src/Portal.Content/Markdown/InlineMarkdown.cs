using Markdig;
using Markdig.Parsers;

namespace Portal.Content.Markdown;

/// <summary>
/// Short texts that stand outside the body's own Markdown, such as an option in a block of YAML: bold, italic and links, and
/// nothing else. "1. Eerst" is a text here and no list.
/// </summary>
public static class InlineMarkdown
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();
    private static readonly Dictionary<string, IMarkdownContainer> NoContainers = [];

    /// <summary>The text as HTML without a block around it. Never fails.</summary>
    public static RichText Render(string text, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        var cleaned = Unicode.Cleaned(text);
        if (TryParse(cleaned, out var body)) return new BodyWriter(body!, context).WriteInline().FinishInline();
        var plain = new BodyWriter(Parse(""), context);
        plain.Text(Unicode.WithDirectionClosed(cleaned));
        return plain.FinishInline();
    }

    /// <summary>What an author has to repair in it; lines are those of the text.</summary>
    public static IReadOnlyList<MarkdownIssue> Check(string text, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cleaned = Unicode.Cleaned(text);
        if (Limits.Exceeded(cleaned) is { } exceeded) return [exceeded];
        return TryParse(cleaned, out var body) ? new BodyChecker(body!, context).Check() : [Limits.TooDeep(line: 1)];
    }

    private static bool TryParse(string text, out ParsedBody? body)
    {
        body = null;
        if (Limits.Exceeded(text) is not null) return false;
        try
        {
            body = Parse(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static ParsedBody Parse(string text) => ParsedBody.Of(text, Pipeline, NoContainers);

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UsePreciseSourceLocation();
        builder.BlockParsers.Clear();
        builder.BlockParsers.Add(new ParagraphBlockParser { ParseSetextHeadings = false });
        return builder.Build();
    }
}

/// <summary>A short text, ready to show.</summary>
/// <param name="Html">Inline HTML: strong, em and links.</param>
/// <param name="Plain">The words alone.</param>
public sealed record RichText(string Html, string Plain)
{
    /// <summary>No text.</summary>
    public static RichText Empty { get; } = new("", "");
}
