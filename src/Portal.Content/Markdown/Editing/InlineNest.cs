using System.Globalization;
using System.Text;

namespace Portal.Content.Markdown.Editing;

/// <summary>
/// The pieces of a text, put into one another as Markdown can write them: white space stands outside marks, and so does punctuation
/// that would keep a mark from opening or closing (CommonMark 0.31, delimiter runs).
/// </summary>
internal sealed class InlineNest
{
    private InlineNest(Piece leaf) => Leaf = leaf;

    private InlineNest(Marks mark, string? link, List<InlineNest> content) => (Mark, Link, Content) = (mark, link, content);

    /// <summary>A piece, whose words have no mark left but code; null for a mark with something in it.</summary>
    public Piece? Leaf { get; private set; }

    /// <summary>Strong or emphasis; none for a link.</summary>
    public Marks Mark { get; }

    /// <summary>Where a link leads.</summary>
    public string? Link { get; }

    /// <summary>What a mark or link is laid over.</summary>
    public List<InlineNest> Content { get; } = [];

    /// <summary>The pieces as they can be written.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="oneLine">True where no line can end: in a heading and in a cell.</param>
    public static List<InlineNest> Of(IEnumerable<Piece> pieces, bool oneLine)
    {
        List<Piece> all = [.. pieces];
        if (all.TrueForAll(piece => piece is Words { Marks: Marks.None, Link: null })) return Plain(all);
        var nest = Nest(Joined(Blanked(Trimmed([.. all.SelectMany(piece => Runs(piece, oneLine))]))), Marks.None, inLink: false);
        while (Settle(nest, ' ', ' ')) Trim(nest);
        return nest;
    }

    /// <summary>The pieces in the one form that everything with the same meaning has.</summary>
    public static IReadOnlyList<Piece> Normal(IEnumerable<Piece> pieces, bool oneLine)
    {
        // What one mark gave up can be an edge of another: a few rounds, each with fewer marks than the one before.
        for (IReadOnlyList<Piece> before = [.. pieces]; ;)
        {
            var after = Joined([.. Flat(Of(before, oneLine), Marks.None, null)]);
            if (after.SequenceEqual(before)) return after;
            before = after;
        }
    }

    private static IEnumerable<Piece> Flat(List<InlineNest> nest, Marks marks, string? link) => nest.SelectMany(part => part.Leaf switch
    {
        Words words => [new Words(words.Text, words.Marks | marks, link)],
        { } atom => [atom],
        null => Flat(part.Content, marks | part.Mark, part.Link ?? link),
    });

    // Words without marks, as most are: nothing stands in anything.
    private static List<InlineNest> Plain(List<Piece> words)
    {
        var text = new StringBuilder();
        foreach (var piece in words)
            foreach (var rune in ((Words)piece).Text.EnumerateRunes()) Put(text, rune);
        var plain = text.ToString().Trim();
        return plain.Length == 0 ? [] : [new InlineNest(new Words(plain))];
    }

    // Words with what is blank at their edges apart: blanks among words of one kind are of that kind.
    private static IEnumerable<Piece> Runs(Piece piece, bool oneLine) => piece switch
    {
        Words words => Runs(words),
        HardBreak when oneLine => [new Words(" ")],
        _ => [piece],
    };

    private static IEnumerable<Piece> Runs(Words words)
    {
        var built = new StringBuilder(words.Text.Length);
        foreach (var rune in words.Text.EnumerateRunes()) Put(built, rune);
        var text = built.ToString();
        var begin = text.Length - text.TrimStart().Length;
        var end = Math.Max(begin, text.TrimEnd().Length);
        if (begin > 0) yield return words with { Text = text[..begin] };
        if (end > begin) yield return words with { Text = text[begin..end] };
        if (text.Length > end) yield return words with { Text = text[end..] };
    }

    private static void Put(StringBuilder text, Rune rune)
    {
        if (rune.Value is '\n' or '\r' or '\t') text.Append(' ');
        else text.Append(rune);
    }

    private static bool IsBlank(Piece piece) => piece is Words { Text: var text } && text.All(char.IsWhiteSpace);

