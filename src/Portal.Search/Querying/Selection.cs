using Lucene.Net.Index;
using Lucene.Net.Search;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>The pages that match a question: those to show, and how all of them divide.</summary>
internal sealed class Selection
{
    private const int LookedAtAgain = 50;
    private const string OfType = "type";

    private readonly SearchQuery query;
    private readonly FieldKnowledge knowledge;
    private readonly FoundPage[] pages; // best first
    private readonly Dictionary<(int Type, int Filters), int> groups; // how many pages are alike in all one can narrow by
    private readonly List<(SearchFilter Filter, string Borne)> wanted;

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
        groups = pages.CountBy(page => (page.Type, page.Filters)).ToDictionary();
        wanted = [.. SearchFilter.Every.Where(filter => query.Filters.ContainsKey(filter.Name))
            .Select(filter => (filter, filter.With(query.Filters[filter.Name])))];
        var worth = pages.Select(page => page.Type).Distinct()
            .ToDictionary(type => type, type => Ranking.Now.OfType(Names.TypeOf(type).Type, question.Intent));
        foreach (ref var page in pages.AsSpan()) page.Score =
                (page.First.Score + OthersOf(page)) * worth[page.Type] * Ranking.Now.Freshness(page.Day, query.Today);
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

    /// <summary>How many pages pass all filters.</summary>
    public int Total => groups.Where(group => Passes(group.Key)).Sum(group => group.Value);

    /// <summary>Those to show, best first.</summary>
    public IEnumerable<FoundPage> Best()
    {
        var passing = groups.Keys.Where(group => Passes(group)).ToHashSet();
        var sorted = pages.Where(page => passing.Contains((page.Type, page.Filters)));
        if (query.PerType is not { } most) return sorted.Skip(query.Skip).Take(query.Take);
        var shown = new Dictionary<int, int>();
        return sorted.Where(page => (shown[page.Type] = shown.GetValueOrDefault(page.Type) + 1) <= most).Skip(query.Skip).Take(query.Take);
    }

    /// <summary>How many pages there are of each type and of each value of a filter; each respects the filters on the others.</summary>
    public SearchFacets Facets() => new(
        [
            .. groups.Where(group => Passes(group.Key, OfType))
                .GroupBy(group => group.Key.Type, group => group.Value)
                .Select(type => (Name: Names.TypeOf(type.Key), Count: type.Sum()))
                .Select(type => new SearchFacet(type.Name.Type, type.Name.Label, type.Count))
                .OrderByDescending(type => type.Count).ThenBy(type => type.Label, StringComparer.CurrentCulture),
        ],
        SearchFilter.Every.ToDictionary(filter => filter.Name, FacetOf));

    private IReadOnlyList<SearchFacet> FacetOf(SearchFilter filter)
    {
        var named = knowledge.Values[filter.Name].Select((value, place) => (value.Value, (value.Label, Place: place))).ToDictionary();
        var (counts, forAll) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        foreach (var (group, count) in groups.Where(group => Passes(group.Key, filter.Name)))
        {
            var borne = Names.Of(group.Filters);
            if (Array.IndexOf(borne, filter.WithAll) >= 0) forAll += count;
            else foreach (var value in borne.Select(filter.ValueOf).OfType<string>()) counts[value] = counts.GetValueOrDefault(value) + count;
        }
        return
        [
            .. counts.Select(value => (value.Key, Named: named.GetValueOrDefault(value.Key, (value.Key, int.MaxValue)), value.Value))
                // What has no name has an order of its own: the latest year first.
                .OrderBy(value => value.Named.Item2).ThenByDescending(value => value.Key, StringComparer.Ordinal)
                .Select(value => new SearchFacet(value.Key, value.Named.Item1, value.Value + forAll)),
        ];
    }

    private bool Passes((int Type, int Filters) group, string? but = null) =>
        (but == OfType || query.Type is null || Names.TypeOf(group.Type).Type == query.Type)
        && (wanted.Count == 0
            || wanted.All(one => one.Filter.Name == but || Names.Of(group.Filters) is var borne
                && (Array.IndexOf(borne, one.Borne) >= 0 || Array.IndexOf(borne, one.Filter.WithAll) >= 0)));

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
}
