using System.Buffers;
using Lucene.Net.Search;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>
/// Gives every section its points for a question, as Lucene's own searcher would, one list of a word after the other instead of all lists
/// side by side: a question is a hundred short lists (each word by its forms, in three fields), and to hold those in step costs more than
/// to read them. The lists are Lucene's, with the points it gives (<see cref="IndexSnapshot.ListOf"/>); what is told in the office of why a
/// page stands where it stands is worked out by Lucene itself, and a test compares the two.
/// </summary>
/// <param name="index">What can be found now.</param>
internal sealed class WholeLists(IndexSnapshot index)
{
    private const int Required = 1 << 10; // more than there are clauses

    private readonly int sections = Math.Max(1, index.Reader.MaxDoc);

    /// <summary>The sections that match a query, in their order.</summary>
    /// <param name="query">Made of words and phrases, and of what is best, together or not there.</param>
    /// <param name="found">Is told of each: its number and its points.</param>
    public void Find(Query query, Action<int, float> found)
    {
        using var all = Of(query, 1);
        for (var doc = 0; doc < index.Reader.MaxDoc; doc++)
            if (all.Points[doc] > 0) found(doc, all.Points[doc]);
    }

    private Found Of(Query query, float boost) => query switch
    {
        BooleanQuery several => Together(several, boost * several.Boost),
        DisjunctionMaxQuery best => Best(best, boost * best.Boost),
        ConstantScoreQuery { Query: { } whole } constant => Constant(whole, boost * constant.Boost),
        _ => Copied(query, boost),
    };

    private Found Copied(Query word, float boost)
    {
        var copy = new Found(sections);
        var (list, by) = (index.ListOf(word), boost * word.Boost);
        for (var at = 0; at < list.Docs.Length; at++) copy.Set(list.Docs[at], list.Points[at] * by);
        return copy;
    }

    private Found Constant(Query whole, float points)
    {
        var found = Of(whole, 1);
        foreach (var doc in found.Docs) found.Points[doc] = points;
        return found;
    }

    // The best way counts, and what the others add to it.
    private Found Best(DisjunctionMaxQuery ways, float boost)
    {
        var best = new Found(sections);
        using var sum = ways.TieBreakerMultiplier > 0 ? new Found(sections) : null;
        foreach (var way in ways)
        {
            if (way is BooleanQuery or DisjunctionMaxQuery or ConstantScoreQuery)
            {
                using var its = Of(way, boost);
                foreach (var doc in its.Docs) Take(doc, its.Points[doc]);
            }
            else
            {
                var (list, by) = (index.ListOf(way), boost * way.Boost);
                for (var at = 0; at < list.Docs.Length; at++) Take(list.Docs[at], list.Points[at] * by);
            }
        }
        if (sum is not null)
            foreach (var doc in best.Docs) best.Points[doc] += (sum.Points[doc] - best.Points[doc]) * ways.TieBreakerMultiplier;
        return best;

        void Take(int doc, float points)
        {
            if (points == 0) return; // taken out
            if (best.Points[doc] < points) best.Set(doc, points);
            sum?.Add(doc, points);
        }
    }

    // All that match add up; what must be there is, and what must not be is not. A share of them counts for that share.
    private Found Together(BooleanQuery clauses, float boost)
    {
        var wanted = clauses.Where(clause => !clause.IsProhibited).ToList();
        var must = wanted.Count(clause => clause.IsRequired);
        var sum = wanted is [var only] ? Of(only.Query, boost) : Sum(wanted, must, clauses.CoordDisabled, boost);
        foreach (var clause in clauses.Where(clause => clause.IsProhibited))
        {
            using var its = Of(clause.Query, 1);
            foreach (var doc in its.Docs) sum.Points[doc] = 0;
        }
        return sum;
    }

    private Found Sum(List<BooleanClause> clauses, int must, bool isShareIgnored, float boost)
    {
        var sum = new Found(sections);
        using var matches = new Found(sections); // how many of the clauses, and a large number more for each that must be there
        foreach (var clause in clauses)
        {
            using var its = Of(clause.Query, boost);
            var one = clause.IsRequired ? 1 + Required : 1;
            foreach (var doc in its.Docs)
            {
                if (its.Points[doc] == 0) continue; // taken out
                sum.Add(doc, its.Points[doc]);
                matches.Add(doc, one);
            }
        }
        foreach (var doc in sum.Docs)
            if (matches.Points[doc] < must * Required) sum.Points[doc] = 0;
            else if (!isShareIgnored)
                sum.Points[doc] *= Bm25.Similarity.Coord((int)matches.Points[doc] % Required, clauses.Count);
        return sum;
    }

    // Points by section, 0 where there are none, and which have any. Its memory is borrowed, for a question needs much of it.
    private sealed class Found(int sections) : IDisposable
    {
        private const int Few = 128; // most words stand in fewer sections

        private static readonly ArrayPool<float> Blank = ArrayPool<float>.Create(1 << 24, 64); // all 0

        private int[] docs = ArrayPool<int>.Shared.Rent(Few);
        private int count;

        public float[] Points { get; } = Blank.Rent(sections);

        public ReadOnlySpan<int> Docs => docs.AsSpan(0, count);

        public void Set(int doc, float points)
        {
            if (Points[doc] == 0)
            {
                if (count == docs.Length) Grow();
                docs[count++] = doc;
            }
            Points[doc] = points;
        }

        public void Add(int doc, float points) => Set(doc, Points[doc] + points);

        public void Dispose()
        {
            foreach (var doc in Docs) Points[doc] = 0;
            Blank.Return(Points);
            ArrayPool<int>.Shared.Return(docs);
        }

        private void Grow()
        {
            var more = ArrayPool<int>.Shared.Rent(count * 4);
            Docs.CopyTo(more);
            ArrayPool<int>.Shared.Return(docs);
            docs = more;
        }
    }
}