    // Nothing blank, and no break, at the edges; nothing blank beside a break.
    private static List<Piece> Trimmed(List<Piece> runs)
    {
        var kept = new List<Piece>();
        foreach (var run in runs)
        {
            if (run is HardBreak) while (kept.Count > 0 && IsBlank(kept[^1])) kept.RemoveAt(kept.Count - 1);
            if ((IsBlank(run) || run is HardBreak) && kept.Count == 0) continue;
            if (IsBlank(run) && kept[^1] is HardBreak) continue;
            kept.Add(run);
        }
        while (kept.Count > 0 && (IsBlank(kept[^1]) || kept[^1] is HardBreak)) kept.RemoveAt(kept.Count - 1);
        return kept;
    }

    // A mark on white space cannot be seen: it has what both its neighbours have.
    private static List<Piece> Blanked(List<Piece> runs)
    {
        var result = runs.ToList();
        for (var start = 0; start < runs.Count; start++)
        {
            if (!IsBlank(runs[start])) continue;
            var end = start;
            while (end < runs.Count && IsBlank(runs[end])) end++;
            var (left, right) = ((start > 0 ? runs[start - 1] : null) as Words, (end < runs.Count ? runs[end] : null) as Words);
            var marks = left is null || right is null ? Marks.None : left.Marks & right.Marks;
            var link = left?.Link is { } target && target == right?.Link ? target : null;
            // Never code alone.
            if (left is null || right is null || (left.Marks, left.Link) != (right.Marks, right.Link)) marks &= ~Marks.Code;
            for (; start < end; start++) result[start] = new Words(((Words)runs[start]).Text, marks, link);
        }
        return result;
    }

    private static List<Piece> Joined(List<Piece> pieces)
    {
        var result = new List<Piece>();
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (piece is Words words && result.LastOrDefault() is Words last && (last.Marks, last.Link) == (words.Marks, words.Link))
            {
                text.Append(words.Text);
                continue;
            }
            Close();
            result.Add(piece);
            if (piece is Words first) text.Append(first.Text);
        }
        Close();
        return result;

