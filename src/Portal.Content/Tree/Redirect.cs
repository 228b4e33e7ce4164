namespace Portal.Content.Tree;

/// <summary>An address a document once had; it leads to where the document is now.</summary>
internal sealed class Redirect
{
    /// <summary>The old address.</summary>
    public required string Path { get; init; }

    /// <summary>The document that had it.</summary>
    public required Guid DocumentId { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; set; }
}
