using System.Text.RegularExpressions;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Portal.Content.Markdown.Editing;

/// <summary>One block with the lines it owns.</summary>
/// <param name="Node">What it says.</param>
/// <param name="Lines">Its own lines, each with its end.</param>
/// <param name="Tail">The blank lines below it.</param>
/// <param name="Inner">What can be kept of it when something else in it changes: blocks of a container, items, rows.</param>
internal sealed record BlockLines(Node Node, string Lines, string Tail, IReadOnlyList<BlockLines> Inner)
{
    /// <summary>For a container: its first and its last line.</summary>
    public (string Opening, string Closing)? Fences { get; init; }
}

/// <summary>
/// A body as blocks that own whole lines, so that all blocks together are the text, byte for byte. Markdig's spans are not trusted for
/// that: they leave out labels of notes and ends of lines. Whatever does not parse alone to what it is among the others, or does not
/// come back from the <see cref="NodeWriter"/>, is a <see cref="SourceNode"/>.
/// </summary>
internal sealed partial class BlockText
{
    private BlockText(string text, string head, IReadOnlyList<BlockLines> blocks) => (Text, Head, Blocks) = (text, head, blocks);

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Blank lines above the first block.</summary>
    public string Head { get; }

    /// <summary>The blocks in their order; with <see cref="Head"/> they are the text.</summary>
    public IReadOnlyList<BlockLines> Blocks { get; }

    /// <summary>Cuts a text; one that cannot be parsed at all is one block of source.</summary>
    public static BlockText Of(string text)
    {
        if (text.Length == 0) return new BlockText(text, "", []);
        if (Limits.Exceeded(text) is not null) return new BlockText(text, "", [Source(text, "")]);
        try
        {
            var lines = new TextLines(text);
            var (head, cuts) = Cut(Members(Parse(text)), lines, 0, lines.Count);
            return new BlockText(text, head, [.. cuts.Select(cut => Guarded(cut, lines))]);
        }
        catch (ArgumentException)
        {
            return new BlockText(text, "", [Source(text, "")]); // nested too deep
        }
    }

    /// <summary>
    /// What a text says as a whole: whether each of its blocks also says so alone, as the editor wants it, is not looked at. Null where
    /// something in it is nothing that the editor has a form for.
    /// </summary>
    public static IReadOnlyList<Node>? NodesOf(string text)
    {
        if (text.Length == 0) return [];
        if (Limits.Exceeded(text) is not null) return null;
        try
        {
            var lines = new TextLines(text);
            var (_, cuts) = Cut(Members(Parse(text)), lines, 0, lines.Count);
            var nodes = cuts.ConvertAll(cut => Unguarded(cut, lines).Node);
            return nodes.Exists(node => node is SourceNode) ? null : nodes;
        }
        catch (ArgumentException)
        {
            return null; // nested too deep
        }
    }

    private static BlockLines Unguarded(Slice cut, TextLines lines) =>
        (cut.Block is null ? null : Read(cut.Block, lines, cut.From, cut.End, Unguarded))
        ?? Source(lines.Between(cut.From, cut.End), lines.Between(cut.End, cut.To));

    /// <summary>The forms of the blocks, one below another: equal for texts that say the same.</summary>
    public string Form => string.Join('\n', Blocks.Select(block => block.Node.Form));

    private static BlockLines Source(string lines, string tail) => new(new SourceNode(lines), lines, tail, []);

    // A note nobody refers to is thrown away, and one that stands alone has nobody: so each is referred to below the text.
    private static MarkdownDocument Parse(string text)
    {
        var labels = NoteLabel().Matches(text).Select(match => match.Groups["label"].Value).ToHashSet();
        var references = string.Concat(labels.Select(label => $"\n\n[^{label}]"));
        return MarkdownParser.Parse(Unicode.Cleaned(text + references), MarkdownRenderer.Pipeline);
    }

    [GeneratedRegex(@"^ {0,3}\[\^(?<label>[^\]\s]+)\]:", RegexOptions.ExplicitCapture | RegexOptions.Multiline, Timeout.Infinite)]
    private static partial Regex NoteLabel();

    /// <summary>A block and the lines it owns: from its first to the first of the next; no block where two share a line.</summary>
    private sealed record Slice(Block? Block, int From, int End, int To);

