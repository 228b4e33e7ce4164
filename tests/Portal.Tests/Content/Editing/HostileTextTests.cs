using Portal.Content.Markdown.Editing;
using Portal.Platform;

namespace Portal.Tests.Content.Editing;

/// <summary>
/// Texts no author of ours would write, made of everything that means something in Markdown: content/ is too tame to prove a writer.
/// </summary>
public sealed class HostileTextTests
{
    private const int Texts = 6_000;

    private static readonly string[] Bits =
    [
        "woord", " ", "  ", "*", "**", "_", "__", "|", "[", "]", "(", ")", "[^n]", "1.", "1) ", "- ", "+ ", "---", "- - -", "#", "## ", ">",
        "~~~", "```", ":::", "::: callout", "`", "\\", "\\*", "&amp;", "&", "<b>", "<https://a.nl>", "https://a.nl", "!", "😀", "\u00A0",
        "\u00AD", "é", "“", "’", "dan", "Let op:", ":", ".", ",", "a_b_c", "snake_", "=", "===", "{", "}", "$", "%", "\"", "'", "doc:x",
        "](x)", "\u200B", "€", "\t", "x|y", "[x]: y", "www.a.nl", "^", "~~x~~",
    ];

    [Fact]
    public void The_form_of_a_text_is_the_same_when_it_is_taken_again()
    {
        var random = new Random(7);
        for (var i = 0; i < Texts; i++)
        {
            var text = Text(random);
            Assert.Equal(text, InlineNest.Normal(text, oneLine: false));
        }
    }

    [Fact]
    public void What_is_written_is_read_as_it_was_sent_or_it_is_refused()
    {
        var random = new Random(8);
        var old = BlockText.Of("Wat er stond.\n");
        var (sent, refused) = (0, 0);
        for (var i = 0; i < Texts; i++)
        {
            if (Block(random, depth: 0) is not { } node) continue;
            sent++;
            var saved = BodyEdit.Apply(old, [node, .. old.Blocks.Select(block => block.Node)]);
            if (saved.Refused.Count > 0)
            {
                refused++;
                Assert.Equal(old.Text, saved.Text);
            }
            else Assert.Equal($"{node.Form}\n{old.Form}", BlockText.Of(saved.Text).Form);
        }
        Assert.True(refused * 500 < sent, $"{refused} of {sent} could not be written.");
    }

    [Fact]
    public void Blocks_of_the_content_can_be_moved_removed_and_put_between()
    {
        var random = new Random(9);
        var (edits, refused) = (0, 0);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "content"), "*.md", SearchOption.AllDirectories).Order())
        {
            var file = File.ReadAllText(path);
            var text = BlockText.Of(file[(file.IndexOf("\n---\n", 3, StringComparison.Ordinal) + 5)..]);
            for (var edit = 0; edit < 4 && text.Blocks.Count > 1; edit++)
            {
                List<Node> sent = [.. text.Blocks.Select(block => block.Node)];
                var at = random.Next(sent.Count);
                var node = sent[at];
                if (edit % 3 < 2) sent.RemoveAt(at);
                if (edit % 3 == 2) node = Block(random, depth: 0) ?? new RuleNode();
                if (edit % 3 > 0) sent.Insert(random.Next(sent.Count + 1), node);
                edits++;
                var saved = BodyEdit.Apply(text, sent);
                if (saved.Refused.Count > 0) refused++;
                else Assert.Equal(string.Join('\n', sent.Select(block => block.Form)), BlockText.Of(saved.Text).Form);
            }
        }
        Assert.True(refused * 100 < edits, $"{refused} of {edits} could not be written.");
    }

    private static IReadOnlyList<Piece> Text(Random random, bool oneLine = false) =>
        InlineNest.Normal(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Piece(random)), oneLine);

    private static Piece Piece(Random random)
    {
        var kind = random.Next(20);
        if (kind == 0) return new NoteMark($"n{random.Next(3)}");
        if (kind == 1) return new HardBreak();
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Bits[random.Next(Bits.Length)]));
        var marks = (Marks)(random.Next(3) == 0 ? random.Next(8) : random.Next(2) == 0 ? random.Next(4) : 0);
        return new Words(text, marks, random.Next(7) == 0 ? $"doc:x-{random.Next(2)}" : random.Next(30) == 0 ? "https://a.nl/(b) c" : null);
    }

    private static Node? Block(Random random, int depth) => random.Next(depth > 1 ? 4 : 10) switch
    {
        0 or 1 => Text(random) is { Count: > 0 } text ? new ParagraphNode(text) : null,
        2 => Text(random, oneLine: true) is { Count: > 0 } text ? new HeadingNode(random.Next(2, 5), text) : null,
        3 => List(random),
        4 => Table(random),
        5 => Text(random) is { Count: > 0 } text ? new NoteNode($"n{random.Next(3)}", text) : null,
        6 => new CodeNode(
            random.Next(2) == 0 ? "yaml" : "",
            string.Join('\n', Enumerable.Range(0, random.Next(4)).Select(_ => Bits[random.Next(Bits.Length)]))),
        7 => new RuleNode(),
        8 => Container(random, depth),
        _ => Text(random) is { Count: > 0 } text ? new QuotationNode([new ParagraphNode(text)]) : null,
    };

    private static ListNode? List(Random random)
    {
        var items = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Text(random)).Where(text => text.Count > 0)
            .Select(text => new ItemNode([new ParagraphNode(text)])).ToList();
        if (items.Count == 0) return null;
        return new ListNode(random.Next(2) == 0 ? null : random.Next(1, 12), random.Next(3) == 0 && items.Count > 1, items);
    }

    private static TableNode Table(Random random)
    {
        var width = random.Next(1, 4);
        var rows = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new RowNode(
            [.. Enumerable.Range(0, width).Select(_ => random.Next(5) == 0 ? (IReadOnlyList<Piece>)[] : Text(random, oneLine: true))]));
        return new TableNode([.. Enumerable.Range(0, width).Select(_ => (ColumnSide)random.Next(4))], [.. rows]);
    }

    private static ContainerNode Container(Random random, int depth)
    {
        var content = new List<Node>();
        for (var i = random.Next(1, 4); i > 0; i--)
            if (Block(random, depth + 1) is { } block and not NoteNode) content.Add(block);
        return new ContainerNode(random.Next(2) == 0 ? "callout" : "exercise", [new("kind", "tip"), new("title", "Twee woorden")], content);
    }
}
