using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Portal.Content.Yaml;

/// <summary>
/// Changes values in a YAML text and no other byte: comments, order, quotes and blank lines stay as they were typed. A value that is
/// the same is not touched; in a list or map that kept its shape only what differs is written.
/// </summary>
internal static partial class YamlEdit
{
    /// <summary>The text with another value behind a key of the first level.</summary>
    /// <param name="yaml">A map, each line with its end (LF).</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null takes the key away.</param>
    /// <param name="order">All keys in the order in which new ones come.</param>
    /// <returns>The text, or null when it cannot be edited by value: then it is edited as source.</returns>
    public static string? With(string yaml, string key, JsonNode? value, IReadOnlyList<string> order)
    {
        if (YamlTree.Of(yaml) is not { IsFlow: false } root) return null;
        var at = -1;
        for (var i = 0; i < root.Pairs.Count; i++)
            if (root.Pairs[i].Key.Value == key) at = i;

        var text = at < 0 ? Added(yaml, root, key, value, order) : Changed(yaml, root, at, value);
        return YamlTree.Of(text) is { } again && JsonNode.DeepEquals(JsonOf(again)[key], JsonOf(value)) ? text : null;
    }

    /// <summary>The values as JSON; scalars are texts, as YAML does not tell a number from a word.</summary>
    public static JsonObject JsonOf(YamlMap map) => new(map.Pairs.Select(pair => KeyValuePair.Create(pair.Key.Value, JsonOf(pair.Value))));

    private static JsonNode? JsonOf(YamlValue value) => value switch
    {
        YamlScalar scalar => JsonValue.Create(scalar.Value),
        YamlList list => new JsonArray([.. list.Items.Select(JsonOf)]),
        YamlMap map => JsonOf(map),
        _ => null,
    };

    // The same with every scalar as text, to compare with what stands there.
    private static JsonNode? JsonOf(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(
            map.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, JsonOf(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(JsonOf)]),
        JsonValue scalar => JsonValue.Create(TextOf(scalar)),
        _ => null,
    };

    private static string Added(string yaml, YamlMap root, string key, JsonNode? value, IReadOnlyList<string> order)
    {
        if (value is null) return yaml;
        var place = order.TakeWhile(known => known != key).ToHashSet();
        var before = root.Pairs.Count - 1;
        while (before >= 0 && !place.Contains(root.Pairs[before].Key.Value)) before--;
        var at = before < 0 ? root.Start : EndOf(yaml, root, before);
        return yaml.Insert(at, $"{key}:{Written(value, "", null)}");
    }

    private static string Changed(string yaml, YamlMap root, int at, JsonNode? value)
    {
        var (key, old) = root.Pairs[at];
        if (value is null) return yaml.Remove(key.Start, EndOf(yaml, root, at) - key.Start);
        if (JsonNode.DeepEquals(JsonOf(old), JsonOf(value))) return yaml;
        var edits = new List<(int Start, int End, string Text)>();
        if (!InPlace(old, value, edits))
            return yaml[..key.End] + ":" + Written(value, "", old) + yaml[EndOf(yaml, root, at)..];
        foreach (var (start, end, text) in edits.OrderByDescending(edit => edit.Start)) yaml = yaml[..start] + text + yaml[end..];
        return yaml;
    }

    // Only scalars differ, and each stands on one line.
    private static bool InPlace(YamlValue old, JsonNode? value, List<(int Start, int End, string Text)> edits)
    {
        switch (old, value)
        {
            case (YamlScalar { Style: not (ScalarStyle.Literal or ScalarStyle.Folded) } scalar, JsonValue now)
                when scalar.End > scalar.Start:
                if (scalar.Value != TextOf(now)) edits.Add((scalar.Start, scalar.End, Scalar(now, scalar.Style)));
                return true;
            case (YamlList list, JsonArray now) when list.Items.Count == now.Count:
                return list.Items.Zip(now).All(pair => InPlace(pair.First, pair.Second, edits));
            case (YamlMap map, JsonObject now) when map.Pairs.Select(pair => pair.Key.Value)
                .SequenceEqual(now.Where(pair => pair.Value is not null).Select(pair => pair.Key)):
                return map.Pairs.All(pair => InPlace(pair.Value, now[pair.Key.Value], edits));
            default:
                return false;
        }
    }

    // A key with its value goes on to the next key of its level, but for blank lines and comments before that.
    private static int EndOf(string yaml, YamlMap map, int at)
    {
        var end = at + 1 < map.Pairs.Count ? map.Pairs[at + 1].Key.Start : yaml.Length;
        while (true)
        {
            var line = yaml.LastIndexOf('\n', Math.Max(0, end - 2)) + 1;
            if (line <= map.Pairs[at].Key.Start || yaml[line..end].Trim() is not ("" or ['#', ..])) return end;
            end = line;
        }
    }

    // What comes behind "key:", with its line end.
    private static string Written(JsonNode? value, string indent, YamlValue? old)
    {
        switch (value)
        {
            case JsonArray { Count: 0 }:
                return " []\n";
            case JsonArray list when old is YamlList { IsFlow: true } && list.All(item => item is JsonValue):
                return $" [{string.Join(", ", list.Select(item => Scalar((JsonValue)item!, ScalarStyle.DoubleQuoted)))}]\n";
            case JsonArray list:
                return "\n" + string.Concat(list.Select(item => Item(item, indent)));
            case JsonObject map:
                return "\n" + string.Concat(map.Where(pair => pair.Value is not null)
                    .Select(pair => $"{indent}  {pair.Key}:{Written(pair.Value, indent + "  ", null)}"));
            default:
                return $" {Scalar((JsonValue)value!, (old as YamlScalar)?.Style ?? ScalarStyle.Any)}\n";
        }
    }

    private static string Item(JsonNode? item, string indent)
    {
        if (item is not JsonObject map) return $"{indent}  -{Written(item, indent + "  ", null)}";
        var lines = string.Concat(map.Where(pair => pair.Value is not null)
            .Select(pair => $"{indent}    {pair.Key}:{Written(pair.Value, indent + "    ", null)}"));
        return lines.Length == 0 ? $"{indent}  - {{}}\n" : $"{indent}  - {lines[(indent.Length + 4)..]}";
    }

    // Words between quotes, as in content/; ids, dates, numbers and yes or no as they are.
    private static string Scalar(JsonValue value, ScalarStyle style)
    {
        var text = TextOf(value);
        var isWord = !value.TryGetValue<string>(out _) || Word().IsMatch(text);
        if (isWord && style is ScalarStyle.Any or ScalarStyle.Plain && Safe(text, value)) return text;
        return Quoted(text);
    }

    // A text that YAML would take for something else is quoted.
    private static bool Safe(string text, JsonValue value) =>
        !value.TryGetValue<string>(out _) || text is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off");

    private static string TextOf(JsonValue value)
    {
        if (value.TryGetValue<string>(out var text)) return text;
        if (value.TryGetValue<bool>(out var yes)) return yes ? "true" : "false";
        return value.TryGetValue<decimal>(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.ToJsonString();
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' => quoted.Append($"\\u{(int)letter:X4}"),
                _ => quoted.Append(letter),
            };
        }
        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9_:T-]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Word();
}