    private static (string Head, List<Slice> Cuts) Cut(IEnumerable<Block> blocks, TextLines lines, int from, int to)
    {
        var starts = new SortedDictionary<int, Block?>();
        foreach (var block in blocks)
        {
            var line = LineOf(block, lines);
            if (line < from || line >= to) continue;
            starts[line] = starts.ContainsKey(line) ? null : block;
        }
        var at = starts.Keys.ToList();
        var cuts = new List<Slice>();
        for (var i = 0; i < at.Count; i++)
        {
            var next = i + 1 < at.Count ? at[i + 1] : to;
            var end = next;
            while (end > at[i] + 1 && lines.IsBlank(end - 1)) end--;
            cuts.Add(new Slice(starts[at[i]], at[i], end, next));
        }
        return (lines.Between(from, at.Count > 0 ? at[0] : to), cuts);
    }

    // Markdig gathers notes and link definitions in groups of their own, also those that stand inside something else.
    private static IEnumerable<Block> Members(MarkdownDocument document)
    {
        var blocks = document.Where(block => block is not (LinkReferenceDefinitionGroup or FootnoteGroup)).ToList();
        var holders = blocks.OfType<ContainerBlock>().Select(block => block.Span).ToList();
        var definitions = document.OfType<LinkReferenceDefinitionGroup>().SelectMany(group => group)
            .Where(definition => !holders.Any(span => definition.Span.Start > span.Start && definition.Span.Start <= span.End));
        return blocks.Concat(definitions);
    }

    private static int LineOf(Block block, TextLines lines) =>
        block is LinkReferenceDefinition ? lines.At(block.Span.Start) : block.Line;

    private static BlockLines Guarded(Slice cut, TextLines lines)
    {
        var (own, tail) = (lines.Between(cut.From, cut.End), lines.Between(cut.End, cut.To));
        if (cut.Block is null || Read(cut.Block, lines, cut.From, cut.End, Guarded) is not { Node: not SourceNode } read)
            return Source(own, tail);
        if (own[^1] != '\n' || Alone(own)?.Node.Form != read.Node.Form) return Source(own, tail);
        return Alone(NodeWriter.Write(read.Node))?.Node.Form == read.Node.Form ? read with { Tail = tail } : Source(own, tail);
    }

    /// <summary>What a piece of text says when it stands alone; null when that is not exactly one block.</summary>
    internal static BlockLines? Alone(string text)
    {
        if (Limits.Exceeded(text) is not null) return null;
        var lines = new TextLines(text);
        return Cut(Members(Parse(text)), lines, 0, lines.Count) is ("", [{ Block: { } block } only])
            ? Read(block, lines, only.From, only.End, Guarded)
            : null;
    }

    // The node of a block with what can be kept of it; not looked at in other company yet.
    private static BlockLines? Read(Block block, TextLines lines, int from, int end, Func<Slice, TextLines, BlockLines> look)
    {
        var own = lines.Between(from, end);
        if (block is Container container) return ReadContainer(container, lines, from, end, look);
        if (NodeReader.Read(block is FootnoteLinkReferenceDefinition definition ? definition.Footnote : block) is not { } node) return null;
        IReadOnlyList<BlockLines> inner = (block, node) switch
        {
            (ListBlock list, ListNode made) => Parts(list, made.Items, lines, end),
            (Table table, TableNode made) => Parts(table, made.Rows, lines, end),
            _ => [],
        };
        return new BlockLines(node, own, "", inner);
    }

    private static List<BlockLines> Parts(ContainerBlock parent, IReadOnlyList<Node> nodes, TextLines lines, int end)
    {
        var blocks = parent.Where(part => part is ListItemBlock or TableRow).ToList();
        if (blocks.Count == 0 || blocks[^1].Line >= end) return [];
        if (blocks.Zip(blocks.Skip(1)).Any(pair => pair.First.Line >= pair.Second.Line)) return [];
        var parts = new List<BlockLines>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var to = i + 1 < blocks.Count ? blocks[i + 1].Line : end;
            var stop = to;
            while (stop > blocks[i].Line + 1 && lines.IsBlank(stop - 1)) stop--;
            parts.Add(new BlockLines(nodes[i], lines.Between(blocks[i].Line, stop), lines.Between(stop, to), []));
        }
        return parts;
    }

    private static BlockLines? ReadContainer(
        Container container, TextLines lines, int from, int end, Func<Slice, TextLines, BlockLines> look)
    {
        if (!container.IsClosed || container.Mistake is not null || container.Name.Length == 0 || end - from < 2) return null;
        var (head, cuts) = Cut(container, lines, from + 1, end - 1);
        if (head.Length > 0) return null;
        var inner = cuts.ConvertAll(cut => look(cut, lines));
        var node = new ContainerNode(container.Name, [.. container.Keys], [.. inner.Select(block => block.Node)]);
        return new BlockLines(node, lines.Between(from, end), "", inner)
        {
            Fences = (lines.Between(from, from + 1), lines.Between(end - 1, end)),
        };
    }
}
