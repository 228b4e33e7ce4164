using Lucene.Net.Index;
using Lucene.Net.Search;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>The pages that match a question: those to show, and how all of them divide.</summary>
internal sealed class Selection
{
    private const int LookedAtAgain = 50;

    private readonly SearchQuery query;
    private readonly FieldKnowledge knowledge;
    private readonly FoundPage[] pages; // best first

    /// <summary>Finds them.</summary>
    /// <param name="index">What can be found now.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="query">How it was asked.</param>
    public Selection(IndexSnapshot index, Question question, SearchQuery query)
    {
        (this.query, knowledge) = (query, index.Knowledge);
        var builder = new QueryBuilder(index);
        var found = new PageCollector();
        Asked = builder.Of(question);
        if (Asked is not null) index.Searcher.Search(Asked, found);
        pages = found.Pages.ToArray();
        var worth = pages.Select(page => page.Type).Distinct()
            .ToDictionary(type => type, type => Ranking.Now.OfType(Names.TypeOf(type).Type, question.Intent));
        foreach (ref var page in pages.AsSpan()) page.Score = (page.First.Score + OthersOf(page)) * worth[page.Type];
        Array.Sort(pages, BestFirst);
        if (query.IsBegun) return;
        var best = pages.AsSpan(0, Math.Min(pages.Length, LookedAtAgain));
        Closer = builder.Closer(question, best.Length == 0 ? [] : Feedback.Of(index, best, question));
        if (Closer is not null) LookAgain(index, best, Closer);
        Array.Sort(pages, 0, best.Length, Comparer<FoundPage>.Create(BestFirst));
    }

    /// <summary>What found them; null where nothing can be found.</summary>
    public Query? Asked { get; }

    /// <summary>What looked closer at those that stood highest; null where there was nothing to look at.</summary>
    public Query? Closer { get; }

    /// <summary>What the other sections of a page add to its best one.</summary>
    public static float OthersOf(in FoundPage page) =>
        (Ranking.Now.Second * page.Second.Score) + (Ranking.Now.Third * (page.Third.Score + page.Fourth.Score));

    /// <summary>How many pages pass both filters.</summary>
    public int Total => pages.Count(page => IsType(page) && IsTheme(page));

    /// <summary>Those to show, best first.</summary>
    public IEnumerable<FoundPage> Best()
    {
        var sorted = pages.Where(page => IsType(page) && IsTheme(page));
        if (query.PerType is not { } most) return sorted.Skip(query.Skip).Take(query.Take);
        var shown = new Dictionary<int, int>();
        return sorted.Where(page => (shown[page.Type] = shown.GetValueOrDefault(page.Type) + 1) <= most).Skip(query.Skip).Take(query.Take);
    }

    /// <summary>How many pages there are of each type and theme; each respects the filter on the other.</summary>
    public SearchFacets Facets() => new(
        [
            .. pages.Where(IsTheme).CountBy(page => page.Type)
                .Select(type => (Name: Names.TypeOf(type.Key), type.Value))
                .Select(type => new SearchFacet(type.Name.Type, type.Name.Label, type.Value))
                .OrderByDescending(type => type.Count).ThenBy(type => type.Label, StringComparer.CurrentCulture),
        ],
        [
            .. pages.Where(IsType).CountBy(page => page.Themes)
                .SelectMany(set => Names.ThemesOf(set.Key).Select(slug => (slug, set.Value)))
                .GroupBy(theme => theme.slug, theme => theme.Value)
                .Select(theme => (Named: knowledge.Themes.FirstOrDefault(named => named.Slug == theme.Key), theme.Key, Count: theme.Sum()))
                .OrderBy(theme => theme.Named?.Place ?? int.MaxValue).ThenBy(theme => theme.Key, StringComparer.Ordinal)
                .Select(theme => new SearchFacet(theme.Key, theme.Named?.Label ?? theme.Key, theme.Count)),
        ]);

    // Of pages with as many points, the one whose section came first into the index.
    private static int BestFirst(FoundPage one, FoundPage other) =>
        other.Score.CompareTo(one.Score) is var order and not 0 ? order : one.First.Doc.CompareTo(other.First.Doc);

    // Adds what another query gives to the best section of each.
    private static void LookAgain(IndexSnapshot index, Span<FoundPage> best, Query closer)
    {
        best.Sort((one, other) => one.First.Doc.CompareTo(other.First.Doc));
        var weight = index.Searcher.CreateNormalizedWeight(closer);
        var leaves = index.Reader.Leaves;
        var (leaf, scorer) = (-1, (Scorer?)null);
        foreach (ref var page in best)
        {
            var place = ReaderUtil.SubIndex(page.First.Doc, leaves);
            if (place != leaf) (leaf, scorer) = (place, weight.GetScorer((AtomicReaderContext)leaves[place], null));
            if (scorer is null) continue;
            var doc = page.First.Doc - leaves[place].DocBase;
            if (scorer.DocID < doc && scorer.Advance(doc) != doc) continue;
            if (scorer.DocID == doc) page.Score += scorer.GetScore();
        }
    }

    private bool IsType(FoundPage page) => query.Type is null || Names.TypeOf(page.Type).Type == query.Type;

    private bool IsTheme(FoundPage page) => query.Theme is null || Names.ThemesOf(page.Themes).Contains(query.Theme);
}
