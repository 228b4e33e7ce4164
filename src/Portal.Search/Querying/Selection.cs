using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>Of the pages that match, those to show, and how all of them divide.</summary>
internal sealed class Selection
{
    private readonly SearchQuery query;
    private readonly FieldKnowledge knowledge;
    private readonly FoundPage[] pages;

    /// <summary>From what was gathered.</summary>
    public Selection(IndexSnapshot index, PageCollector found, SearchQuery query)
    {
        (this.query, knowledge, pages) = (query, index.Knowledge, found.Pages.ToArray());
        for (var i = 0; i < pages.Length; i++) pages[i].Score = pages[i].First.Score + (Ranking.Second * pages[i].Second.Score);
    }

    /// <summary>How many pages pass both filters.</summary>
    public int Total => pages.Count(page => IsType(page) && IsTheme(page));

    /// <summary>Those to show, best first.</summary>
    public IEnumerable<FoundPage> Best()
    {
        var sorted = pages.Where(page => IsType(page) && IsTheme(page)).OrderByDescending(page => page.Score).ThenBy(page => page.First.Doc);
        if (query.PerType is not { } most) return sorted.Skip(query.Skip).Take(query.Take);
        var shown = new Dictionary<int, int>();
        return sorted.Where(page => (shown[page.Type] = shown.GetValueOrDefault(page.Type) + 1) <= most).Skip(query.Skip).Take(query.Take);
    }

    /// <summary>How many pages there are of each type and theme; each respects the filter on the other.</summary>
    public SearchFacets Facets() => new(
        [
            .. pages.Where(IsTheme).CountBy(page => page.Type)
                .Select(type => (Name: Names.Of(type.Key).Split('\n'), type.Value))
                .Select(type => new SearchFacet(type.Name[0], type.Name[1], type.Value))
                .OrderByDescending(type => type.Count).ThenBy(type => type.Label, StringComparer.CurrentCulture),
        ],
        [
            .. pages.Where(IsType).CountBy(page => page.Themes)
                .SelectMany(set => Names.Of(set.Key).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(slug => (slug, set.Value)))
                .GroupBy(theme => theme.slug, theme => theme.Value)
                .Select(theme => (Named: knowledge.Themes.FirstOrDefault(named => named.Slug == theme.Key), theme.Key, Count: theme.Sum()))
                .OrderBy(theme => theme.Named?.Place ?? int.MaxValue).ThenBy(theme => theme.Key, StringComparer.Ordinal)
                .Select(theme => new SearchFacet(theme.Key, theme.Named?.Label ?? theme.Key, theme.Count)),
        ]);

    private bool IsType(FoundPage page) => query.Type is null
        || (Names.Of(page.Type) is var name && name.StartsWith(query.Type, StringComparison.Ordinal) && name[query.Type.Length] == '\n');

    private bool IsTheme(FoundPage page) =>
        query.Theme is null || Names.Of(page.Themes).Split(' ').Contains(query.Theme, StringComparer.Ordinal);
}
