using Lucene.Net.Search.Similarities;

namespace Portal.Search.Querying;

/// <summary>What a match is worth. The numbers were tuned on the tuning half of the graded questions, and on nothing else.</summary>
internal static class Ranking
{
    /// <summary>BM25 (Robertson and Zaragoza 2009), with what a share of the question is worth.</summary>
    public static Similarity Similarity { get; } = new ByShare();

    /// <summary>A word of the title.</summary>
    public static float Title { get; set; } = 3f;

    /// <summary>A word of the heading, or of the keywords.</summary>
    public static float Heading { get; set; } = 2f;

    /// <summary>A word of the text.</summary>
    public static float Body { get; set; } = 1f;

    /// <summary>Of a word that means the same, beside the word itself.</summary>
    public static float Synonym { get; set; } = 0.7f;

    /// <summary>A compound by one of its parts.</summary>
    public static float Part { get; set; } = 0.5f;

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
    public static double Share { get; set; } = 1;

    /// <summary>What a second section of the same page adds.</summary>
    public static float Second { get; set; } = 0.1f;

    private sealed class ByShare : BM25Similarity
    {
        public ByShare() : base(1.2f, 0.6f)
        {
        }

        public override float Coord(int overlap, int maxOverlap) => (float)Math.Pow((double)overlap / maxOverlap, Share);
    }
}
