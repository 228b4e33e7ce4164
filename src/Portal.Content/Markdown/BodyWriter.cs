using System.Runtime.CompilerServices;
using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown;

/// <summary>
/// Writes one body: HTML, the text for the search index, and the list of what was referred to, in one walk. Containers get it to
/// write themselves. The classes are those of themes/MARKUP.md.
/// </summary>
public sealed partial class BodyWriter
{
    private readonly ParsedBody _source;
    private readonly StringBuilder _html = new();
    private readonly SectionLog _sections = new();
    private readonly NoteLog _notes = new();
    private readonly ExplanationLog _explanations;
    private readonly HashSet<string> _references = [];
    private readonly Dictionary<string, int> _counts = [];
    private string? _heading;
    private bool _inLink;
    private bool _explains = true;
    private bool _indexes = true;

    internal BodyWriter(ParsedBody source, RenderContext context)
    {
        _source = source;
        Context = context;
        _explanations = new ExplanationLog(context.ExceptTerm);
    }

    /// <summary>What the body may refer to.</summary>
    public RenderContext Context { get; }

    /// <summary>
    /// Writes markup; the slots of the interpolated string are encoded. Such texts are labels, not content: they are not in the search
    /// index.
    /// </summary>
    public void Markup([InterpolatedStringHandlerArgument("")] MarkupHandler markup) => _ = markup;

    /// <summary>As <see cref="Markup"/>, and ends the line in the source.</summary>
    public void MarkupLine([InterpolatedStringHandlerArgument("")] MarkupHandler markup) => AppendMarkup("\n");

    /// <summary>Writes markup that a container made and encoded itself. Not in the search index.</summary>
    public void Raw(string html) => AppendMarkup(html);

    /// <summary>Writes an attribute with the space before it; nothing when there is no value.</summary>
    public void Attribute(string name, string? value)
    {
        if (value is not null) Markup($" {name}=\"{value}\"");
    }

    /// <summary>Writes content: encoded, and in the search index.</summary>
    public void Text(string text)
    {
        AppendEncoded(text);
        if (_indexes) _sections.Append(text);
    }

    /// <summary>Writes a text of a key (a title, a caption): content, in Dutch typography.</summary>
    public void Words(string text) => Text(Unicode.WithDirectionClosed(Typography.Apply(text)));

    /// <summary>The content before is a line of its own in the search index.</summary>
    public void EndLine() => _sections.EndLine();

    /// <summary>The content before and after are words of one line in the search index, such as the cells of a row.</summary>
    public void Separate() => _sections.Separate();

    /// <summary>Writes blocks after each other.</summary>
    public void Blocks(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks) Write(block);
    }

    /// <summary>Writes the paragraphs as one run of text, for a place where no block may stand.</summary>
    public void Inline(IEnumerable<Block> blocks)
    {
        var first = true;
        foreach (var block in blocks.OfType<LeafBlock>())
        {
            if (!first) Text(" ");
            first = false;
            Inlines(block.Inline);
        }
    }

    /// <summary>Writes inlines.</summary>
    public void Inlines(IEnumerable<Inline>? inlines)
    {
        foreach (var inline in inlines ?? []) Write(inline);
    }

    /// <summary>Runs an action in which no term is explained: captions, quotes, titles.</summary>
    public void WithoutExplanations(Action write)
    {
        var before = _explains;
        _explains = false;
        write();
        _explains = before;
    }

    /// <summary>1 for the first of its kind on the page, 2 for the second ...</summary>
    public int Count(string kind)
    {
        var count = _counts.GetValueOrDefault(kind) + 1;
        return _counts[kind] = count;
    }

    /// <summary>The id for a container's element: the anchor its author gave it, or null when the page uses that already.</summary>
    public string? AnchorOf(Container container) => _source.AnchorOf(container);

    /// <summary>Finds a document, and remembers that the page depends on it.</summary>
    public LinkTarget? FindDocument(string id)
    {
        _references.Add(id);
        return Context.Document(id);
    }

    /// <summary>Finds a file, and remembers that the page depends on it.</summary>
    public MediaTarget? FindMedia(string id)
    {
        _references.Add(id);
        return Context.Media(id);
    }

    /// <summary>Writes blocks behind a line that opens them.</summary>
    /// <param name="summary">The line.</param>
    /// <param name="blocks">What it opens.</param>
    /// <param name="isLabel">The line is not the author's, and not in the search index.</param>
    /// <param name="className">Another class beside <c>wj-details</c>.</param>
    public void Details(string summary, IEnumerable<Block> blocks, bool isLabel = false, string? className = null)
    {
        Markup($"<details");
        Attribute("class", className is null ? "wj-details" : $"wj-details {className}");
        Markup($"""><summary class="wj-details__summary">""");
        if (isLabel) Markup($"{summary}");
        else Words(summary);
        EndLine();
        MarkupLine($"""</summary><div class="wj-details__body">""");
        Blocks(blocks);
        MarkupLine($"</div></details>");
    }

    internal RenderedBody Finish()
    {
        var html = _html.Length == 0 ? "" : $"<div class=\"wj-prose\">\n{_html}</div>";
        var sections = _sections.All();
        return new RenderedBody(html, Toc.Of(_source), sections, _references, SectionLog.Words(sections));
    }

    internal RichText FinishInline() => new(_html.ToString(), string.Join(' ', _sections.All().Select(section => section.Text)));

    internal BodyWriter WriteInline()
    {
        WithoutExplanations(() => Inline(_source.Document));
        return this;
    }

    internal BodyWriter WriteDocument()
    {
        foreach (var block in _source.Document)
        {
            if (block is FootnoteGroup) continue;
            Write(block);
            WriteExplanations();
        }
        WriteNotes();
        return this;
    }

    internal BodyWriter WriteAsPlainText(string text)
    {
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Markup($"""<p class="nl-paragraph">""");
            Text(Unicode.WithDirectionClosed(paragraph));
            EndLine();
            MarkupLine($"</p>");
        }
        return this;
    }

    internal void AppendMarkup(string markup) => _html.Append(markup);

    internal void AppendEncoded(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny("&<>\"'") is var at and >= 0)
        {
            _html.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ => "&#39;",
            });
            text = text[(at + 1)..];
        }
        _html.Append(text);
    }
}