        void Close()
        {
            if (text.Length > 0) result[^1] = (Words)result[^1] with { Text = text.ToString() };
            text.Clear();
        }
    }

    // The mark that reaches furthest is outermost.
    private static List<InlineNest> Nest(IReadOnlyList<Piece> pieces, Marks open, bool inLink)
    {
        var result = new List<InlineNest>();
        for (var at = 0; at < pieces.Count;)
        {
            if (pieces[at] is not Words words)
            {
                result.Add(new InlineNest(pieces[at++]));
                continue;
            }
            var (mark, link, end) = (Marks.None, (string?)null, at);
            foreach (var candidate in new[] { Marks.Strong, Marks.Emphasis })
            {
                if (!(words.Marks & ~open).HasFlag(candidate)) continue;
                var to = Reach(piece => piece.Marks.HasFlag(candidate));
                if (to > end) (mark, end) = (candidate, to);
            }
            if (!inLink && words.Link is not null && Reach(piece => piece.Link == words.Link) is var reach && reach > end)
                (mark, link, end) = (Marks.None, words.Link, reach);

            if (end == at) result.Add(new InlineNest(new Words(((Words)pieces[at++]).Text, words.Marks & Marks.Code)));
            else
            {
                var inner = Nest([.. pieces.Skip(at).Take(end - at)], open | mark, inLink || link is not null);
                result.Add(new InlineNest(mark, link, inner));
                at = end;
            }

            int Reach(Func<Words, bool> has)
            {
                var to = at;
                while (to < pieces.Count && pieces[to] is Words next && has(next)) to++;
                return to;
            }
        }
        Trim(result);
        return result;
    }

    // White space at the edge of a mark goes before or behind it; a mark around nothing goes.
    private static void Trim(List<InlineNest> list)
    {
        for (var at = 0; at < list.Count; at++)
        {
            var part = list[at];
            if (part.Leaf is not null) continue;
            Trim(part.Content);
            if (Edge(part.Content, first: true, char.IsWhiteSpace) is { } before) list.Insert(at++, before);
            if (Edge(part.Content, first: false, char.IsWhiteSpace) is { } after) list.Insert(at + 1, after);
            if (part.Content.Count == 0) list.RemoveAt(at--);
        }
    }

    // Takes the letters at one edge that are so, as long as they are words without code.
    private static InlineNest? Edge(List<InlineNest> content, bool first, Func<char, bool> isSo)
    {
        if (content.Count == 0) return null;
        var part = content[first ? 0 : ^1];
        if (part.Leaf is not Words { Marks: Marks.None } words) return null;
        var length = first ? words.Text.TakeWhile(isSo).Count() : words.Text.Reverse().TakeWhile(isSo).Count();
        if (length == 0) return null;
        var (taken, left) = first
            ? (words.Text[..length], words.Text[length..])
            : (words.Text[^length..], words.Text[..^length]);
        if (left.Length == 0) content.RemoveAt(first ? 0 : content.Count - 1);
        else part.Leaf = words with { Text = left };
        return new InlineNest(words with { Text = taken });
    }

    // True when a mark had to become shorter: then the edges are looked at again.
    private static bool Settle(List<InlineNest> list, char before, char after)
    {
        for (var at = 0; at < list.Count; at++)
        {
            var part = list[at];
            if (part.Leaf is Words { Marks: Marks.Code } code && at > 0 && LastTextOf(list[at - 1]) is '`')
            {
                part.Leaf = code with { Marks = Marks.None }; // even escaped, a backtick would count with those of the code
                return true;
            }
            if (part.Leaf is not null) continue;
            var left = at == 0 ? before : LastOf(list[at - 1]);
            var right = at == list.Count - 1 ? after : FirstOf(list[at + 1]);
            if (part.Link is not null)
            {
                if (Settle(part.Content, '[', ']')) return true;
                continue;
            }
            // Two runs of stars side by side cannot be told apart: the lighter of the two goes.
            if (at > 0 && list[at - 1] is { Leaf: null, Link: null } neighbour)
            {
                Unwrap(list, neighbour.Mark == Marks.Emphasis ? at - 1 : at);
                return true;
            }
            var opens = Flanks(left, FirstOf(part.Content[0]));
            if (!opens || !Flanks(right, LastOf(part.Content[^1])))
            {
                var one = Letter(part.Content, first: !opens);
                if (one is null) Unwrap(list, at);
                else
                {
                    list.Insert(opens ? at + 1 : at, one);
                    list.RemoveAll(empty => empty.Leaf is null && empty.Content.Count == 0);
                }
                return true;
            }
            if (Settle(part.Content, left, right)) return true;
        }
        return false;
    }

    private static void Unwrap(List<InlineNest> list, int at)
    {
        var content = list[at].Content;
        list.RemoveAt(at);
        list.InsertRange(at, content);
    }

    private static InlineNest? Letter(List<InlineNest> content, bool first)
    {
        var taken = false;
        return Edge(content, first, letter => char.IsSurrogate(letter) || (!taken && (taken = true)));
    }

    private static bool Flanks(char outside, char inside) =>
        !char.IsWhiteSpace(inside) && (!IsPunctuation(inside) || char.IsWhiteSpace(outside) || IsPunctuation(outside));

    // Half an emoji stands for a symbol, which Markdig takes for punctuation.
    private static bool IsPunctuation(char letter) => char.IsPunctuation(letter) || char.IsSymbol(letter) || char.IsSurrogate(letter);

    private static char? LastTextOf(InlineNest part) => part.Leaf is Words { Marks: Marks.None } words ? words.Text[^1] : null;

    private static char FirstOf(InlineNest part) => part switch
    {
        { Leaf: Words { Marks: Marks.Code } } => '`',
        { Leaf: Words words } => words.Text[0],
        { Leaf: HardBreak } => ' ',
        { Leaf: PictureMark } => '!',
        { Leaf: not null } or { Link: not null } => '[',
        _ => '*',
    };

    private static char LastOf(InlineNest part) => part switch
    {
        { Leaf: Words { Marks: Marks.Code } } => '`',
        { Leaf: Words words } => words.Text[^1],
        { Leaf: HardBreak } => ' ',
        { Leaf: NoteMark } => ']',
        { Leaf: not null } or { Link: not null } => ')',
        _ => '*',
    };
}
