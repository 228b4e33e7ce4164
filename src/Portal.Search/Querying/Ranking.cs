using Lucene.Net.Search.Similarities;

namespace Portal.Search.Querying;

/// <summary>What a match is worth. The numbers were tuned on the tuning half of the graded questions, and on nothing else.</summary>
internal static class Ranking
{
    /// <summary>BM25 (Robertson and Zaragoza 2009), with what a share of the question is worth.</summary>
    public static Similarity Similarity { get; } = new ByShare();

    /// <summary>A word of the title.</summary>
    public static float Title { get; set; } = 2.25f;

    /// <summary>A word of the heading, or of the keywords.</summary>
    public static float Heading { get; set; } = 2.2f;

    /// <summary>A word of the text.</summary>
    public static float Body { get; set; } = 1.1f;

    /// <summary>Of a word that means the same, beside the word itself.</summary>
    public static float Synonym { get; set; } = 0.9f;

    /// <summary>A compound by one of its parts.</summary>
    public static float Part { get; set; } = 0.6f;

    /// <summary>A word by the parts of a compound.</summary>
    public static float Apart { get; set; } = 0.4f;

    /// <summary>A word that begins with what was typed.</summary>
    public static float Beginning { get; set; } = 0.6f;

    /// <summary>What the other fields add to the best one.</summary>
    public static float Tie { get; set; } = 0.3f;

    /// <summary>The title is the question.</summary>
    public static float TitleIsQuestion { get; set; } = 1000f;

    /// <summary>All of the question stands in the title.</summary>
    public static float AllInTitle { get; set; } = 4f;

    /// <summary>The words stand near each other.</summary>
    public static float Near { get; set; } = 1f;

    /// <summary>How much it matters which share of the question stands there.</summary>
    public static double Share { get; set; } = 2;

    /// <summary>What a second section of the same page adds.</summary>
    public static float Second { get; set; } = 0.08f;

    public static float Feedback { get; set; } = 0.3f;
    public static int FeedbackSections { get; set; } = 5;
    public static int FeedbackTerms { get; set; } = 10;

    /// <summary>The head of a page, beside its other sections.</summary>
    public static float Head { get; set; } = 1f;

    public static double K1 { get; set; } = 1.2;
    public static double B { get; set; } = 0.6;
    public static float Third { get; set; } = 0.14f;

    /// <summary>What each document type is worth; 1 where none is named.</summary>
    public static Dictionary<string, float> Types { get; } = new(StringComparer.Ordinal) { ["begrip"] = 1.1f, ["organisatie"] = 0.8f };

    private sealed class ByShare : Similarity
    {
        private readonly Dictionary<(double, double), Similarity> known = [];
        private Similarity Now
        {
            get
            {
                lock (known)
                {
                    if (!known.TryGetValue((K1, B), out var similarity))
                        known[(K1, B)] = similarity = new Inner((float)K1, (float)B);
                    return similarity;
                }
            }
        }

        public override long ComputeNorm(Lucene.Net.Index.FieldInvertState state) => Now.ComputeNorm(state);
        public override SimWeight ComputeWeight(float queryBoost, Lucene.Net.Search.CollectionStatistics collectionStats, params Lucene.Net.Search.TermStatistics[] termStats) => Now.ComputeWeight(queryBoost, collectionStats, termStats);
        public override SimScorer GetSimScorer(SimWeight weight, Lucene.Net.Index.AtomicReaderContext context) => Now.GetSimScorer(weight, context);
        public override float Coord(int overlap, int maxOverlap) => (float)Math.Pow((double)overlap / maxOverlap, Share);
        public override float QueryNorm(float valueForNormalization) => 1;

        private sealed class Inner(float k1, float b) : BM25Similarity(k1, b);
    }
}
