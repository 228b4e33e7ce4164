using System.Runtime.InteropServices;
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
    private readonly List<(SearchFilter Filter, string Value, int Place)> wanted;

    /// <summary>Finds them.</summary>
    /// <param name="index">What can be found now.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="query">How it was asked.</param>
    public Selection(IndexSnapshot index, Question question, SearchQuery query)
    {
        (this.query, knowledge, found) = (query, index.Knowledge, new PageCollector(index, query.TakesReportsApart));
        wanted = [.. SearchFilter.Every.Index().Where(filter => query.Filters.ContainsKey(filter.Item.Name))
            .Select(filter => (filter.Item, query.Filters[filter.Item.Name], filter.Index))];
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
        var seen = Math.Max(query.Skip + query.Take, LookedAtAgain);
        SortFirst(order, query.IsOpen && query.PerType is null ? seen : order.Length);
    }

    // Puts the first of them in order; those behind stand as they come, and nobody sees them.
    private static void SortFirst(long[] keys, int first)
    {
        if (first > keys.Length / 4)
        {
            Array.Sort(keys);
            return;
        }
        var best = keys.AsSpan(0, first);
        best.Sort();
        for (var at = first; at < keys.Length; at++)
        {
            if (keys[at] >= best[^1]) continue;
            var (key, place) = (keys[at], ~best.BinarySearch(keys[at]));
            keys[at] = best[^1];
            best[place..^1].CopyTo(best[(place + 1)..]);
            best[place] = key;
        }
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
        var sorted = order.Select(key => found.Pages[PlaceOf(key)]);
        if (!query.IsOpen)
        {
            var passing = groups.Keys.Where(group => Passes(group)).ToHashSet();
            sorted = sorted.Where(page => passing.Contains((page.Type, page.Filters)));
        }
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
        SearchFilter.Every.Index().ToDictionary(filter => filter.Item.Name, filter => FacetOf(filter.Item, filter.Index)));

    private IReadOnlyList<SearchFacet> FacetOf(SearchFilter filter, int place)
    {
        var (counts, forAll) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        foreach (var (group, count) in groups)
        {
            if (!Passes(group, filter.Name)) continue;
            var its = Names.BorneBy(group.Filters)[place];
            if (its.IsForAll) forAll += count;
            else
                foreach (var value in its.Values)
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _) += count;
        }
        if (counts.Count == 0) return [];
        var named = knowledge.Values[filter.Name].Select((value, order) => (value.Value, (value.Label, Place: order))).ToDictionary();
        return
        [
            .. counts.Select(value => (value.Key, Named: named.GetValueOrDefault(value.Key, (value.Key, int.MaxValue)), value.Value))
                // What has no name has an order of its own: the latest year first.
                .OrderBy(value => value.Named.Item2).ThenByDescending(value => value.Key, StringComparer.Ordinal)
                .Select(value => new SearchFacet(value.Key, value.Named.Item1, value.Value + forAll)),
        ];
    }

    private bool Passes((int Type, int Filters) group, string? but = null)
    {
        if (but != OfType && query.Type is not null && Names.TypeOf(group.Type).Type != query.Type) return false;
        foreach (var (filter, value, place) in wanted)
            if (filter.Name != but && Names.BorneBy(group.Filters)[place] is var its && !its.IsForAll && !its.Values.Contains(value))
                return false;
        return true;
    }

    // Adds what another query gives to the best section of each, and puts them in order again.
    private void LookAgain(IndexSnapshot index, Span<long> best, Query closer)
    {
        var points = new PointsOfSome(index, closer);
        best.Sort((one, other) => found.Pages[PlaceOf(one)].First.Doc.CompareTo(found.Pages[PlaceOf(other)].First.Doc));
        foreach (ref var key in best)
        {
            ref var page = ref found.Pages[PlaceOf(key)];
            page.Score += points.Of(page.First.Doc);
            key = KeyOf(page.Score, PlaceOf(key));
        }
        best.Sort();
    }
}
