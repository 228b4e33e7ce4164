using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

namespace Portal.Search.Indexing;

/// <summary>
/// BM25 (Robertson and Zaragoza 2009) as Lucene's own <see cref="BM25Similarity"/> has it, to the last digit, and what a share of the
/// question is worth. Lucene makes a table of lengths for every term of a question; here a question has a hundred terms in three fields, so
/// a table is kept for each field.
/// </summary>
internal sealed class Bm25 : Similarity
{
    private const float Saturation = 1.2f, OfLength = 0.6f;
    private const int MostTables = 64;

    private static readonly float[] Lengths = [.. Enumerable.Range(0, 256).Select(LengthOf)];
    private readonly ConcurrentDictionary<(string Field, float Average), float[]> tables = new();

    private Bm25()
    {
    }

    /// <summary>The one that index and searcher share, for both must count alike.</summary>
    public static Bm25 Similarity { get; } = new();

    /// <summary>A section with half of the question is worth a quarter of what its words are worth.</summary>
    public override float Coord(int overlap, int maxOverlap)
    {
        var share = (float)overlap / maxOverlap;
        return share * share;
    }

    /// <inheritdoc/>
    public override float QueryNorm(float valueForNormalization) => 1;

    /// <inheritdoc/>
    public override long ComputeNorm(FieldInvertState state) =>
        SmallSingle.SingleToByte315(state.Boost / (float)Math.Sqrt(state.Length - state.NumOverlap));

    /// <inheritdoc/>
    public override SimWeight ComputeWeight(float queryBoost, CollectionStatistics collectionStats, params TermStatistics[] termStats)
    {
        var all = collectionStats.MaxDoc;
        var rarity = termStats.Sum(term => (float)Math.Log(1 + ((all - term.DocFreq + 0.5) / (term.DocFreq + 0.5))));
        var average = collectionStats.SumTotalTermFreq <= 0 ? 1 : (float)(collectionStats.SumTotalTermFreq / (double)all);
        if (tables.Count > MostTables) tables.Clear(); // each publish makes another average
        var table = tables.GetOrAdd(
            (collectionStats.Field, average),
            one => [.. Lengths.Select(length => Saturation * (1 - OfLength + (OfLength * length / one.Average)))]);
        return new Weight(collectionStats.Field, rarity, queryBoost, table);
    }

    /// <inheritdoc/>
    public override SimScorer GetSimScorer(SimWeight weight, AtomicReaderContext context) =>
        new Scorer((Weight)weight, context.AtomicReader.GetNormValues(((Weight)weight).Field));

    private static float LengthOf(int norm)
    {
        var root = SmallSingle.Byte315ToSingle((byte)norm);
        return root == 0 ? 0 : 1 / (root * root);
    }

    private sealed class Weight(string name, float rarity, float queryBoost, float[] table) : SimWeight
    {
        public string Field => name;

        public float[] Table => table;

        public float Value { get; private set; } = rarity * queryBoost * (Saturation + 1);

        public override float GetValueForNormalization() => rarity * rarity * queryBoost * queryBoost;

        public override void Normalize(float queryNorm, float topLevelBoost) =>
            Value = rarity * queryBoost * topLevelBoost * (Saturation + 1);
    }

    private sealed class Scorer(Weight weight, NumericDocValues? norms) : SimScorer
    {
        public override float Score(int doc, float freq) =>
            weight.Value * freq / (freq + (norms is null ? Saturation : weight.Table[(byte)norms.Get(doc)]));

        public override float ComputeSlopFactor(int distance) => 1f / (distance + 1);

        public override float ComputePayloadFactor(int doc, int start, int end, BytesRef payload) => 1;
    }
}
