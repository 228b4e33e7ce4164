using Lucene.Net.Index;
using Lucene.Net.Search;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>
/// What a query gives to a few sections, asked in the order of the index: words by the lists that are known
/// (<see cref="IndexSnapshot.ListOf"/>), rows of words by Lucene, which reads no further than is asked.
/// </summary>
internal sealed class PointsOfSome
{
    private readonly IndexSnapshot index;
    private readonly Query query;
    private readonly Dictionary<Query, Row> rows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Query, PointList> words = new(ReferenceEqualityComparer.Instance);

    /// <summary>Of this query.</summary>
    /// <param name="index">What can be found now.</param>
    /// <param name="query">What <see cref="QueryBuilder.Closer"/> makes.</param>
    public PointsOfSome(IndexSnapshot index, Query query) => (this.index, this.query) = (index, query);

    /// <summary>The points of a section; 0 where it does not match.</summary>
    /// <param name="doc">Its number: no lower than the one before.</param>
    public float Of(int doc) => Of(query, doc);

    private float Of(Query one, int doc) => one switch
    {
        BooleanQuery several => Together(several, doc) * several.Boost,
        DisjunctionMaxQuery best => Best(best, doc) * best.Boost,
        ConstantScoreQuery { Query: { } whole } => Of(whole, doc) > 0 ? one.Boost : 0,
        TermQuery word => OfWord(word, doc) * word.Boost,
        _ => OfRow(one, doc),
    };

    // All that match add up; what must be there is.
    private float Together(BooleanQuery clauses, int doc)
    {
        var sum = 0f;
        foreach (var clause in clauses)
        {
            var points = Of(clause.Query, doc);
            if (points == 0 && clause.IsRequired) return 0;
            sum += points;
        }
        return sum;
    }

    private float Best(DisjunctionMaxQuery ways, int doc)
    {
        var (best, sum) = (0f, 0f);
        foreach (var way in ways)
        {
            var points = Of(way, doc);
            best = Math.Max(best, points);
            sum += points;
        }
        return best + ((sum - best) * ways.TieBreakerMultiplier);
    }

    private float OfWord(TermQuery word, int doc)
    {
        if (!words.TryGetValue(word, out var list)) words.Add(word, list = index.ListOf(word));
        var at = Array.BinarySearch(list.Docs, doc);
        return at < 0 ? 0 : list.Points[at];
    }

    private float OfRow(Query row, int doc)
    {
        if (!rows.TryGetValue(row, out var its)) rows.Add(row, its = new Row(index, row));
        return its.Of(doc);
    }

    private sealed class Row(IndexSnapshot index, Query query)
    {
        private readonly Weight weight = index.Searcher.CreateNormalizedWeight(query);
        private int leaf = -1;
        private Scorer? scorer;

        public float Of(int doc)
        {
            var leaves = index.Reader.Leaves;
            var place = ReaderUtil.SubIndex(doc, leaves);
            if (place != leaf) (leaf, scorer) = (place, weight.GetScorer(leaves[place], null));
            return scorer is not null && IsAt(scorer, doc - leaves[place].DocBase) ? scorer.GetScore() : 0;
        }

        private static bool IsAt(Scorer scorer, int doc) => (scorer.DocID < doc ? scorer.Advance(doc) : scorer.DocID) == doc;
    }
}
