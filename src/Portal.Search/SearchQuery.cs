namespace Portal.Search;

/// <summary>A question to the index.</summary>
/// <param name="Text">As typed. "Words between quotes" must stand together; a word after a minus must not occur.</param>
/// <param name="Type">Only this document type, or all.</param>
/// <param name="Theme">Only this theme (its slug), or all.</param>
/// <param name="Take">How many pages to return.</param>
/// <param name="Skip">How many of the best pages to pass over.</param>
internal sealed record SearchQuery(string Text, string? Type = null, string? Theme = null, int Take = 10, int Skip = 0)
{
    /// <summary>Longest question that is answered, in characters.</summary>
    public const int LongestText = 200;

    /// <summary>At most this many pages of one type, so that one type cannot hide the others; null for no such limit.</summary>
    public int? PerType { get; init; }

    /// <summary>True: somebody is still typing. The last word may be the beginning of another, and nothing is quoted.</summary>
    public bool IsBegun { get; init; }

    /// <summary>True: as it is spelled, whatever that finds.</summary>
    public bool IsLiteral { get; init; }
}
