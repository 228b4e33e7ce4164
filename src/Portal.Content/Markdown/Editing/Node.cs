using System.Text;

namespace Portal.Content.Markdown.Editing;

/// <summary>
/// One block of a body as an editor knows it. Two nodes say the same when their <see cref="Form"/>s are equal; how they were typed
/// (bullets, line ends, the other sign for bold) is no part of it.
/// </summary>
internal abstract record Node
{
    private string? form;

    protected Node()
    {
    }

    /// <summary>A copy says something else in a moment: its form is its own.</summary>
    protected Node(Node original) => _ = original;

    /// <summary>All that the node says, written in one way: to compare by.</summary>
    public string Form
    {
        get
        {
            if (form is not null) return form;
            var text = new StringBuilder();
            Write(text);
            return form = text.ToString();
        }
    }

    private protected abstract void Write(StringBuilder form);

    private protected static StringBuilder PutField(StringBuilder form, string value) =>
        form.Append(value.Length).Append(':').Append(value);

    private protected static void PutAll(StringBuilder form, IReadOnlyCollection<Node> nodes)
    {
        form.Append('[');
        foreach (var node in nodes) PutField(form, node.Form);
        form.Append(']');
    }

    private protected static void PutText(StringBuilder form, IReadOnlyList<Piece> text)
    {
        form.Append('(');
        foreach (var piece in text) PutField(form, piece.ToString());
        form.Append(')');
    }
}

/// <summary>A paragraph.</summary>
internal sealed record ParagraphNode(IReadOnlyList<Piece> Text) : Node
{
    private protected override void Write(StringBuilder form) => PutText(form.Append('p'), Text);
}

/// <summary>A heading, as deep as it was written (2 is the highest in a body).</summary>
internal sealed record HeadingNode(int Level, IReadOnlyList<Piece> Text) : Node
{
    private protected override void Write(StringBuilder form) => PutText(form.Append('h').Append(Level), Text);
}

/// <summary>A line.</summary>
internal sealed record RuleNode : Node
{
    private protected override void Write(StringBuilder form) => form.Append('-');
}

/// <summary>A list; numbered when <paramref name="First"/> says with what.</summary>
/// <param name="First">The first number, or null for bullets.</param>
/// <param name="Loose">True when its items stand apart.</param>
/// <param name="Items">The items.</param>
internal sealed record ListNode(int? First, bool Loose, IReadOnlyList<ItemNode> Items) : Node
{
    private protected override void Write(StringBuilder form) =>
        PutAll(form.Append(First is { } first ? $"o{first}" : "u").Append(Loose ? 'l' : 't'), Items);
}

/// <summary>One item of a list.</summary>
internal sealed record ItemNode(IReadOnlyList<Node> Content) : Node
{
    private protected override void Write(StringBuilder form) => PutAll(form.Append('i'), Content);
}

/// <summary>Somebody else's words, with <c>&gt;</c>.</summary>
internal sealed record QuotationNode(IReadOnlyList<Node> Content) : Node
{
    private protected override void Write(StringBuilder form) => PutAll(form.Append('q'), Content);
}

/// <summary>A block of code or YAML, exactly as it stands.</summary>
/// <param name="Language">The word behind the fence, or empty.</param>
/// <param name="Text">The lines, joined by LF, without an end.</param>
internal sealed record CodeNode(string Language, string Text) : Node
{
    private protected override void Write(StringBuilder form) => PutField(PutField(form.Append('c'), Language), Text);
}

/// <summary>To which side a column keeps.</summary>
internal enum ColumnSide
{
    None,
    Left,
    Center,
    Right,
}

/// <summary>A table: its first row is the header.</summary>
internal sealed record TableNode(IReadOnlyList<ColumnSide> Columns, IReadOnlyList<RowNode> Rows) : Node
{
    private protected override void Write(StringBuilder form) =>
        PutAll(form.Append('t').AppendJoin(',', Columns.Select(column => (int)column)), Rows);
}

/// <summary>One row of a table, with as many cells as there are columns.</summary>
internal sealed record RowNode(IReadOnlyList<IReadOnlyList<Piece>> Cells) : Node
{
    private protected override void Write(StringBuilder form)
    {
        form.Append('r');
        foreach (var cell in Cells) PutText(form, cell);
    }
}

/// <summary>A block between colons, such as a callout, a figure or an exercise.</summary>
/// <param name="Name">The word behind the colons.</param>
/// <param name="Keys">Its keys in the order they were written.</param>
/// <param name="Content">What it holds.</param>
internal sealed record ContainerNode(string Name, IReadOnlyList<KeyValuePair<string, string>> Keys, IReadOnlyList<Node> Content) : Node
{
    /// <summary>All that its first line says.</summary>
    internal string Opening
    {
        get
        {
            var form = PutField(new StringBuilder(), Name);
            foreach (var (key, value) in Keys) PutField(PutField(form, key), value);
            return form.ToString();
        }
    }

    private protected override void Write(StringBuilder form) => PutAll(PutField(form.Append('b'), Opening), Content);
}

/// <summary>What a note says.</summary>
/// <param name="Label">Its name, without brackets and circumflex.</param>
/// <param name="Text">The words.</param>
internal sealed record NoteNode(string Label, IReadOnlyList<Piece> Text) : Node
{
    private protected override void Write(StringBuilder form) => PutText(PutField(form.Append('n'), Label), Text);
}

/// <summary>
/// Lines that the editor shows as they were typed: it knows no better form for them, or cannot promise to give them back.
/// </summary>
/// <param name="Lines">The lines, each with its end.</param>
internal sealed record SourceNode(string Lines) : Node
{
    private protected override void Write(StringBuilder form) => PutField(form.Append('s'), Lines);
}
