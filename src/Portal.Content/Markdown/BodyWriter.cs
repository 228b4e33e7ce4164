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
public sealed class BodyWriter
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
    /// Writes markup; the slots of the interpolated string are encoded. Such texts are labels, not content: they are not in the search index.
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
    public void Words(string text) => Text(Typography.Apply(text));

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

    /// <summary>
    /// Writes a table in its scroll box.
    /// </summary>
    /// <param name="table">A pipe table.</param>
    /// <param name="labelledBy">Id of the caption, or null to be named after the nearest heading.</param>
    public void Table(Table table, string? labelledBy = null)
    {
        Markup($"<div class=\"utrecht-table-container utrecht-table-container--overflow-inline\" role=\"region\"");
        Attribute("aria-labelledby", labelledBy);
        Attribute("aria-label", labelledBy is null ? TableName() : null);
        MarkupLine($""" tabindex="0"><table class="utrecht-table utrecht-table--html-table">""");
        WriteRows(table);
        MarkupLine($"</table></div>");
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

    /// <summary>Writes a picture of the media library; any other image is shown as its alternative text.</summary>
    public void Image(LinkInline image)
    {
        var address = LinkAddress.Of(image.Url);
        if (address.Kind == LinkKind.Media && FindMedia(address.Value) is { } media) Picture.Write(this, media, PlainText.Of(image));
        else Inlines(image);
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
            Text(paragraph);
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

    private void Write(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading: WriteHeading(heading); break;
            case ParagraphBlock paragraph: WriteParagraph(paragraph); break;
            case ListBlock list: WriteList(list); break;
            case QuoteBlock quote: WriteQuote(quote); break;
            case ThematicBreakBlock: MarkupLine($"""<hr class="utrecht-separator wj-line">"""); break;
            case CodeBlock code: WriteCode(code); break;
            case Table table: Table(table); break;
            case Container container when _source.KindOf(container) is { } kind: kind.Render(container, this); break;
            case Container container: Blocks(container); break;
            case LinkReferenceDefinitionGroup or FootnoteGroup: break;
            case ContainerBlock other: Blocks(other); break;
            case LeafBlock leaf: WriteLeaf(leaf); break;
        }
    }

    private void WriteHeading(HeadingBlock heading)
    {
        if (_source.AnchorOf(heading) is not { } anchor)
        {
            // A heading inside a container would break the outline of the page: it is shown as bold text.
            Markup($"""<p class="nl-paragraph"><strong>""");
            WithoutExplanations(() => Inlines(heading.Inline));
            MarkupLine($"</strong></p>");
            EndLine();
            return;
        }
        var level = ParsedBody.LevelOf(heading);
        _heading = PlainText.Of(heading.Inline);
        if (level == 2) _explanations.StartSection();
        _sections.Start(anchor, _heading, level);
        Markup($"""<h{level} class="nl-heading nl-heading--level-{level}" id="{anchor}"><a class="wj-anchor" href="#{anchor}">""");
        (_inLink, _indexes) = (true, false);
        WithoutExplanations(() => Inlines(heading.Inline));
        (_inLink, _indexes) = (false, true);
        MarkupLine($"</a></h{level}>");
    }

    private void WriteParagraph(ParagraphBlock paragraph)
    {
        if (paragraph.Parent is ListItemBlock { Parent: ListBlock { IsLoose: false } })
        {
            Inlines(paragraph.Inline);
            EndLine();
            return;
        }
        Markup($"""<p class="nl-paragraph">""");
        Inlines(paragraph.Inline);
        EndLine();
        MarkupLine($"</p>");
    }

    private void WriteList(ListBlock list)
    {
        var (tag, name) = list.IsOrdered ? ("ol", "ordered") : ("ul", "unordered");
        Markup($"<{tag} class=\"utrecht-{name}-list\"");
        Attribute("start", list.IsOrdered && list.OrderedStart != "1" ? list.OrderedStart : null);
        MarkupLine($">");
        foreach (var item in list.OfType<ListItemBlock>())
        {
            Markup($"""<li class="utrecht-{name}-list__item">""");
            Blocks(item);
            EndLine();
            MarkupLine($"</li>");
        }
        MarkupLine($"</{tag}>");
    }

    private void WriteQuote(QuoteBlock quote)
    {
        MarkupLine($"""<figure class="utrecht-blockquote wj-quote"><blockquote class="utrecht-blockquote__content wj-quote__text">""");
        WithoutExplanations(() => Blocks(quote));
        MarkupLine($"</blockquote></figure>");
    }

    private void WriteCode(CodeBlock code)
    {
        Markup($"""<pre class="wj-code" tabindex="0"><code class="nl-code">""");
        Text(code.Lines.ToString());
        EndLine();
        MarkupLine($"</code></pre>");
    }

    private void WriteLeaf(LeafBlock leaf)
    {
        Markup($"""<p class="nl-paragraph">""");
        if (leaf.Inline is not null) Inlines(leaf.Inline);
        else Text(leaf.Lines.ToString());
        EndLine();
        MarkupLine($"</p>");
    }

    /// <summary>No two regions of a page may have one name.</summary>
    private string TableName()
    {
        var number = Count("tabel bij " + _heading);
        var name = number == 1 ? "Tabel" : $"Tabel {number}";
        return _heading is null ? name : $"{name} bij {_heading}";
    }

    private void WriteRows(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        var hasRowHeaders = rows.FirstOrDefault(row => row.IsHeader) is { Count: > 0 } header && !((TableCell)header[0]).IsEmpty();
        var columns = rows.Max(row => row.Count);
        foreach (var part in rows.GroupBy(row => row.IsHeader).OrderByDescending(part => part.Key))
        {
            var (tag, name) = part.Key ? ("thead", "header") : ("tbody", "body");
            MarkupLine($"""<{tag} class="utrecht-table__{name}">""");
            foreach (var row in part)
            {
                Markup($"""<tr class="utrecht-table__row">""");
                for (var i = 0; i < columns; i++) WriteCell(table, row, i, hasRowHeaders);
                EndLine();
                MarkupLine($"</tr>");
            }
            MarkupLine($"</{tag}>");
        }
    }

    private void WriteCell(Table table, TableRow row, int column, bool hasRowHeaders)
    {
        var cell = column < row.Count ? (TableCell)row[column] : null;
        var isHeader = (row.IsHeader && cell is not null && !cell.IsEmpty()) || (!row.IsHeader && column == 0 && hasRowHeaders);
        var isNumeric = column < table.ColumnDefinitions.Count && table.ColumnDefinitions[column].Alignment == TableColumnAlign.Right;
        var tag = isHeader ? "th" : "td";
        Markup($"<{tag}");
        Attribute("class", (row.IsHeader ? "utrecht-table__header-cell" : "utrecht-table__cell") + (isNumeric ? " utrecht-table__cell--numeric-data" : ""));
        Attribute("scope", !isHeader ? null : row.IsHeader ? "col" : "row");
        Markup($">");
        if (cell is not null && isHeader) WithoutExplanations(() => Inline(cell));
        else if (cell is not null) Inline(cell);
        Separate();
        Markup($"</{tag}>");
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: WriteText(literal.Content.ToString()); break;
            case EmphasisInline emphasis: WriteEmphasis(emphasis); break;
            case CodeInline code:
                Markup($"""<code class="nl-code">""");
                Text(code.Content);
                Markup($"</code>");
                break;
            case LineBreakInline:
                Markup($"<br>");
                Text(" ");
                break;
            case LinkInline { IsImage: true } image: Image(image); break;
            case LinkInline link: WriteLink(link.Url, () => Inlines(link)); break;
            case AutolinkInline link: WriteLink(link.IsEmail ? "mailto:" + link.Url : link.Url, () => Text(link.Url)); break;
            case FootnoteLink { IsBackLink: false } note: WriteNoteReference(note); break;
            case MissingNote note: Text($"[^{note.Label}]"); break;
            case ContainerInline container: Inlines(container); break;
        }
    }

    private void WriteEmphasis(EmphasisInline emphasis)
    {
        var tag = emphasis.DelimiterCount == 2 ? "strong" : "em";
        Markup($"<{tag}>");
        Inlines(emphasis);
        Markup($"</{tag}>");
    }

    private void WriteText(string text)
    {
        if (!_explains || _inLink || !_indexes)
        {
            Text(text);
            return;
        }
        var (written, next, quoted) = (0, 0, false);
        while (Context.Glossary.Find(text, next) is { } match)
        {
            quoted = IsQuoted(text.AsSpan(next..match.Start), quoted);
            next = match.Start + match.Length;
            if (quoted || _explanations.Add(match.Entry) is not { } explanation) continue;
            Text(text[written..match.Start]);
            written = next;
            _references.Add(match.Entry.Id);
            Markup($"""<a class="wj-term" href="#woord-{explanation.Key}" id="term-{explanation.Key}" data-term>""");
            Text(text[match.Start..next]);
            Markup($"</a>");
        }
        Text(text[written..]);
    }

    /// <summary>Between double quotes stand titles and words that are talked about: those are not explained.</summary>
    private static bool IsQuoted(ReadOnlySpan<char> passed, bool before) =>
        passed.LastIndexOfAny('“', '”') is var last and >= 0 ? passed[last] == '“' : before;

    private void WriteLink(string? url, Action writeContent)
    {
        var address = LinkAddress.Of(url);
        var target = _inLink ? null : HrefOf(address);
        if (target is null)
        {
            writeContent();
            return;
        }
        _inLink = true;
        if (address.Kind == LinkKind.Web) Markup($"""<a class="nl-link wj-link--external" href="{target}" rel="external noopener">""");
        else if (address.Kind == LinkKind.Media) Markup($"""<a class="nl-link wj-link--file" href="{target}">""");
        else Markup($"""<a class="nl-link" href="{target}">""");
        writeContent();
        if (address.Kind == LinkKind.Web) Markup($"""<span class="wj-hidden"> (andere website)</span>""");
        if (address.Kind == LinkKind.Media) Markup($""" <span class="wj-meta">({FileWords.Of(FindMedia(address.Value)!)})</span>""");
        Markup($"</a>");
        _inLink = false;
    }

    private string? HrefOf(LinkAddress address) => address.Kind switch
    {
        LinkKind.Refused => null,
        LinkKind.SamePage => _source.HasAnchor(address.Anchor!) ? address.Value : null,
        LinkKind.Document => FindDocument(address.Value) is { } document ? document.Url + KnownAnchor(document, address.Anchor) : null,
        LinkKind.Media => FindMedia(address.Value)?.Url,
        _ => address.Value,
    };

    private static string KnownAnchor(LinkTarget document, string? anchor) =>
        anchor is not null && document.Anchors?.Contains(anchor) != false ? "#" + anchor : "";

    private void WriteNoteReference(FootnoteLink link)
    {
        if (_inLink) return;
        var (number, reference) = _notes.Refer(link.Footnote);
        var separator = link.PreviousSibling is FootnoteLink ? ", " : "";
        Markup($"""<sup class="wj-noteref">{separator}<a href="#noot-{number}" id="{NoteLog.IdOf(number, reference)}" role="doc-noteref" aria-label="Bron {number}">{number}</a></sup>""");
    }

    private void WriteNotes()
    {
        if (_notes.Count == 0) return;
        _indexes = false;
        MarkupLine($"""<section class="wj-notes" role="doc-endnotes" aria-labelledby="noten">""");
        MarkupLine($"""<h2 class="nl-heading nl-heading--level-2" id="noten">Bronnen bij de tekst</h2>""");
        MarkupLine($"""<ol class="wj-notes__list">""");
        // A note may refer to another one, so the list can grow while it is written.
        for (var number = 1; number <= _notes.Count; number++)
        {
            Markup($"""<li class="wj-notes__item" id="noot-{number}">""");
            var blocks = _notes[number].Where(block => block is not ParagraphBlock { Inline.FirstChild: FootnoteLink { IsBackLink: true } }).ToList();
            if (blocks is [ParagraphBlock only]) Inlines(only.Inline);
            else Blocks(blocks);
            _notes.WriteBackLinks(number, this);
            MarkupLine($"</li>");
        }
        MarkupLine($"</ol></section>");
        _indexes = true;
    }

    private void WriteExplanations()
    {
        foreach (var (key, entry) in _explanations.TakePending())
        {
            MarkupLine($"""<div class="wj-term-note" id="woord-{key}" role="note">""");
            MarkupLine($"""<p class="nl-paragraph"><strong>{Typography.Apply(entry.Term)}</strong>: {Typography.Apply(entry.Definition)}""");
            MarkupLine($"""<a class="nl-link" href="{entry.Url}">Meer over dit woord<span class="wj-hidden">: {entry.Term}</span></a>""");
            MarkupLine($"""<a class="wj-term-note__close" href="#term-{key}">Sluit<span class="wj-hidden"> de uitleg van {entry.Term}</span></a></p></div>""");
        }
    }
}
