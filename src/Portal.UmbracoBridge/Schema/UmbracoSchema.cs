using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Schema;

/// <summary>All types of an export, and what of ours became them.</summary>
internal sealed class UmbracoSchema
{
    /// <summary>Data types.</summary>
    public required IReadOnlyList<UmbracoDataType> DataTypes { get; init; }

    /// <summary>Document types and element types, compositions first.</summary>
    public required IReadOnlyList<UmbracoType> Types { get; init; }

    /// <summary>Types of documents by the name of ours.</summary>
    public required IReadOnlyDictionary<string, TypeMap> Documents { get; init; }

    /// <summary>Types of blocks by the name of the container; of an exercise by that and its type, <c>exercise single</c>.</summary>
    public required IReadOnlyDictionary<string, TypeMap> Blocks { get; init; }

    /// <summary>The root of the site.</summary>
    public required UmbracoType Site { get; init; }

    /// <summary>What has no text and holds others: <c>/kennis</c>.</summary>
    public required UmbracoType Section { get; init; }

    /// <summary>A picture.</summary>
    public required TypeMap Picture { get; init; }

    /// <summary>Any other file.</summary>
    public required TypeMap File { get; init; }
}
