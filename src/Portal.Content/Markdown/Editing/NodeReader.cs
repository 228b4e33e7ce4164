using System.Globalization;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown.Editing;

/// <summary>Makes nodes of what Markdig parsed, without typography; null for what the editor has no form for.</summary>
internal static class NodeReader
{
    /// <summary>The node of a block without blocks of its own that can be cut (containers are cut by their lines).</summary>
    public static Node? Read(Block block) => block switch
    {
        ParagraphBlock paragraph => TextOf(paragraph, oneLine: false) is { Count: > 0 } text ? new ParagraphNode(text) : null,
        HeadingBlock { IsSetext: false } heading => TextOf(heading, oneLine: true) is { Count: > 0 } text
            ? new HeadingNode(heading.Level, text)
            : null,
        ThematicBreakBlock => new RuleNode(),
        ListBlock list => ReadList(list),
        QuoteBlock quote => ReadAll(quote) is { Count: > 0 } content ? new QuotationNode(content) : null,
        FencedCodeBlock { ClosingFencedCharCount: > 0 } code => string.IsNullOrEmpty(code.Arguments)
            ? new CodeNode(code.Info ?? "", LinesOf(code))
            : null,
        Table table => ReadTable(table),
        Footnote note => note is [ParagraphBlock only] && TextOf(only, oneLine: false) is { Count: > 0 } text
            ? new NoteNode(note.Label![1..], text)
            : null,
        _ => null,
    };

    private static ListNode? ReadList(ListBlock list)
    {
        var items = new List<ItemNode>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (ReadAll(item) is not { Count: > 0 } content) return null;
            items.Add(new ItemNode(content));
        }
        if (!list.IsOrdered) return new ListNode(null, list.IsLoose, items);
        return list.BulletType == '1' && int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            ? new ListNode(first, list.IsLoose, items)
            : null;
    }

    private static string LinesOf(FencedCodeBlock code) =>
        string.Join('\n', (code.Lines.Lines ?? []).Take(code.Lines.Count).Select(line => line.Slice.ToString()));

    private static List<Node>? ReadAll(ContainerBlock parent)
    {
        var nodes = new List<Node>();
        foreach (var block in parent)
        {
            if (block is Container or Footnote || Read(block) is not { } node) return null;
            nodes.Add(node);
        }
        return nodes;
    }

    private static TableNode? ReadTable(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        if (rows is not [{ IsHeader: true }, ..] || rows.Skip(1).Any(row => row.IsHeader)) return null;
        var width = rows[0].Count;
        var read = new List<RowNode>();
        foreach (var row in rows)
        {
            if (row.Count != width) return null;
            var cells = new List<IReadOnlyList<Piece>>();
            foreach (var cell in row.OfType<TableCell>())
            {
                if (cell.ColumnSpan != 1 || cell.RowSpan != 1 || cell.Count > 1) return null;
                if (cell.Count == 0) cells.Add([]);
                else if (cell[0] is ParagraphBlock paragraph && TextOf(paragraph, oneLine: true) is { } text) cells.Add(text);
                else return null;
            }
            read.Add(new RowNode(cells));
        }
        var sides = table.ColumnDefinitions.Take(width).Select(column => column.Alignment switch
        {
            TableColumnAlign.Left => ColumnSide.Left,
            TableColumnAlign.Center => ColumnSide.Center,
            TableColumnAlign.Right => ColumnSide.Right,
            _ => ColumnSide.None,
        }).ToList();
        return sides.Count == width ? new TableNode(sides, read) : null;
    }

    private static IReadOnlyList<Piece>? TextOf(LeafBlock block, bool oneLine)
    {
        var pieces = new List<Piece>();
        return block.Inline is null || Collect(block.Inline, Marks.None, null, pieces) ? InlineNest.Normal(pieces, oneLine) : null;
    }

    private static bool Collect(ContainerInline parent, Marks marks, string? link, List<Piece> pieces)
    {
        foreach (var inline in parent)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    pieces.Add(new Words(literal.Content.ToString(), marks, link));
                    break;
                case CodeInline code:
                    pieces.Add(new Words(code.Content, marks | Marks.Code, link));
                    break;
                case LineBreakInline { IsHard: false }:
                    pieces.Add(new Words(" ", marks, link));
                    break;
                case LineBreakInline:
                    pieces.Add(new HardBreak());
                    break;
                case EmphasisInline { DelimiterChar: '*' or '_' } emphasis:
                    var mark = emphasis.DelimiterCount == 2 ? Marks.Strong : Marks.Emphasis;
                    if (!Collect(emphasis, marks | mark, link, pieces)) return false;
                    break;
                case FootnoteLink { IsBackLink: true }:
                    break; // Markdig's way back, which nobody wrote
                case FootnoteLink note:
                    pieces.Add(new NoteMark(note.Footnote.Label![1..]));
                    break;
                case MissingNote note:
                    pieces.Add(new NoteMark(note.Label));
                    break;
                case LinkInline { IsAutoLink: true } address:
                    pieces.Add(new Words(address.Url ?? "", marks, link));
                    break;
                case LinkInline { Reference: null, Title: null or "" } picture when picture.IsImage:
                    if (link is not null || picture.Any(inner => inner is not LiteralInline)) return false;
                    var alt = string.Concat(picture.OfType<LiteralInline>().Select(text => text.Content.ToString()));
                    pieces.Add(new PictureMark(alt, picture.Url ?? ""));
                    break;
                case LinkInline { Reference: null, Title: null or "", Url: { Length: > 0 } url } when link is null:
                    if (!Collect((LinkInline)inline, marks, url, pieces)) return false;
                    break;
                default:
                    return false;
            }
        }
        return true;
    }
}
