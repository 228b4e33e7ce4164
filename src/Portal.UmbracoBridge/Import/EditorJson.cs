using System.Text.Json.Nodes;

namespace Portal.UmbracoBridge.Import;

/// <summary>Nodes as the editor of the portal sends them: the importer writes texts by the same way.</summary>
internal static class EditorJson
{
    /// <summary>A whole text.</summary>
    public static JsonObject Document(IEnumerable<JsonObject> blocks) => Of("doc", blocks);

    /// <summary>A node.</summary>
    public static JsonObject Of(string type, IEnumerable<JsonObject> content, params (string Name, JsonNode? Value)[] attributes)
    {
        var node = new JsonObject { ["type"] = type };
        if (attributes.Length > 0) node["attrs"] = new JsonObject(attributes.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        var inner = new JsonArray([.. content]);
        if (inner.Count > 0) node["content"] = inner;
        return node;
    }

    /// <summary>Words without marks.</summary>
    public static JsonObject Words(string text) => new() { ["type"] = "text", ["text"] = text };

    /// <summary>Words with marks, and where they lead.</summary>
    public static JsonObject Words(string text, Marks marks)
    {
        var words = Words(text);
        var names = new JsonArray();
        if (marks.Link is { } link) names.Add((JsonNode)Of("link", [], ("href", link)));
        if (marks.Strong) names.Add((JsonNode)new JsonObject { ["type"] = "strong" });
        if (marks.Emphasis) names.Add((JsonNode)new JsonObject { ["type"] = "em" });
        if (marks.Code) names.Add((JsonNode)new JsonObject { ["type"] = "code" });
        if (names.Count > 0) words["marks"] = names;
        return words;
    }

    /// <summary>A paragraph of plain words.</summary>
    public static JsonObject Paragraph(string text) => Of("paragraph", [Words(text)]);

    /// <summary>A container with the keys of its first line.</summary>
    public static JsonObject Container(
        string name, IEnumerable<KeyValuePair<string, string>> keys, IEnumerable<JsonObject> content) => Of(
        "container", content, ("name", name),
        ("keys", new JsonArray([.. keys.Select(key => (JsonNode)new JsonArray(key.Key, key.Value))])));

    /// <summary>A file of the library: a picture in a figure, any other to download.</summary>
    public static JsonObject File(LandedFile file, string alt = "", IEnumerable<JsonObject>? caption = null) => file.IsPicture
        ? Container("figure", [], [Of("paragraph", [Picture(file, alt)]), .. caption ?? []])
        : Container("file", [new("media", file.Id)], []);

    /// <summary>A picture in a line.</summary>
    public static JsonObject Picture(LandedFile file, string alt) => Of("image", [], ("alt", alt), ("src", "media:" + file.Id));

    /// <summary>The type of a node.</summary>
    public static string TypeOf(JsonObject node) => node["type"]!.ToString();

    /// <summary>All words of a node.</summary>
    public static string TextOf(JsonObject node) => TypeOf(node) == "text"
        ? node["text"]!.ToString()
        : string.Join(TypeOf(node) is "paragraph" or "heading" ? "" : " ",
            (node["content"] as JsonArray ?? []).OfType<JsonObject>().Select(TextOf));
}

/// <summary>What words are besides words.</summary>
/// <param name="Strong">Strong.</param>
/// <param name="Emphasis">Emphasised.</param>
/// <param name="Code">Code.</param>
/// <param name="Link">Where they lead, or null.</param>
internal sealed record Marks(bool Strong = false, bool Emphasis = false, bool Code = false, string? Link = null);
