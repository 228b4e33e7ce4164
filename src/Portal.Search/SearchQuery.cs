namespace Portal.Search;

/// <summary>A question to the index.</summary>
/// <param name="Text">As typed. "Words between quotes" must stand together; a word after a minus must not occur.</param>
/// <param name="Type">Only this document type, or all.</param>
/// <param name="Take">How many pages to return.</param>
/// <param name="Skip">How many of the best pages to pass over.</param>
internal sealed record SearchQuery(string Text, string? Type = null, int Take = 10, int Skip = 0)
{
    /// <summary>Longest question that is answered, in characters.</summary>
    public const int LongestText = 200;

    /// <summary>What the pages are narrowed to beside that: of each filter its name and the value.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>The number of the day on which it is asked, for what grows old; 0: all days are alike.</summary>
    public int Today { get; init; }

    /// <summary>True when nothing narrows it.</summary>
    public bool IsOpen => Type is null && Filters.Count == 0;

    /// <summary>At most this many pages of one type, so that one type cannot hide the others; null for no such limit.</summary>
    public int? PerType { get; init; }

    /// <summary>True: somebody is still typing. The last word may be the beginning of another, and nothing is quoted.</summary>
    public bool IsBegun { get; init; }

    /// <summary>
    /// True: a page of many sections is found by each of them, as if it were a page by itself: nobody reads a report of a hundred pages
    /// from its beginning. False: every page once, by its best section.
    /// </summary>
    public bool TakesReportsApart { get; init; }

    /// <summary>True: as it is spelled, whatever that finds.</summary>
    public bool IsLiteral { get; init; }
}
