namespace Portal.UmbracoBridge.Model;

/// <summary>Everything that goes to an Umbraco, whatever the format it is written in.</summary>
internal sealed record UmbracoExport
{
    /// <summary>The language of all content.</summary>
    public const string Culture = "nl-NL";

    /// <summary>What the package is called.</summary>
    public required string Name { get; init; }

    /// <summary>The data types that the types use.</summary>
    public required IReadOnlyList<UmbracoDataType> DataTypes { get; init; }

    /// <summary>Document types and element types; a composition before who uses it.</summary>
    public required IReadOnlyList<UmbracoType> Types { get; init; }

    /// <summary>Media types.</summary>
    public required IReadOnlyList<UmbracoType> MediaTypes { get; init; }

    /// <summary>Templates, a master before who stands in it.</summary>
    public IReadOnlyList<UmbracoView> Templates { get; init; } = [];

    /// <summary>Parts of templates by their path.</summary>
    public IReadOnlyList<UmbracoView> Parts { get; init; } = [];

    /// <summary>The dictionary.</summary>
    public IReadOnlyList<UmbracoWord> Words { get; init; } = [];

    /// <summary>The roots of the tree of content.</summary>
    public required IReadOnlyList<UmbracoNode> Content { get; init; }

    /// <summary>The roots of the tree of media.</summary>
    public IReadOnlyList<UmbracoNode> Media { get; init; } = [];

    /// <summary>Old addresses with the key of the content that each leads to.</summary>
    public IReadOnlyList<KeyValuePair<string, Guid>> Redirects { get; init; } = [];

    /// <summary>Old addresses that lead to an address: another site, or a page of the portal that is no document.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AddressRedirects { get; init; } = [];

    /// <summary>Opens the file of a node of media; null when it went away meanwhile.</summary>
    public required Func<UmbracoNode, CancellationToken, Task<Stream?>> OpenAsync { get; init; }

    /// <summary>All content, a parent before its children.</summary>
    public IEnumerable<UmbracoNode> AllContent => Content.SelectMany(node => node.WithAllBelow());

    /// <summary>All media, a folder before what lies in it.</summary>
    public IEnumerable<UmbracoNode> AllMedia => Media.SelectMany(node => node.WithAllBelow());
}
