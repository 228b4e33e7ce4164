using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Content.Markdown.Editing;

/// <summary>
/// Writes a body anew from what an editor sent. What says the same as before keeps its lines, byte for byte; what changed is written,
/// inside containers, lists and tables too, so that one other word changes one line.
/// </summary>
internal static partial class BodyEdit
{
    /// <summary>The new text, or what cannot be written.</summary>
    /// <param name="Text">The text; that of before when something could not be written.</param>
    /// <param name="Refused">The blocks that do not come back as they were sent, by their place (0-based); empty when all is well.</param>
    public sealed record Outcome(string Text, IReadOnlyList<int> Refused);

    /// <summary>The text with these blocks instead.</summary>
    public static Outcome Apply(BlockText old, IReadOnlyList<Node> nodes)
    {
        var text = old.Head + Written(old.Blocks, nodes, null);
        var read = BlockText.Of(text);
        if (read.Blocks.Select(block => block.Node.Form).SequenceEqual(nodes.Select(node => node.Form))) return new Outcome(text, []);
        var refused = Enumerable.Range(0, nodes.Count)
            .Where(at => nodes[at] is not SourceNode && BlockText.Alone(NodeWriter.Write(nodes[at]))?.Node.Form != nodes[at].Form).ToList();
        if (refused.Count > 0) return new Outcome(old.Text, refused);
        // Each is well by itself, but not beside its neighbours: the first that came out otherwise.
        var first = Enumerable.Range(0, nodes.Count).FirstOrDefault(at => read.Blocks.ElementAtOrDefault(at)?.Node.Form != nodes[at].Form);
        return new Outcome(old.Text, [first]);
    }

    /// <summary>
    /// The text of blocks of which none was there before, when read as a whole it says what they say; else null. Much cheaper than asking
    /// of each block whether it comes back alone, and as a rule it does.
    /// </summary>
    public static string? Fresh(IReadOnlyList<Node> nodes)
    {
        var text = NodeWriter.WriteUnseen(nodes);
        return BlockText.NodesOf(text) is { } read && read.Select(node => node.Form).SequenceEqual(nodes.Select(node => node.Form))
            ? text
            : null;
    }

    /// <summary>For each of these blocks: which one of the text it was, unchanged or with other words; null for a new one.</summary>
    public static IReadOnlyList<int?> Places(BlockText old, IReadOnlyList<Node> nodes)
    {
        return Were(old.Blocks, nodes, Kept([.. old.Blocks.Select(block => block.Node.Form)], [.. nodes.Select(node => node.Form)]));
    }

    private static string Written(IReadOnlyList<BlockLines> old, IReadOnlyList<Node> nodes, string? container)
    {
        var kept = Kept([.. old.Select(block => block.Node.Form)], [.. nodes.Select(node => node.Form)]);
        var were = Were(old, nodes, kept);
        var text = new StringBuilder();
        var last = "";
        for (var at = 0; at < nodes.Count; at++)
        {
            var (node, from) = (nodes[at], kept[at]);
            if (at > 0)
            {
                var wereNeighbours = from is { } here && kept[at - 1] == here - 1;
                text.Append(wereNeighbours ? old[from!.Value - 1].Tail : NodeWriter.Between(nodes[at - 1], node, container));
            }
            last = (from, node) switch
            {
                ({ } same, _) when !IsBesideOther(at) => old[same].Lines,
                (_, ListNode list) when IsBesideOther(at) => NodeWriter.WriteListAfter(list, last),
                _ => Changed(were[at] is { } was ? old[was] : null, node),
            };
            text.Append(last);
        }
        // Blank lines below all of it stay, as long as the end stays.
        if (nodes.Count > 0 && kept[^1] == old.Count - 1) text.Append(old[^1].Tail);
        return text.ToString();

        // Two lists that were no neighbours before.
        bool IsBesideOther(int place) => place > 0 && nodes[place] is ListNode list && nodes[place - 1] is ListNode above
            && list.First is null == above.First is null && !(kept[place] is { } here && kept[place - 1] == here - 1);
    }

    // For each block: the one it was, unchanged or one of those that went missing at the same place.
    private static int?[] Were(IReadOnlyList<BlockLines> old, IReadOnlyList<Node> nodes, int?[] kept)
    {
        var were = (int?[])kept.Clone();
        for (var at = 0; at < nodes.Count; at++)
        {
            if (kept[at] is not null) continue;
            var first = at;
            while (at < nodes.Count && kept[at] is null) at++;
            var from = first > 0 ? kept[first - 1]!.Value + 1 : 0;
            var to = at < nodes.Count ? kept[at]!.Value : old.Count;
            Pair(
                [.. old.Take(from..to).Select(block => block.Node)], [.. nodes.Take(first..at)],
                (was, now) => were[first + now] = from + was);
        }
        return were;
    }

