using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>
/// The pages that match a question: those to show, and how all of them divide. Lives as long as the question is answered.
/// </summary>
internal sealed class Selection : IDisposable
{
    private const int LookedAtAgain = 50;
    private const string OfType = "type";

    private readonly SearchQuery query;
    private readonly FieldKnowledge knowledge;
    private readonly PageCollector found;
    private readonly long[] order; // of the pages that were found, best first: see KeyOf
    private readonly Dictionary<(int Type, int Filters), int> groups = []; // how many pages are alike in all one can narrow by
    private readonly List<(SearchFilter Filter, string Borne)> wanted;

    /// <summary>Finds them.</summary>
    /// <param name="index">What can be found now.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="query">How it was asked.</param>
    public Selection(IndexSnapshot index, Question question, SearchQuery query)
    {
        (this.query, knowledge, found) = (query, index.Knowledge, new PageCollector(index, query.TakesReportsApart));
        wanted = [.. SearchFilter.Every.Where(filter => query.Filters.ContainsKey(filter.Name))
            .Select(filter => (filter, filter.With(query.Filters[filter.Name])))];
        var builder = new QueryBuilder(index);
        Asked = builder.Of(question);
        if (Asked is not null) new WholeLists(index).Find(Asked, found.Collect);
        order = new long[found.Pages.Length];
        Rank(question);
        if (query.IsBegun) return;
        var best = order.AsSpan(0, Math.Min(order.Length, LookedAtAgain));
        Closer = builder.Closer(question, best.Length == 0 ? [] : Feedback.Of(index, BestPages(best), question));
        if (Closer is not null) LookAgain(index, best, Closer);
    }

    // Gives each page its points, and puts them in order.
    private void Rank(Question question)
    {
        var worth = new Dictionary<int, float>();
        var pages = found.Pages;
        for (var at = 0; at < pages.Length; at++)
        {
            ref var page = ref pages[at];
            ref var its = ref CollectionsMarshal.GetValueRefOrAddDefault(worth, page.Type, out var known);
            if (!known) its = Ranking.Now.OfType(Names.TypeOf(page.Type).Type, question.Intent);
            page.Score = (page.First.Score + OthersOf(page)) * its * Ranking.Now.Freshness(page.Day, query.Today);
            CollectionsMarshal.GetValueRefOrAddDefault(groups, (page.Type, page.Filters), out _)++;
            order[at] = KeyOf(page.Score, at);
        }
        Array.Sort(order);
    }

    // The best points come first, and of as many points what came first into the index: the bits of a number above 0 go up with it.
    private static long KeyOf(float score, int at) => ((long)~BitConverter.SingleToInt32Bits(score) << 32) | (uint)at;

    private static int PlaceOf(long key) => (int)(key & uint.MaxValue);

    private FoundPage[] BestPages(ReadOnlySpan<long> keys)
    {
        var pages = new FoundPage[Math.Min(keys.Length, Ranking.Now.FeedbackPages)];
        for (var at = 0; at < pages.Length; at++) pages[at] = found.Pages[PlaceOf(keys[at])];
        return pages;
    }

    /// <inheritdoc/>
    public void Dispose() => found.Dispose();

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
        var sorted = order.Select(key => found.Pages[PlaceOf(key)]).Where(page => passing.Contains((page.Type, page.Filters)));
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
            else
                foreach (var value in borne.Select(filter.ValueOf).OfType<string>())
                    counts[value] = counts.GetValueOrDefault(value) + count;
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
        && wanted.All(one => one.Filter.Name == but || Names.Of(group.Filters) is var borne
            && (Array.IndexOf(borne, one.Borne) >= 0 || Array.IndexOf(borne, one.Filter.WithAll) >= 0));

    // Adds what another query gives to the best section of each, and puts them in order again.
    private void LookAgain(IndexSnapshot index, Span<long> best, Query closer)
    {
        best.Sort((one, other) => found.Pages[PlaceOf(one)].First.Doc.CompareTo(found.Pages[PlaceOf(other)].First.Doc));
        var weight = index.Searcher.CreateNormalizedWeight(closer);
        var leaves = index.Reader.Leaves;
        var (leaf, scorer) = (-1, (Scorer?)null);
        foreach (ref var key in best)
        {
            ref var page = ref found.Pages[PlaceOf(key)];
            var place = ReaderUtil.SubIndex(page.First.Doc, leaves);
            if (place != leaf) (leaf, scorer) = (place, weight.GetScorer((AtomicReaderContext)leaves[place], null));
            if (scorer is not null && IsAt(scorer, page.First.Doc - leaves[place].DocBase)) page.Score += scorer.GetScore();
            key = KeyOf(page.Score, PlaceOf(key));
        }
        best.Sort();

        static bool IsAt(Scorer scorer, int doc) => (scorer.DocID < doc ? scorer.Advance(doc) : scorer.DocID) == doc;
    }
}
