using System.Text.Json.Nodes;

namespace Portal.Content.Markdown.Editing;

/// <summary>
/// Nodes as the browser's editor has them (the JSON of ProseMirror documents: <c>type</c>, <c>attrs</c>, <c>content</c>, <c>marks</c>).
/// The one place that knows the names of both sides. What comes in is brought to its normal form; blocks without anything in them are
/// left out, and what has no name here is refused.
/// </summary>
internal static class NodeJson
{
    /// <summary>A whole body as it is written.</summary>
    public static JsonObject Of(string body) => Write(BlockText.Of(body).Blocks.Select(block => block.Node));

    /// <summary>A whole body.</summary>
    public static JsonObject Write(IEnumerable<Node> nodes) => Object("doc", [], nodes.Select(Write));

    /// <summary>The nodes of a whole body.</summary>
    /// <exception cref="FormatException">The JSON is no document of this editor; the message says what is wrong, for a log.</exception>
    public static IReadOnlyList<Node> Read(JsonNode? document)
    {
        try
        {
            return document is JsonObject { } doc && TypeOf(doc) == "doc" ? Blocks(doc) : throw new FormatException("No document.");
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("A value of another kind than expected.", e);
        }
    }

    private static JsonObject Write(Node node) => node switch
    {
        ParagraphNode paragraph => Object("paragraph", [], Text(paragraph.Text)),
        HeadingNode heading => Object("heading", [("level", heading.Level)], Text(heading.Text)),
        RuleNode => Object("horizontalRule", [], []),
        ListNode { First: { } first } list => Object("orderedList", [("start", first), ("loose", list.Loose)], list.Items.Select(Write)),
        ListNode list => Object("bulletList", [("loose", list.Loose)], list.Items.Select(Write)),
        ItemNode item => Object("listItem", [], item.Content.Select(Write)),
        QuotationNode quotation => Object("blockquote", [], quotation.Content.Select(Write)),
        CodeNode code => Object("codeBlock", [("language", code.Language)], code.Text.Length == 0 ? [] : [Plain(code.Text)]),
        TableNode table => Object("table", [], table.Rows.Select((row, at) => Row(row, at == 0, table.Columns))),
        ContainerNode container => Object(
            "container", [("name", container.Name), ("keys", Pairs(container.Keys))], container.Content.Select(Write)),
        NoteNode note => Object("note", [("label", note.Label)], Text(note.Text)),
        SourceNode source => Object("source", [("lines", source.Lines)], []),
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no name in the browser."),
    };

    private static JsonObject Row(RowNode row, bool isHeader, IReadOnlyList<ColumnSide> columns) => Object(
        "tableRow", [],
        row.Cells.Select((cell, at) => Object(
            isHeader ? "tableHeader" : "tableCell",
            [("side", columns[at] == ColumnSide.None ? null : columns[at].ToString().ToLowerInvariant())],
            [Object("paragraph", [], Text(cell))])));

    private static IEnumerable<JsonObject> Text(IReadOnlyList<Piece> pieces) => pieces.Select(piece => piece switch
    {
        Words words => Marked(words),
        NoteMark note => Object("noteReference", [("label", note.Label)], []),
        PictureMark picture => Object("image", [("alt", picture.Alt), ("src", picture.Address)], []),
        _ => Object("hardBreak", [], []),
    });

    private static JsonObject Marked(Words words)
    {
        var text = Plain(words.Text);
        var marks = new JsonArray();
        if (words.Link is { } link) marks.Add((JsonNode)Object("link", [("href", link)], []));
        foreach (var (mark, name) in MarkNames)
            if (words.Marks.HasFlag(mark)) marks.Add((JsonNode)new JsonObject { ["type"] = name });
        if (marks.Count > 0) text["marks"] = marks;
        return text;
    }

    private static readonly (Marks Mark, string Name)[] MarkNames =
        [(Marks.Strong, "strong"), (Marks.Emphasis, "em"), (Marks.Code, "code")];

