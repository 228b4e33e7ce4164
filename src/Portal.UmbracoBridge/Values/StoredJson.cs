using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.UmbracoBridge.Model;
using Umbraco.Cms.Core;

namespace Portal.UmbracoBridge.Values;

/// <summary>Values as Umbraco 17 and 18 store them.</summary>
internal static class StoredJson
{
    // It stands in XML, never in a page.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A node as text.</summary>
    public static string Text(JsonNode node) => node.ToJsonString(Options);

    /// <summary>The UDI of a document.</summary>
    public static string Document(Guid key) => new GuidUdi(Constants.UdiEntityType.Document, key).ToString();

    /// <summary>The UDI of a file.</summary>
    public static string Media(Guid key) => new GuidUdi(Constants.UdiEntityType.Media, key).ToString();

    /// <summary>A file in a picker.</summary>
    /// <param name="owner">Whose value it is: keys in it are made of that.</param>
    /// <param name="key">The file's key.</param>
    /// <param name="typeAlias">Alias of its type.</param>
    public static JsonObject Picked(string owner, Guid key, string typeAlias) => new()
    {
        ["key"] = UmbracoKey.Of("picked", owner).ToString(),
        ["mediaKey"] = key.ToString(),
        ["mediaTypeAlias"] = typeAlias,
        ["crops"] = new JsonArray(),
        ["focalPoint"] = null,
    };

    /// <summary>Blocks with their layout. One that is not exposed nobody would see.</summary>
    /// <param name="editor">Alias of the editor that they stand in.</param>
    /// <param name="blocks">The blocks.</param>
    public static JsonObject Blocks(string editor, IReadOnlyList<Block> blocks) => new()
    {
        ["contentData"] = new JsonArray([.. blocks.Select(ContentOf)]),
        ["settingsData"] = new JsonArray(),
        ["expose"] = new JsonArray([.. blocks.Select(ExposeOf)]),
        ["layout"] = new JsonObject { [editor] = new JsonArray([.. blocks.Select(LayoutOf)]) },
    };

    private static JsonNode ContentOf(Block block) => new JsonObject
    {
        ["contentTypeKey"] = block.Type.Key.ToString(),
        ["key"] = block.Key.ToString(),
        ["values"] = new JsonArray([.. block.Values.Select(ValueOf)]),
    };

    private static JsonNode ValueOf(BlockValue value) => new JsonObject
    {
        ["editorAlias"] = value.Property.DataType.Editor,
        ["alias"] = value.Property.Alias,
        ["culture"] = null,
        ["segment"] = null,
        ["value"] = value.Value,
    };

    private static JsonNode ExposeOf(Block block) => new JsonObject
    {
        ["contentKey"] = block.Key.ToString(),
        ["culture"] = null,
        ["segment"] = null,
    };

    private static JsonNode LayoutOf(Block block) => new JsonObject { ["contentKey"] = block.Key.ToString(), ["settingsKey"] = null };
}

/// <summary>A block.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Values">What is filled in.</param>
internal sealed record Block(Guid Key, UmbracoType Type, IReadOnlyList<BlockValue> Values);

/// <summary>A value of a block.</summary>
/// <param name="Property">What it is the value of.</param>
/// <param name="Value">The value as it is stored.</param>
internal sealed record BlockValue(UmbracoProperty Property, string Value);
