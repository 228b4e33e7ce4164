using System.Text.Json.Nodes;

namespace Portal.Content.Yaml;

/// <summary>
/// Changes values in a YAML text and no other byte: comments, order, quotes and blank lines stay as they were typed. A value that is
/// the same is not touched; in a list or map only what differs is written, and an item that moves takes its own bytes along.
/// </summary>
internal static class YamlEdit
{
    /// <summary>The text with another value behind a key of the first level.</summary>
    /// <param name="yaml">A map, each line with its end (LF); or nothing.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null takes the key away.</param>
    /// <param name="order">All keys in the order in which new ones come.</param>
    /// <returns>The text, or null when it cannot be edited by value: then it is edited as source.</returns>
    public static string? With(string yaml, string key, JsonNode? value, IReadOnlyList<string> order)
    {
        if (string.IsNullOrWhiteSpace(yaml)) return value is null ? yaml : $"{key}:{YamlWriter.Written(value, "", null)}";
        if (YamlTree.Of(yaml) is not { IsFlow: false } root) return null;
        var edits = new YamlEdits(yaml);
        if (!edits.Set(root, key, value, order)) return null;
        var text = edits.Apply();
        return IsAsMeant(text, root, key, value) ? text : null;
    }

    /// <summary>
    /// The values as JSON; scalars are texts, as YAML does not tell a number from a word. A key with nothing behind it is left out.
    /// </summary>
    public static JsonObject JsonOf(YamlMap map) => new(map.Pairs.Where(pair => pair.Value is not YamlScalar { IsNull: true })
        .Select(pair => KeyValuePair.Create(pair.Key.Value, JsonOf(pair.Value))));

    /// <inheritdoc cref="JsonOf(YamlMap)"/>
    internal static JsonNode? JsonOf(YamlValue value) => value switch
    {
        YamlScalar { IsNull: true } => null,
        YamlScalar scalar => JsonValue.Create(scalar.Value),
        YamlList list => new JsonArray([.. list.Items.Select(JsonOf)]),
        YamlMap map => JsonOf(map),
        _ => null,
    };

    /// <summary>The same with every scalar as text, to compare with what stands there.</summary>
    internal static JsonNode? JsonOf(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(
            map.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, JsonOf(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(JsonOf)]),
        JsonValue scalar => JsonValue.Create(YamlWriter.TextOf(scalar)),
        _ => null,
    };

    // What was written is read again: the value is there, and everything else is what it was.
    private static bool IsAsMeant(string text, YamlMap before, string key, JsonNode? value)
    {
        var expected = JsonOf(before);
        expected.Remove(key);
        if (value is not null) expected[key] = JsonOf(value);
        if (expected.Count == 0) return string.IsNullOrWhiteSpace(text);
        return YamlTree.Of(text) is { } after && JsonNode.DeepEquals(JsonOf(after), expected);
    }
}
