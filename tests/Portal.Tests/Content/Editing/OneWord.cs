using Portal.Content.Markdown.Editing;

namespace Portal.Tests.Content.Editing;

/// <summary>Changes one word somewhere in a node, as an editor would.</summary>
internal static class OneWord
{
    /// <summary>The node with another word; null where there is none.</summary>
    public static Node? In(Node node, Random random) => node switch
    {
        ParagraphNode paragraph => In(paragraph.Text) is { } text ? paragraph with { Text = text } : null,
        HeadingNode heading => In(heading.Text) is { } text ? heading with { Text = text } : null,
        NoteNode note => In(note.Text) is { } text ? note with { Text = text } : null,
        ListNode list => InOne(list.Items, random) is { } items ? list with { Items = items } : null,
        ItemNode item => InOne(item.Content, random) is { } content ? new ItemNode(content) : null,
        TableNode table => InOne(table.Rows, random) is { } rows ? table with { Rows = rows } : null,
        RowNode row => InCell(row),
        ContainerNode container => InOne(container.Content, random) is { } content ? container with { Content = content } : null,
        _ => null,
    };

    private static List<T>? InOne<T>(IReadOnlyList<T> nodes, Random random) where T : Node
    {
        if (nodes.Count == 0) return null;
        var at = random.Next(nodes.Count);
        if (In(nodes[at], random) is not T other) return null;
        return [.. nodes.Take(at), other, .. nodes.Skip(at + 1)];
    }

    private static RowNode? InCell(RowNode row)
    {
        var cells = row.Cells.ToList();
        var at = cells.FindIndex(cell => In(cell) is not null);
        if (at < 0) return null;
        cells[at] = In(cells[at])!;
        return new RowNode(cells);
    }

    private static IReadOnlyList<Piece>? In(IReadOnlyList<Piece> text)
    {
        var pieces = text.ToList();
        var at = pieces.FindIndex(piece => piece is Words words && words.Text.Any(char.IsLetter));
        if (at < 0) return null;
        var found = (Words)pieces[at];
        var letter = found.Text.IndexOf(found.Text.First(char.IsLetter), StringComparison.Ordinal);
        pieces[at] = found with { Text = found.Text.Insert(letter, "Anders") };
        return InlineNest.Normal(pieces, oneLine: false);
    }
}
