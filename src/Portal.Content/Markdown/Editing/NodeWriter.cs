using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Content.Markdown.Editing;

/// <summary>
/// Writes nodes as Markdown in the style of content/: one line a paragraph, <c>-</c> for bullets, plain signs. Escapes as little as it
/// can; what then does not come back from the parser is written once more with every sign escaped.
/// </summary>
internal static partial class NodeWriter
{
    /// <summary>The lines of a block, each with its end.</summary>
    public static string Write(Node node)
    {
        var plain = Write(node, new InlineWriter(escapeAll: false));
        if (node is SourceNode or ContainerNode or CodeNode or RuleNode || BlockText.Alone(plain)?.Node.Form == node.Form) return plain;
        var escaped = Write(node, new InlineWriter(escapeAll: true));
        return BlockText.Alone(escaped)?.Node.Form == node.Form ? escaped : plain;
    }

    /// <summary>
    /// The lines of blocks one below another, with no more than the signs that need it escaped, and not looked at whether they come back.
    /// </summary>
    public static string WriteUnseen(IReadOnlyList<Node> nodes) => Joined(nodes, null, Unseen);

    private static string Unseen(Node node) => node is ContainerNode container
        ? Container(container, Unseen)
        : Write(node, new InlineWriter(escapeAll: false));

    /// <summary>What stands between two blocks: a blank line, or nothing among notes and around the line in an exercise.</summary>
    public static string Between(Node before, Node after, string? container) => (before, after) switch
    {
        (NoteNode, NoteNode) => "",
        (RuleNode, _) or (_, RuleNode) when container == "exercise" => "",
        _ => "\n",
    };

    /// <summary>A list that comes straight after another one needs another sign, or the two become one.</summary>
    public static string WriteListAfter(ListNode list, string listAbove) => ListAfter(list, listAbove, Write);

    private static string ListAfter(ListNode list, string listAbove, Func<Node, string> write)
    {
        var lines = write(list);
        var same = list.First is null ? listAbove.TrimStart()[0] == '-' : Number().Match(listAbove).Value.EndsWith('.');
        if (!same) return lines;
        return Lines(list, list.First is null ? "* " : ") ", new InlineWriter(escapeAll: false));
    }

    /// <summary>The first line of a container.</summary>
    public static string OpeningOf(ContainerNode container, int colons)
    {
        var line = new StringBuilder(new string(':', colons)).Append(' ').Append(container.Name);
        foreach (var (key, value) in container.Keys)
        {
            line.Append(' ').Append(key).Append('=');
            if (PlainValue().IsMatch(value)) line.Append(value);
            else line.Append('"').Append(value).Append('"');
        }
        return line.Append('\n').ToString();
    }

    /// <summary>How many colons the fences of a container need around these lines.</summary>
    public static int ColonsAround(string lines) => Fence().Matches(lines).Select(match => match.Length + 1).Append(3).Max();

    /// <summary>One item of a list.</summary>
    /// <param name="item">The item.</param>
    /// <param name="marker">Its bullet or number, with the blank behind it.</param>
    /// <param name="loose">True when the list's items stand apart.</param>
    public static string WriteItem(ItemNode item, string marker, bool loose) =>
        Item(item, marker, loose, new InlineWriter(escapeAll: false));

    /// <summary>One row of a table.</summary>
    public static string WriteRow(RowNode row) => Row(row, new InlineWriter(escapeAll: false));

    private static string Write(Node node, InlineWriter inlines) => node switch
    {
        ParagraphNode paragraph => inlines.Write(paragraph.Text) + "\n",
        HeadingNode heading => $"{new string('#', heading.Level)} {inlines.WriteHeading(heading.Text)}\n",
        RuleNode => "---\n",
        ListNode list => Lines(list, list.First is null ? "- " : ". ", inlines),
        QuotationNode quotation => Indented(Blocks(quotation.Content, loose: true, inlines), "> ", "> ")
            .Replace("> \n", ">\n", StringComparison.Ordinal),
        CodeNode code => Code(code),
        TableNode table => Table(table, inlines),
        ContainerNode container => Container(container, Write),
        NoteNode note => $"[^{note.Label}]: {inlines.Write(note.Text)}\n",
        SourceNode source => source.Lines,
        _ => throw new InvalidOperationException($"{node.GetType().Name} is no block of its own."),
    };

    private static string Lines(ListNode list, string sign, InlineWriter inlines)
    {
        var text = new StringBuilder();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (i > 0 && list.Loose) text.Append('\n');
            var marker = list.First is { } first ? (first + i).ToString(CultureInfo.InvariantCulture) + sign : sign;
            text.Append(Item(list.Items[i], marker, list.Loose, inlines));
        }
        return text.ToString();
    }

    private static string Item(ItemNode item, string marker, bool loose, InlineWriter inlines) =>
        Indented(Blocks(item.Content, loose, inlines), marker, new string(' ', marker.Length));

    private static string Blocks(IReadOnlyList<Node> nodes, bool loose, InlineWriter inlines) =>
        string.Join(loose ? "\n" : "", nodes.Select(node => Write(node, inlines)));

    private static string Indented(string lines, string first, string rest)
    {
        var text = new StringBuilder();
        var isFirst = true;
        foreach (var line in lines.TrimEnd('\n').Split('\n'))
        {
            text.Append(isFirst ? first : line.Length > 0 || rest.Trim().Length > 0 ? rest : "").Append(line).Append('\n');
            isFirst = false;
        }
        return text.ToString();
    }

    private static string Code(CodeNode code)
    {
        var tildes = Tildes().Matches(code.Text).Select(match => match.Length + 1).Append(3).Max();
        var fence = new string('~', tildes);
        return $"{fence}{code.Language}\n{(code.Text.Length > 0 ? code.Text + "\n" : "")}{fence}\n";
    }

    private static string Table(TableNode table, InlineWriter inlines)
    {
        var sides = table.Columns.Select(side => side switch
        {
            ColumnSide.Left => ":---",
            ColumnSide.Center => ":---:",
            ColumnSide.Right => "---:",
            _ => "---",
        });
        return Row(table.Rows[0], inlines) + $"| {string.Join(" | ", sides)} |\n"
            + string.Concat(table.Rows.Skip(1).Select(row => Row(row, inlines)));
    }

    private static string Row(RowNode row, InlineWriter inlines) =>
        "|" + string.Concat(row.Cells.Select(cell => cell.Count == 0 ? "  |" : $" {inlines.WriteCell(cell)} |")) + "\n";

    private static string Container(ContainerNode container, Func<Node, string> write)
    {
        var text = Joined(container.Content, container.Name, write);
        var colons = ColonsAround(text);
        return OpeningOf(container, colons) + text + new string(':', colons) + "\n";
    }

    private static string Joined(IReadOnlyList<Node> nodes, string? container, Func<Node, string> write)
    {
        var (text, last) = (new StringBuilder(), "");
        for (var i = 0; i < nodes.Count; i++)
        {
            var above = i > 0 ? nodes[i - 1] : null;
            if (above is not null) text.Append(Between(above, nodes[i], container));
            last = nodes[i] is ListNode list && above is ListNode other && list.First is null == other.First is null
                ? ListAfter(list, last, write)
                : write(nodes[i]);
            text.Append(last);
        }
        return text.ToString();
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex PlainValue();

    [GeneratedRegex(@"^[ >]*:{3,}", RegexOptions.ExplicitCapture | RegexOptions.Multiline, Timeout.Infinite)]
    private static partial Regex Fence();

    [GeneratedRegex(@"~{3,}", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Tildes();

    [GeneratedRegex(@"^ *\d{1,9}[.)]", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Number();
}
