namespace Portal.UmbracoBridge.Model;

/// <summary>A node of the tree of content or of media.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name, of its siblings no other's.</param>
/// <param name="Type">Its type.</param>
internal sealed record UmbracoNode(Guid Key, string Name, UmbracoType Type)
{
    /// <summary>The last part of its address.</summary>
    public string Segment { get; init; } = "";

    /// <summary>What a message calls it: the id in the portal.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its number in the file; Umbraco gives it another one.</summary>
    public int Number { get; set; }

    /// <summary>1 at the root.</summary>
    public int Level { get; set; } = 1;

    /// <summary>Its place among its siblings, from 1: 0 means "not set" and brings it to the end.</summary>
    public int SortOrder { get; set; }

    /// <summary>It is to be published after the import.</summary>
    public bool IsOnline { get; init; } = true;

    /// <summary>When it was made, UTC, where that is known.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it is to come online, UTC; null: that is not planned.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>When it is to go offline, UTC; null: that is not planned.</summary>
    public DateTimeOffset? OfflineAt { get; init; }

    /// <summary>Of media: where the file stands in the package, below <c>media/</c>, beginning with a slash; null for a folder.</summary>
    public string? FilePath { get; init; }

    /// <summary>What stands under it.</summary>
    public IReadOnlyList<UmbracoNode> Children { get; set; } = [];

    /// <summary>
    /// Its values by alias, made when they are written: all texts of a site need not be in memory as XML.
    /// </summary>
    public Func<IReadOnlyList<KeyValuePair<string, string>>> Values { get; init; } = () => [];

    /// <summary>It and all below it, a parent before its children.</summary>
    public IEnumerable<UmbracoNode> WithAllBelow()
    {
        yield return this;
        foreach (var child in Children)
            foreach (var node in child.WithAllBelow()) yield return node;
    }
}
