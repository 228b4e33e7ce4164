namespace Portal.Search;

/// <summary>What was found.</summary>
/// <param name="Total">Number of pages that match, shown or not; of a report that was taken apart, of its sections.</param>
/// <param name="TookMs">Time it took, in milliseconds.</param>
/// <param name="Corrected">The question as it was answered, when its spelling was corrected; else null.</param>
/// <param name="Hits">The best section of each page, or those of a report that was taken apart; the best first.</param>
/// <param name="Facets">How the pages divide over types and what else one can narrow by.</param>
internal sealed record SearchResult(int Total, double TookMs, string? Corrected, IReadOnlyList<SearchHit> Hits, SearchFacets Facets)
{
    /// <summary>The passage that answers the question, when one section matches all of it.</summary>
    public SearchAnswer? Answer { get; init; }

    /// <summary>What editors chose as the first answer to this question; only where nothing narrows it, and on the first page.</summary>
    public IReadOnlyList<PromotedPage> Promoted { get; init; } = [];

    /// <summary>False: the index is still being made, and nothing can be said.</summary>
    public bool IsReady { get; init; } = true;

    /// <summary>No section holds all that was asked: these hold a part of it.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Words of the question that occur nowhere on the portal.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}

/// <summary>A page that was found, by the section that matches best.</summary>
/// <param name="Url">Address of the page, without anchor.</param>
/// <param name="Anchor">Id of the section's heading, or null for the head of the page.</param>
/// <param name="Title">Title of the page.</param>
/// <param name="Heading">Heading of the section, or null for the head.</param>
/// <param name="Type">Document type.</param>
/// <param name="TypeLabel">The type as the heading of a group.</param>
/// <param name="Snippet">HTML: the text around what was asked, encoded, with what was asked in <c>mark</c>.</param>
/// <param name="Score">Higher is better; see the README for what the points are for.</param>
/// <param name="Date">The page's date, or null.</param>
internal sealed record SearchHit(
    string Url, string? Anchor, string Title, string? Heading, string Type, string TypeLabel, string Snippet, double Score, DateOnly? Date)
{
    /// <summary>Other sections of the page that match, best first.</summary>
    public IReadOnlyList<SearchSection> More { get; init; } = [];

    /// <summary>A word to show with it, or null.</summary>
    public string? Badge { get; init; }

    /// <summary>Address that opens at the section.</summary>
    public string Href => Anchor is null ? Url : $"{Url}#{Anchor}";
}

/// <summary>A page that is shown first because an editor chose so.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Title">Its title.</param>
/// <param name="TypeLabel">What kind of page it is, as the heading of a group.</param>
/// <param name="About">Its first sentences.</param>
internal sealed record PromotedPage(string Url, string Title, string TypeLabel, string About);

/// <summary>A section of a page.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Anchor">Id of the heading.</param>
internal sealed record SearchSection(string Heading, string Anchor);

/// <summary>A passage quoted in answer.</summary>
/// <param name="Passage">HTML, encoded, with what was asked in <c>mark</c>.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record SearchAnswer(string Passage, SearchHit Source);

/// <summary>Counts of pages per value; each respects the filters on the others.</summary>
/// <param name="Types">Per document type.</param>
/// <param name="Values">Per value of a filter, by the filter's name.</param>
internal sealed record SearchFacets(IReadOnlyList<SearchFacet> Types, IReadOnlyDictionary<string, IReadOnlyList<SearchFacet>> Values)
{
    /// <summary>Nothing to divide.</summary>
    public static SearchFacets None { get; } = new([], new Dictionary<string, IReadOnlyList<SearchFacet>>());

    /// <summary>Per value of one filter; none where no page has any.</summary>
    public IReadOnlyList<SearchFacet> Of(SearchFilter filter) => Values.GetValueOrDefault(filter.Name, []);
}

/// <summary>A value to filter by.</summary>
/// <param name="Value">As in the address.</param>
/// <param name="Label">As shown.</param>
/// <param name="Count">Number of pages.</param>
internal sealed record SearchFacet(string Value, string Label, int Count);
