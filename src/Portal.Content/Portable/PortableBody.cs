using System.Text.Json.Nodes;
using Portal.Content.Markdown.Editing;

namespace Portal.Content.Portable;

/// <summary>Writes bodies of what another system had, as the editor of the portal writes them.</summary>
public static class PortableBody
{
    /// <summary>The Markdown of a document of the editor (see <c>NodeJson</c>).</summary>
    /// <param name="document">The JSON that the editor in the browser would send.</param>
    /// <param name="before">What stood there before: what says the same keeps its lines, byte for byte.</param>
    /// <returns>The text, and whether it says exactly what the document said.</returns>
    /// <exception cref="FormatException">It is no document of the editor.</exception>
    public static (string Text, bool IsExact) Write(JsonObject document, string before = "")
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(before);
        var nodes = NodeJson.Read(document);
        if (before.Length == 0 && BodyEdit.Fresh(nodes) is { } fresh) return (fresh, true);
        if (BodyEdit.Apply(BlockText.Of(before), nodes) is { Refused.Count: 0 } well) return (well.Text, true);
        if (before.Length > 0 && BodyEdit.Apply(BlockText.Of(""), nodes) is { Refused.Count: 0 } anew) return (anew.Text, true);
        return (string.Concat(nodes.Select((node, at) =>
            (at == 0 ? "" : NodeWriter.Between(nodes[at - 1], node, null)) + NodeWriter.Write(node))), false);
    }
}
