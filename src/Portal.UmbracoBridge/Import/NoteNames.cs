using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portal.UmbracoBridge.Import;

/// <summary>
/// A package numbers notes. Of a document that the portal has they get the names back that an author gave them, so that what did not
/// change keeps its lines.
/// </summary>
internal static partial class NoteNames
{
    /// <summary>Gives notes the names that the notes with their numbers have in a text.</summary>
    public static void Restore(IEnumerable<JsonObject> nodes, string text)
    {
        var names = Reference().Matches(text).Select(match => match.Groups["name"].Value).Distinct().ToList();
        if (names.Count > 0) foreach (var node in nodes) Restore(node, names);
    }

    private static void Restore(JsonObject node, List<string> names)
    {
        if (EditorJson.TypeOf(node) is "note" or "noteReference" && node["attrs"] is JsonObject attributes)
            attributes["label"] = NameOf(attributes["label"]?.ToString() ?? "", names);
        foreach (var inner in (node["content"] as JsonArray ?? []).OfType<JsonObject>()) Restore(inner, names);
    }

    // A note that is new keeps its number, unless another one is called that.
    private static string NameOf(string number, List<string> names) =>
        int.TryParse(number, CultureInfo.InvariantCulture, out var at) && at >= 1 && at <= names.Count ? names[at - 1]
        : names.Contains(number) ? "noot-" + number : number;

    [GeneratedRegex(@"\[\^(?<name>[^\]\s]+)\](?!:)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Reference();
}
