namespace Portal.Content.Types;

/// <summary>How a document shows itself beside others, in lists and search results: what only its own type can say.</summary>
/// <param name="Kind">The word a reader knows for it ("Onderzoek", "Training"); null for the label of its type.</param>
/// <param name="About">One or two sentences.</param>
public sealed record Listing(string? Kind, string About)
{
    /// <summary>The day that counts for a reader.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Short facts beside the kind; what is not known is left out.</summary>
    public IReadOnlyList<string?> Facts { get; init; } = [];

    /// <summary>A line below.</summary>
    public string? Note { get; init; }
}
