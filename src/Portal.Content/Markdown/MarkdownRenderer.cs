using System.Collections.Frozen;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown;

/// <summary>
/// Turns a body into HTML and says what is wrong with it. Never fails and never takes long, whatever the input; thread-safe, and
/// nothing is kept from one call to the next.
/// </summary>
/// <param name="containers">The blocks authors can use; of every name one.</param>
public sealed class MarkdownRenderer(IEnumerable<IMarkdownContainer> containers)
{
    private readonly FrozenDictionary<string, IMarkdownContainer> _kinds = containers.ToFrozenDictionary(container => container.Name, StringComparer.Ordinal);
    /// <summary>How the dialect of the portal is read.</summary>
    internal static MarkdownPipeline Pipeline { get; } = BuildPipeline();

    /// <summary>The body as a reader sees it. What is wrong in it is shown as text rather than left out.</summary>
    public RenderedBody Render(string markdown, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentNullException.ThrowIfNull(context);
        var text = Prepared(markdown);
        return TryParse(text, out var body, out _)
            ? new BodyWriter(body, context).WriteDocument().Finish()
            : new BodyWriter(Parse(""), context).WriteAsPlainText(text).Finish();
    }

    /// <summary>What the author has to repair or to look at, in the order of the lines.</summary>
    /// <param name="markdown">The body.</param>
    /// <param name="context">What it may refer to.</param>
    /// <param name="firstLine">The line of its file on which the body begins: every line a message names is one of the file.</param>
    public IReadOnlyList<MarkdownIssue> Check(string markdown, RenderContext context, int firstLine = 1)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentNullException.ThrowIfNull(context);
        return TryParse(Prepared(markdown, firstLine), out var body, out var refusal) ? new BodyChecker(body, context).Check() : [refusal];
    }

    /// <summary>The anchors a link to this body can name; knows no other documents, so it can be asked of all before any is rendered.</summary>
    public IReadOnlySet<string> AnchorsIn(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        return TryParse(Prepared(markdown), out var body, out _) ? body.Anchors : new HashSet<string>();
    }

    /// <summary>The body as a tree, to look at and not to render; null when it cannot be read.</summary>
    internal ParsedBody? Read(string markdown) => TryParse(Prepared(markdown), out var body, out _) ? body : null;

    /// <summary>
    /// The body as a tree for who writes it down as something else, with the signs that its author typed; null when it cannot be read.
    /// </summary>
    public BodyTree? TreeOf(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        return TryParse(Prepared(markdown), out var body, out _, isTyped: true) ? new BodyTree(body) : null;
    }

    /// <summary>The containers of one name that stand straight in the body, in their order; none when the body cannot be read.</summary>
    public IReadOnlyList<Container> ContainersIn(string markdown, string name)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        return TryParse(Prepared(markdown), out var body, out _)
            ? [.. body.Document.OfType<Container>().Where(container => container.Name == name)]
            : [];
    }

    /// <summary>The ids in a body that must be unique in the whole portal, each with its line, counted as by <see cref="Check"/>.</summary>
    public IReadOnlyList<(string Id, int Line)> PortalIdsIn(string markdown, int firstLine = 1)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        if (!markdown.Contains(":::", StringComparison.Ordinal)) return []; // no container, and so none with an id
        return TryParse(Prepared(markdown, firstLine), out var body, out _)
            ? [.. from container in body.Document.Blocks().OfType<Container>()
                  let id = body.KindOf(container)?.PortalIdOf(container)
                  where id is not null
                  select (id, container.LineNumber)]
            : [];
    }

    private bool TryParse(string text, out ParsedBody body, out MarkdownIssue refusal, bool isTyped = false)
    {
        (body, refusal) = (null!, null!);
        if (Limits.Exceeded(text) is { } exceeded)
        {
            refusal = exceeded;
            return false;
        }
        try
        {
            body = ParsedBody.Of(text, Pipeline, _kinds, isTyped);
            return true;
        }
        catch (ArgumentException)
        {
            // The only sign Markdig gives that a tree gets too deep for it.
            refusal = Limits.TooDeep(line: 1);
            return false;
        }
    }

    private ParsedBody Parse(string text) => ParsedBody.Of(text, Pipeline, _kinds);

    // Empty lines stand for what comes before the body in its file, so that whoever reports a line, in whatever room, means the same one.
    private static string Prepared(string markdown, int firstLine = 1)
    {
        var text = Unicode.Cleaned(markdown);
        if (text.Contains('\r', StringComparison.Ordinal)) text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return firstLine > 1 ? new string('\n', firstLine - 1) + text : text;
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UsePreciseSourceLocation();
        builder.Extensions.Add(new PipeTableExtension());
        builder.BlockParsers.Insert(0, new NoteParser());
        builder.BlockParsers.Insert(0, new ContainerParser());
        builder.InlineParsers.InsertBefore<LinkInlineParser>(new NoteReferenceParser());
        builder.BlockParsers.Insert(0, new LineParser());
        builder.BlockParsers.FindExact<ParagraphBlockParser>()!.ParseSetextHeadings = false;
        return builder.Build();
    }
}
