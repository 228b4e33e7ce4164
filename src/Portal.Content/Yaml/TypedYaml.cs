using System.Text.Json.Nodes;
using Portal.Content.Types;
using YamlDotNet.Core;

namespace Portal.Content.Yaml;

/// <summary>Writes the YAML of a block by what its values are, in the hand of content/.</summary>
internal sealed class TypedYaml
{
    private const string NameKey = "id";

    private readonly HashSet<string> names;

    /// <summary>Looks which parts have a short name, by which others call them.</summary>
    public TypedYaml(JsonObject values) => names = [.. NamesIn(values)];

    /// <summary>The keys of a map, each on a line of its own.</summary>
    public string Pairs(JsonObject map, IReadOnlyList<DocumentType.PropertyType> properties, string indent) => string.Concat(
        map.Where(pair => pair.Value is not null).Select(pair =>
            $"{indent}{pair.Key}:{Written(pair.Key, pair.Value!, properties.FirstOrDefault(one => one.Key == pair.Key), indent)}"));

    private static IEnumerable<string> NamesIn(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair.Key == NameKey && pair.Value is JsonValue name
            ? [name.ToString()]
            : NamesIn(pair.Value)),
        JsonArray list => list.SelectMany(NamesIn),
        _ => [],
    };

    private string Written(string key, JsonNode value, DocumentType.PropertyType? property, string indent) => value switch
    {
        _ when property is null => YamlWriter.Written(value, indent, null),
        JsonArray list when list.Any(item => item is not JsonObject) => OnOneLine(list, property)
            ? $" [{string.Join(", ", list.Select(item => Scalar(key, item!, property)))}]\n"
            : "\n" + string.Concat(list.Select(item => $"{indent}  - {Scalar(key, item!, property)}\n")),
        JsonArray { Count: > 0 } list => "\n" + string.Concat(list.Select(item => Item((JsonObject)item!, property, indent + "  "))),
        JsonObject { Count: > 0 } map => "\n" + Pairs(map, property.Children, indent + "  "),
        JsonValue => $" {Scalar(key, value, property)}\n",
        _ => YamlWriter.Written(value, indent, null),
    };

    // Ids, and a scale: it is read from one end to the other.
    private static bool OnOneLine(JsonArray list, DocumentType.PropertyType property) =>
        list.All(item => item is JsonValue) && (property.Info.IsReference || property.Info.MinItems > 1);

    private string Item(JsonObject map, DocumentType.PropertyType property, string indent)
    {
        var lines = Pairs(map, property.Children, indent + "  ");
        return lines.Length == 0 ? $"{indent}- {{}}\n" : $"{indent}- {lines[(indent.Length + 2)..]}";
    }

    private string Scalar(string key, JsonNode node, DocumentType.PropertyType property)
    {
        if (node is not JsonValue value) return YamlWriter.Flow(node, ScalarStyle.Any);
        var isPlain = property.Shape != PropertyShape.Text || property.Info.IsReference || IsName(key, value.ToString());
        if (isPlain && value.ToString() is [>= 'A' and <= 'Z'] letter && letter is not ("Y" or "N")) return letter;
        return YamlWriter.Scalar(value, isPlain ? ScalarStyle.Any : ScalarStyle.DoubleQuoted);
    }

    // A letter is a name too: form A.
    private bool IsName(string key, string text) => key == NameKey || names.Contains(text) || text is [>= 'A' and <= 'Z'];
}
