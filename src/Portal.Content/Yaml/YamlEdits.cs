using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace Portal.Content.Yaml;

/// <summary>The changes of a YAML text: which letters become which.</summary>
/// <param name="yaml">The text, each line with its end.</param>
internal sealed class YamlEdits(string yaml)
{
    private readonly List<(int Start, int End, string Text)> edits = [];

    /// <summary>The text with the changes.</summary>
    public string Apply()
    {
        // What is put in at a place comes before what is taken away or written anew from there.
        var (text, at) = (new StringBuilder(yaml.Length + 64), 0);
        foreach (var (start, end, words) in edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.End > edit.Start))
        {
            text.Append(yaml, at, start - at).Append(words);
            at = end;
        }
        return text.Append(yaml, at, yaml.Length - at).ToString();
    }

    /// <summary>Another value behind a key of the map that the text is; false when that cannot be done by value.</summary>
    public bool Set(YamlMap root, string key, JsonNode? value, IReadOnlyList<string> order)
    {
        var at = IndexOf(root, key);
        if (at < 0)
        {
            if (value is not null) Insert(root, key, value, order, yaml.Length);
            return true;
        }
        return value is null ? Remove(root, at, yaml.Length) : Change(root, at, value, yaml.Length);
    }

    private static int IndexOf(YamlMap map, string key)
    {
        for (var i = 0; i < map.Pairs.Count; i++)
            if (map.Pairs[i].Key.Value == key) return i;
        return -1;
    }

    private bool Change(YamlMap map, int at, JsonNode value, int limit)
    {
        var (key, old) = map.Pairs[at];
        var end = EndOf(map, at, limit);
        var before = edits.Count;
        if (InPlace(old, value, end)) return true;
        edits.RemoveRange(before, edits.Count - before);
        if (HasComment(old, key.End, end)) return false;
        edits.Add((key.End, end, ":" + YamlWriter.Written(value, new string(' ', ColumnOf(key.Start)), old)));
        return true;
    }

    private bool Remove(YamlMap map, int at, int limit)
    {
        var (key, end) = (map.Pairs[at].Key, EndOf(map, at, limit));
        var start = LineOf(key.Start);
        if (IsBlank(start, key.Start)) edits.Add((start, end, ""));
        // The first key of an item stands behind its dash: the next one comes in its place.
        else if (at + 1 < map.Pairs.Count && IsBlank(end, map.Pairs[at + 1].Key.Start))
            edits.Add((key.Start, map.Pairs[at + 1].Key.Start, ""));
        else return false;
        return true;
    }

    private void Insert(YamlMap map, string key, JsonNode value, IReadOnlyList<string> order, int limit)
    {
        var place = order.TakeWhile(known => known != key).ToHashSet();
        var before = map.Pairs.Count - 1;
        while (before >= 0 && !place.Contains(map.Pairs[before].Key.Value)) before--;
        var first = map.Pairs[0].Key.Start;
        var indent = new string(' ', ColumnOf(first));
        var text = $"{key}:{YamlWriter.Written(value, indent, null)}";
        if (before >= 0) Insert(EndOf(map, before, limit), indent + text);
        else if (IsBlank(LineOf(first), first)) Insert(LineOf(first), indent + text);
        else Insert(first, text + indent);
    }

    private void Insert(int at, string text) => edits.Add((at, at, text));

    private bool InPlace(YamlValue old, JsonNode value, int limit)
    {
        switch (old, value)
        {
            case (YamlScalar scalar, JsonValue now):
                if (scalar.Value == YamlWriter.TextOf(now) && (YamlWriter.IsText(now) || scalar.Style == ScalarStyle.Plain)) return true;
                // What has lines of its own goes to the next key.
                if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded || scalar.End == scalar.Start) return false;
                edits.Add((scalar.Start, scalar.End, YamlWriter.Scalar(now, scalar.Style)));
                return true;
            case (YamlList { IsFlow: true } list, JsonArray now):
                return Flow(list, list.Items, now, value);
            case (YamlList list, JsonArray now):
                return now.Count > 0 && Lines(list, now, limit);
            case (YamlMap { IsFlow: true } map, JsonObject now):
                return Flow(map, now);
            case (YamlMap map, JsonObject now):
                return now.Any(pair => pair.Value is not null) && Pairs(map, now, limit);
            default:
                return false;
        }
    }

    private bool Pairs(YamlMap map, JsonObject now, int limit)
    {
        List<string> order = [.. now.Select(pair => pair.Key)];
        for (var i = 0; i < map.Pairs.Count; i++)
        {
            var value = now[map.Pairs[i].Key.Value];
            if (value is null && map.Pairs[i].Value is YamlScalar { IsNull: true }) continue;
            if (!(value is null ? Remove(map, i, limit) : Change(map, i, value, limit))) return false;
        }
        foreach (var (key, value) in now)
            if (value is not null && IndexOf(map, key) < 0) Insert(map, key, value, order, limit);
        return true;
    }

    private bool Lines(YamlList list, JsonArray now, int limit)
    {
        if (SegmentsOf(list, limit) is not { } segments) return false;
        List<string> before = [.. list.Items.Select(item => YamlEdit.JsonOf(item)?.ToJsonString() ?? "")];
        List<string> after = [.. now.Select(item => YamlEdit.JsonOf(item)?.ToJsonString() ?? "")];
        var pairs = Alignment.Of(before, after);
        var kept = pairs.Where(pair => pair is { Old: >= 0, New: >= 0 }).Select(pair => pair.Old).ToHashSet();
        var loose = Enumerable.Range(0, before.Count).Where(i => !kept.Contains(i)).ToList();
        var dash = new string(' ', ColumnOf(segments[0].Dash));
        var at = segments[0].Start;
        foreach (var (old, to) in pairs)
        {
            if (old < 0)
            {
                // An item that stood elsewhere comes as it was.
                var from = loose.FindIndex(i => before[i] == after[to]);
                Insert(at, from >= 0 ? yaml[segments[loose[from]].Start..segments[loose[from]].End] : Item(list, now[to], dash));
                if (from >= 0) loose.RemoveAt(from);
                continue;
            }
            var (start, _, end) = segments[old];
            if (to < 0) edits.Add((start, end, ""));
            else if (before[old] != after[to] && !Change(list.Items[old], now[to], start, end, Item(list, now[to], dash))) return false;
            at = end;
        }
        return true;
    }

    private bool Change(YamlValue old, JsonNode? value, int start, int end, string anew)
    {
        var before = edits.Count;
        if (value is not null && InPlace(old, value, end)) return true;
        edits.RemoveRange(before, edits.Count - before);
        if (HasComment(old, start, end)) return false;
        edits.Add((start, end, anew));
        return true;
    }

    private static string Item(YamlList list, JsonNode? item, string dash) => list.Items is [YamlMap { IsFlow: true }, ..]
        ? $"{dash}- {YamlWriter.Flow(item, ScalarStyle.Any)}\n"
        : YamlWriter.Item(item, dash);

    // Between brackets: what stays is written as it was.
    private bool Flow(YamlList list, IReadOnlyList<YamlValue> items, JsonArray now, JsonNode value)
    {
        if (items.Count == now.Count && items.Zip(now).All(pair => pair.Second is not null && IsSameKind(pair.First, pair.Second)))
            return items.Zip(now).All(pair => InPlace(pair.First, pair.Second!, list.End));
        if (items.Count == 0 || now.Count == 0 || HasComment(list, list.Start, list.End)) return false;
        var known = items.ToLookup(item => YamlEdit.JsonOf(item)?.ToJsonString() ?? "", item => yaml[item.Start..item.End]);
        var style = items[0] is YamlScalar { Style: ScalarStyle.Plain } ? ScalarStyle.Any : ScalarStyle.DoubleQuoted;
        var words = ((JsonArray)value).Select(item => known[YamlEdit.JsonOf(item)?.ToJsonString() ?? ""].FirstOrDefault()
            ?? YamlWriter.Flow(item, style));
        edits.Add((items[0].Start, items[^1].End, string.Join(", ", words)));
        return true;
    }

    private bool Flow(YamlMap map, JsonObject now)
    {
        var keys = now.Where(pair => pair.Value is not null).Select(pair => pair.Key).ToHashSet();
        if (keys.SetEquals(map.Pairs.Select(pair => pair.Key.Value)))
            return map.Pairs.All(pair => InPlace(pair.Value, now[pair.Key.Value]!, map.End));
        if (HasComment(map, map.Start, map.End) || yaml[map.End - 1] != '}') return false;
        edits.Add((map.Start, map.End, YamlWriter.Flow(now, ScalarStyle.Any)));
        return true;
    }

    private static bool IsSameKind(YamlValue old, JsonNode now) =>
        (old, now) is (YamlScalar, JsonValue) or (YamlList, JsonArray) or (YamlMap, JsonObject);

    // Each item with its dash, its lines, and those below it that are its own; null where a dash shares its line.
    private List<(int Start, int Dash, int End)>? SegmentsOf(YamlList list, int limit)
    {
        var dashes = new List<int>();
        foreach (var item in list.Items)
        {
            if (item is YamlScalar { Start: var start, End: var end } && start == end) return null;
            var dash = item.Start - 1;
            while (dash > 0 && char.IsWhiteSpace(yaml[dash])) dash--;
            if (dash < 0 || yaml[dash] != '-' || !IsBlank(LineOf(dash), dash)) return null;
            dashes.Add(dash);
        }
        if (dashes.Count == 0) return null;
        return
        [
            .. dashes.Select((dash, i) => (LineOf(dash), dash,
                i + 1 < dashes.Count ? Back(LineOf(dashes[i + 1]), dash, list.Items[i], ColumnOf(dash)) : limit)),
        ];
    }

    // A key with its value goes on to the next key of its level, but for blank lines and comments before that.
    private int EndOf(YamlMap map, int at, int limit)
    {
        var (key, value) = map.Pairs[at];
        return Back(at + 1 < map.Pairs.Count ? map.Pairs[at + 1].Key.Start : limit, key.Start, value, ColumnOf(key.Start));
    }

    private int Back(int end, int start, YamlValue value, int column)
    {
        // A text in lines of its own may have what looks like a comment.
        var isText = Last(value) is YamlScalar { Style: ScalarStyle.Literal or ScalarStyle.Folded };
        while (true)
        {
            var line = yaml.LastIndexOf('\n', Math.Max(0, end - 2)) + 1;
            if (line <= start || line == end) return end;
            var words = yaml.AsSpan(line, end - line).Trim();
            var isComment = words is ['#', ..] && !(isText && yaml.AsSpan(line, end - line).IndexOf('#') > column);
            if (words.Length > 0 && !isComment) return end;
            end = line;
        }
    }

    private static YamlValue Last(YamlValue value) => value switch
    {
        YamlList { Items: [.., var last] } => Last(last),
        YamlMap { Pairs: [.., var (_, last)] } => Last(last),
        _ => value,
    };

    // A mark outside the scalars: what is written anew would lose what somebody noted there.
    private bool HasComment(YamlValue value, int start, int end)
    {
        if (value is YamlScalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } own)
        {
            var firstLine = yaml.IndexOf('\n', own.Start);
            return firstLine > 0 && yaml.IndexOf('#', own.Start, firstLine - own.Start) >= 0;
        }
        var at = start;
        foreach (var scalar in Scalars(value))
        {
            if (scalar.Start > at && yaml.IndexOf('#', at, scalar.Start - at) >= 0) return true;
            at = Math.Max(at, scalar.End);
        }
        return at < end && yaml.IndexOf('#', at, end - at) >= 0;
    }

    private static IEnumerable<YamlScalar> Scalars(YamlValue value) => value switch
    {
        YamlScalar scalar => [scalar],
        YamlList list => list.Items.SelectMany(Scalars),
        YamlMap map => map.Pairs.SelectMany(pair => Scalars(pair.Value).Prepend(pair.Key)),
        _ => [],
    };

    private bool IsBlank(int start, int end) => start <= end && yaml.AsSpan(start, end - start).IsWhiteSpace();

    private int LineOf(int at) => at == 0 ? 0 : yaml.LastIndexOf('\n', at - 1) + 1;

    private int ColumnOf(int at) => at - LineOf(at);
}
