namespace Portal.Search.Pages.Zoeken;

/// <summary>The results of one kind.</summary>
/// <param name="Kind">Document type, with how many pages of it match.</param>
/// <param name="Hits">Those that are shown.</param>
/// <param name="AllUrl">Where the others are; null when these are all.</param>
internal sealed record HitGroup(SearchFacet Kind, IReadOnlyList<SearchHit> Hits, string? AllUrl);

/// <summary>A way to narrow the results, by plain links.</summary>
/// <param name="Name">What it narrows by.</param>
/// <param name="Values">What can be chosen.</param>
internal sealed record FacetLinks(string Name, IReadOnlyList<FacetLink> Values);

/// <summary>One value of a facet.</summary>
/// <param name="Label">As shown.</param>
/// <param name="Count">How many pages there would be.</param>
/// <param name="Url">The results with this value; when it is chosen, without.</param>
/// <param name="Chosen">Whether it is chosen.</param>
internal sealed record FacetLink(string Label, int Count, string Url, bool Chosen);