    private static JsonObject Plain(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonArray Pairs(IEnumerable<KeyValuePair<string, string>> keys) =>
        [.. keys.Select(key => (JsonNode)new JsonArray(key.Key, key.Value))];

    private static JsonObject Object(string type, (string Name, JsonNode? Value)[] attributes, IEnumerable<JsonObject> content)
    {
        var node = new JsonObject { ["type"] = type };
        if (attributes.Length > 0) node["attrs"] = new JsonObject(attributes.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        var inner = new JsonArray([.. content]);
        if (inner.Count > 0) node["content"] = inner;
        return node;
    }

    private static List<Node> Blocks(JsonObject parent) => [.. Content(parent).Select(Block).OfType<Node>()];

    private static Node? Block(JsonObject node) => TypeOf(node) switch
    {
        "paragraph" => Pieces(node, oneLine: false) is { Count: > 0 } text ? new ParagraphNode(text) : null,
        "heading" => Pieces(node, oneLine: true) is { Count: > 0 } text ? new HeadingNode(Number(node, "level") ?? 2, text) : null,
        "horizontalRule" => new RuleNode(),
        "orderedList" => List(node, Math.Clamp(Number(node, "start") ?? 1, 0, 999_999_999)),
        "bulletList" => List(node, null),
        "blockquote" => Blocks(node) is { Count: > 0 } content ? new QuotationNode(content) : null,
        "codeBlock" => new CodeNode(Attribute(node, "language") ?? "", string.Concat(Content(node).Select(part => TextOf(part, "text")))),
        "table" => Table(node),
        "container" => new ContainerNode(Attribute(node, "name") ?? "", Keys(node), Blocks(node)),
        "note" => Pieces(node, oneLine: false) is { Count: > 0 } text ? new NoteNode(Attribute(node, "label") ?? "", text) : null,
        "source" => Attribute(node, "lines") is { Length: > 0 } lines ? new SourceNode(lines.EndsWith('\n') ? lines : lines + "\n") : null,
        var other => throw new FormatException($"There is no block '{other}'."),
    };

    private static ListNode? List(JsonObject node, int? first)
    {
        var items = Content(node).Select(Blocks).Where(item => item.Count > 0).Select(item => new ItemNode(item)).ToList();
        var loose = (bool?)node["attrs"]?["loose"] ?? false;
        // An item of several paragraphs cannot stand close to the next.
        if (items.Exists(item => item.Content.Skip(1).Any(block => block is ParagraphNode))) loose = true;
        return items.Count == 0 ? null : new ListNode(first, loose && (items.Count > 1 || items[0].Content.Count > 1), items);
    }

    private static TableNode? Table(JsonObject node)
    {
        var rows = Content(node).Select(row => Content(row).ToList()).Where(row => row.Count > 0).ToList();
        if (rows.Count == 0) return null;
        var sides = rows[0].ConvertAll(cell => Enum.TryParse<ColumnSide>(Attribute(cell, "side"), true, out var side) ? side : default);
        return new TableNode(sides, rows.ConvertAll(row => new RowNode(
            [.. Enumerable.Range(0, sides.Count).Select(at => at < row.Count ? Cell(row[at]) : [])])));
    }

    // A cell holds one line: paragraphs in it become one.
    private static IReadOnlyList<Piece> Cell(JsonObject cell)
    {
        var pieces = new List<Piece>();
        foreach (var paragraph in Content(cell))
        {
            if (pieces.Count > 0) pieces.Add(new Words(" "));
            pieces.AddRange(Inlines(paragraph));
        }
        return InlineNest.Normal(pieces, oneLine: true);
    }

    private static IReadOnlyList<Piece> Pieces(JsonObject node, bool oneLine) => InlineNest.Normal(Inlines(node), oneLine);

    private static IEnumerable<Piece> Inlines(JsonObject parent) => Content(parent).Select(node => (Piece)(TypeOf(node) switch
    {
        "text" => Words(node),
        "noteReference" => new NoteMark(Attribute(node, "label") ?? ""),
        "image" => new PictureMark(Attribute(node, "alt") ?? "", Attribute(node, "src") ?? ""),
        "hardBreak" => new HardBreak(),
        var other => throw new FormatException($"There is no inline '{other}'."),
    }));

    private static Words Words(JsonObject node)
    {
        var (marks, link) = (Marks.None, (string?)null);
        foreach (var mark in (node["marks"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (TypeOf(mark) == "link") link = Attribute(mark, "href") is { Length: > 0 } href ? href : null;
            else marks |= Array.Find(MarkNames, known => known.Name == TypeOf(mark)) is { Name: not null } found
                ? found.Mark
                : throw new FormatException($"There is no mark '{TypeOf(mark)}'.");
        }
        return new Words(TextOf(node, "text"), marks, link);
    }

    // The first line of a container ends a value at a double quote: a quote in it becomes a typographic one.
    private static List<KeyValuePair<string, string>> Keys(JsonObject node)
    {
        var keys = new List<KeyValuePair<string, string>>();
        foreach (var pair in (node["attrs"]?["keys"] as JsonArray ?? []).OfType<JsonArray>())
        {
            if (pair is not [JsonValue key, JsonValue value]) throw new FormatException("A key is a name and a value.");
            var text = ((string)value!).ReplaceLineEndings(" ").Trim();
            var opens = false;
            text = string.Concat(text.Select(letter => letter == '"' ? (opens = !opens) ? '“' : '”' : letter));
            if (text.Length > 0) keys.Add(new((string)key!, text));
        }
        return keys;
    }

    private static IEnumerable<JsonObject> Content(JsonObject node) => (node["content"] as JsonArray ?? []).OfType<JsonObject>();

    private static string TypeOf(JsonObject node) => TextOf(node, "type");

    private static string TextOf(JsonObject node, string key) => (string?)node[key] ?? "";

    private static string? Attribute(JsonObject node, string key) => (string?)node["attrs"]?[key];

    private static int? Number(JsonObject node, string key) => (int?)node["attrs"]?[key];
}
