using System.Text.Json.Nodes;

namespace Portal.UmbracoBridge.Schema;

/// <summary>How Umbraco's rich text editor (Tiptap) is set up: with an extension for everything that our texts have.</summary>
internal static class RichTextConfiguration
{
    private static readonly string[] Extensions =
    [
        "RichTextEssentials", "Anchor", "Block", "Blockquote", "Bold", "BulletList", "CodeBlock", "Figure", "Heading", "HorizontalRule",
        "HtmlAttributeClass", "HtmlAttributeDataset", "HtmlAttributeId", "Image", "Italic", "Link", "MediaUpload", "OrderedList",
        "Superscript", "Table", "TextAlign", "TrailingNode",
    ];

    private static readonly string[][] Toolbar =
    [
        ["SourceEditor"], ["Heading2", "Heading3"], ["Bold", "Italic", "Superscript"], ["BulletList", "OrderedList", "Blockquote"],
        ["Link", "Unlink"], ["MediaPicker", "Table"], ["BlockPicker"], ["Undo", "Redo"],
    ];

    /// <summary>The configuration with these blocks.</summary>
    public static JsonObject Of(IEnumerable<JsonNode> blocks) => new()
    {
        ["extensions"] = new JsonArray([.. Extensions.Select(name => (JsonNode)$"Umb.Tiptap.{name}")]),
        ["toolbar"] = new JsonArray(new JsonArray([.. Toolbar.Select(GroupOf)])),
        ["blocks"] = new JsonArray([.. blocks]),
        ["maxImageSize"] = 960,
        ["overlaySize"] = "medium",
        ["ignoreUserStartNodes"] = false,
    };

    private static JsonNode GroupOf(string[] names) =>
        new JsonArray([.. names.Select(name => (JsonNode)$"Umb.Tiptap.Toolbar.{name}")]);
}
