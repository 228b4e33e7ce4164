using System.Text.Json.Nodes;
using Portal.UmbracoBridge.Values;
using Umbraco.Cms.Core;

namespace Portal.UmbracoBridge.Texts;

/// <summary>A text as the rich text editor stores it: markup, in which a place stands for each block, and the blocks.</summary>
/// <param name="Markup">The markup.</param>
/// <param name="Blocks">The blocks in it, in their order.</param>
internal sealed record RichText(string Markup, IReadOnlyList<Block> Blocks)
{
    /// <summary>There is nothing in it.</summary>
    public bool IsEmpty => Markup.Length == 0;

    /// <summary>As it is stored.</summary>
    public string Stored() => StoredJson.Text(new JsonObject
    {
        ["markup"] = Markup,
        ["blocks"] = StoredJson.Blocks(Constants.PropertyEditors.Aliases.RichText, Blocks),
    });
}
