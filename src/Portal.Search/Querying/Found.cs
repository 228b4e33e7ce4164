using Portal.Platform.Data;

namespace Portal.Search.Querying;

/// <summary>What the database found.</summary>
/// <param name="Pages">Those to show, best first.</param>
/// <param name="Facets">How all of them divide.</param>
/// <param name="Unfiltered">How many pages there are in scope, whatever the filters.</param>
internal sealed record Found(IReadOnlyList<FoundPage> Pages, SearchFacets Facets, int Unfiltered);

/// <summary>A page and its sections that match, best first; never without one.</summary>
internal sealed record FoundPage(IReadOnlyList<FoundSection> Sections)
{
    public FoundSection Best => Sections[0];
}

/// <summary>A section that matches.</summary>
internal sealed record FoundSection
{
    public required Guid EntityId { get; init; }
    public required string Url { get; init; }
    public string? Anchor { get; init; }
    public required string Title { get; init; }
    public string? Heading { get; init; }
    public required string Type { get; init; }
    public required string TypeLabel { get; init; }
    public required string Body { get; init; }
    public DateOnly? Date { get; init; }
    public string? Badge { get; init; }
    public required double Score { get; init; }

    /// <summary>Whether the whole question stands in the title.</summary>
    public required bool TitleIsQuestion { get; init; }

    public static FoundSection Read(Row row) => new()
    {
        EntityId = row.Id(0),
        Url = row.Text(1),
        Anchor = row.TextOrNull(2),
        Title = row.Text(3),
        Heading = row.TextOrNull(4),
        Type = row.Text(5),
        TypeLabel = row.Text(6),
        Body = row.Text(7),
        Date = row.GetOrNull<DateOnly>(8),
        Badge = row.TextOrNull(9),
        Score = Math.Round(row.Get<double>(10), 3),
        TitleIsQuestion = row.Get<double>(10) >= Finder.AllInTitle,
    };
}
