using Portal.Content.Markdown.Editing;

namespace Portal.Content.Editing.Merging;

/// <summary>
/// Brings together two texts that were both made from a third. Blocks are told apart by what they were in that one: changes of different
/// blocks stand beside each other, and where both changed the same block somebody is asked.
/// </summary>
internal static class TextMerge
{
    /// <summary>The text that holds both, with what has to be asked.</summary>
    /// <param name="Text">The merged text; where something has to be asked it holds theirs.</param>
    /// <param name="Conflicts">What both changed.</param>
    public sealed record Outcome(string Text, IReadOnlyList<Conflict> Conflicts);

    /// <summary>Merges.</summary>
    /// <param name="old">The text that both had before them.</param>
    /// <param name="mine">What one made of it.</param>
    /// <param name="theirs">What the other made of it, and stored.</param>
    /// <param name="choices">For places that were asked before: whether mine stays.</param>
    public static Outcome Merge(string old, string mine, string theirs, IReadOnlyDictionary<Place, bool> choices)
    {
        if (mine == old || mine == theirs) return new(theirs, []);
        if (theirs == old) return new(mine, []);
        if (choices.TryGetValue(Place.All, out var whole)) return new(whole ? mine : theirs, []);
        var (oldText, myText, theirText) = (BlockText.Of(old), BlockText.Of(mine), BlockText.Of(theirs));
        var (my, their) = (Rows(oldText, myText), Rows(oldText, theirText));
        var conflicts = new List<Conflict>();
        var merged = new List<Row>(their);
        for (var place = 0; place < oldText.Blocks.Count; place++)
        {
            var was = oldText.Blocks[place].Node;
            var (mineNow, theirsNow) = (my.Find(row => row.Old == place), their.Find(row => row.Old == place));
            if (mineNow?.Node.Form == was.Form || mineNow?.Node.Form == theirsNow?.Node.Form)
                continue; // theirs holds, or both say the same
            var isTheirs = theirsNow?.Node.Form != was.Form;
            if (isTheirs && !choices.TryGetValue(new Place(null, place), out var keepMine))
            {
                conflicts.Add(new(new Place(null, place), Lines(mineNow), Lines(theirsNow)));
                continue;
            }
            if (isTheirs && !choices[new Place(null, place)]) continue;
            Put(merged, my, place, mineNow);
        }
        // What I added comes behind what I had it behind.
        for (var at = 0; at < my.Count; at++)
        {
            if (my[at].Old is not null || their.Exists(row => row.Old is null && row.Node.Form == my[at].Node.Form)) continue;
            merged.Insert(PlaceAfter(merged, my, at), my[at]);
        }
        var outcome = BodyEdit.Apply(theirText, merged.ConvertAll(row => row.Node));
        if (outcome.Refused.Count == 0) return new(outcome.Text, conflicts);
        // The pieces do not stand beside each other: the whole text is asked about.
        return new(theirs, [new(Place.All, mine, theirs)]);
    }

    private static void Put(List<Row> merged, List<Row> my, int place, Row? mine)
    {
        var here = merged.FindIndex(row => row.Old == place);
        if (mine is null)
        {
            if (here >= 0) merged.RemoveAt(here);
        }
        else if (here >= 0)
        {
            merged[here] = mine;
        }
        else
        {
            merged.Insert(PlaceAfter(merged, my, my.IndexOf(mine)), mine);
        }
    }

    private static int PlaceAfter(List<Row> merged, List<Row> my, int at)
    {
        for (var left = at - 1; left >= 0; left--)
        {
            var found = merged.FindIndex(row => ReferenceEquals(row, my[left]) || (my[left].Old is { } old && row.Old == old));
            if (found >= 0) return found + 1;
        }
        return 0;
    }

    // Each block with the one it was: the same one, or the one that went missing at its place.
    private static List<Row> Rows(BlockText old, BlockText now) =>
        [
            .. BodyEdit.Places(old, [.. now.Blocks.Select(block => block.Node)])
                .Zip(now.Blocks, (place, block) => new Row(place, block.Node, block.Lines)),
        ];

    private static string Lines(Row? row) => row?.Lines.TrimEnd('\n') ?? "";

    private sealed record Row(int? Old, Node Node, string Lines);
}

/// <summary>A place where two can differ.</summary>
/// <param name="Key">A key of the front matter, or null.</param>
/// <param name="Block">The number of a block in the text that both had before them, or null.</param>
internal readonly record struct Place(string? Key, int? Block)
{
    /// <summary>The whole text.</summary>
    public static Place All { get; } = new(null, null);
}

/// <summary>A place that two changed.</summary>
/// <param name="Place">Where.</param>
/// <param name="Mine">What one says there, as text.</param>
/// <param name="Theirs">What the other says there.</param>
internal sealed record Conflict(Place Place, string Mine, string Theirs);
