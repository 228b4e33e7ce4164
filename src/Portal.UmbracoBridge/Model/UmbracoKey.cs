using Portal.Content;

namespace Portal.UmbracoBridge.Model;

/// <summary>
/// Keys of what is exported: name-based UUIDs (RFC 9562, version 5), the same at every export. A type that had another key the next time
/// would take over what stands in the target, and every block that names it would dangle.
/// </summary>
internal static class UmbracoKey
{
    /// <summary>The key of a document or file of the portal: its own.</summary>
    public static Guid Of(string id) => Key.Of(id);

    /// <summary>The key of something that the export makes.</summary>
    /// <param name="kind">What it is: <c>type</c>, <c>data</c>, <c>block</c> ...</param>
    /// <param name="name">Which of them.</param>
    public static Guid Of(string kind, string name) => Key.Of($"umbraco/{kind}/{name}");
}