    // In their order, and those that have the most words in common: what was put between is none of those that were there.
    private static void Pair(IReadOnlyList<Node> old, IReadOnlyList<Node> now, Action<int, int> pair)
    {
        if ((old.Count, now.Count) == (1, 1) || (long)old.Count * now.Count > 40_000)
        {
            for (var at = 0; at < Math.Min(old.Count, now.Count); at++) pair(at, at);
            return;
        }
        var (before, after) = (old.Select(WordsOf).ToList(), now.Select(WordsOf).ToList());
        var best = new double[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
            for (var j = now.Count - 1; j >= 0; j--)
                best[i, j] = Math.Max(best[i + 1, j + 1] + Likeness(i, j), Math.Max(best[i + 1, j], best[i, j + 1]));
        for (var (i, j) = (0, 0); i < old.Count && j < now.Count;)
        {
            if (best[i, j] <= best[i + 1, j + 1] + Likeness(i, j)) pair(i++, j++);
            else if (best[i + 1, j] >= best[i, j + 1]) i++;
            else j++;
        }

        // A little for a block that was written anew at its place.
        double Likeness(int i, int j) =>
            (2.0 * before[i].Count(after[j].Contains) / Math.Max(1, before[i].Count + after[j].Count))
            + (old[i].GetType() == now[j].GetType() ? 0.05 : 0.01);
    }

    private static HashSet<string> WordsOf(Node node) => [.. Word().Matches(node.Form).Select(word => word.Value)];

    private static string Changed(BlockLines? was, Node node) => (was?.Node, node) switch
    {
        (ContainerNode before, ContainerNode now) when was!.Fences is not null && before.Name == now.Name => Container(was, before, now),
        (ListNode before, ListNode now) when was!.Inner.Count > 0 && (before.First, before.Loose) == (now.First, now.Loose)
            => List(was, now),
        (TableNode before, TableNode now) when was!.Inner.Count > 0 && before.Columns.SequenceEqual(now.Columns) => Table(was, now),
        _ => NodeWriter.Write(node),
    };

    private static string Container(BlockLines was, ContainerNode before, ContainerNode now)
    {
        var (opening, closing) = was.Fences!.Value;
        var inner = Written(was.Inner, now.Content, now.Name);
        var colons = NodeWriter.ColonsAround(inner);
        var isWideEnough = opening.TrimStart().TakeWhile(sign => sign == ':').Count() >= colons;
        if (before.Opening == now.Opening && isWideEnough) return opening + inner + closing;
        return NodeWriter.OpeningOf(now, colons) + inner + new string(':', colons) + "\n";
    }

    private static string List(BlockLines was, ListNode now)
    {
        var kept = Kept([.. was.Inner.Select(item => item.Node.Form)], [.. now.Items.Select(item => item.Form)]);
        var sign = Marker().Match(was.Inner[0].Lines) is { Success: true } match ? match.Groups["sign"].Value : "-";
        var text = new StringBuilder();
        for (var i = 0; i < now.Items.Count; i++)
        {
            var marker = now.First is { } first ? $"{first + i}{sign}" : sign;
            if (i > 0 && now.Loose) text.Append('\n');
            text.Append(kept[i] is { } same && Marker().Match(was.Inner[same].Lines).Value.Trim() == marker
                ? was.Inner[same].Lines
                : NodeWriter.WriteItem(now.Items[i], marker + " ", now.Loose));
        }
        return text.ToString();
    }

    private static string Table(BlockLines was, TableNode now)
    {
        var lines = was.Lines.Split('\n');
        var kept = Kept([.. was.Inner.Select(row => row.Node.Form)], [.. now.Rows.Select(row => row.Form)]);
        var text = new StringBuilder();
        for (var i = 0; i < now.Rows.Count; i++)
        {
            // The header's row owns the line of hyphens too.
            var isHeader = i == 0;
            var row = kept[i] is { } same && (same == 0) == isHeader ? FirstLine(was.Inner[same].Lines) : NodeWriter.WriteRow(now.Rows[i]);
            text.Append(row);
            if (isHeader) text.Append(lines[1]).Append('\n');
        }
        return text.ToString();

        static string FirstLine(string lines) => lines[..(lines.IndexOf('\n', StringComparison.Ordinal) + 1)];
    }

    /// <summary>For each of the new ones: which of the old ones it is (longest common subsequence), or null.</summary>
    private static int?[] Kept(IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        var kept = new int?[now.Count];
        var start = 0;
        while (start < old.Count && start < now.Count && old[start] == now[start]) kept[start] = start++;
        var (oldEnd, nowEnd) = (old.Count, now.Count);
        while (oldEnd > start && nowEnd > start && old[oldEnd - 1] == now[nowEnd - 1]) kept[--nowEnd] = --oldEnd;
        var (rows, columns) = (oldEnd - start, nowEnd - start);
        // Where everything is different at once nobody sees whether the most was kept.
        if (rows == 0 || columns == 0 || (long)rows * columns > 4_000_000) return kept;

        var longest = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
            for (var j = columns - 1; j >= 0; j--)
                longest[i, j] = old[start + i] == now[start + j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        for (var (i, j) = (0, 0); i < rows && j < columns;)
        {
            if (old[start + i] == now[start + j]) kept[start + j++] = start + i++;
            else if (longest[i + 1, j] >= longest[i, j + 1]) i++;
            else j++;
        }
        return kept;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]{2,}", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*(?:\d{1,9}(?<sign>[.)])|(?<sign>[-*+])) ", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Marker();
}
