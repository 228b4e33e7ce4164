namespace Portal.Learning.Exercises.Scoring;

/// <summary>
/// Per cents, as they are shown and as they decide. A score is compared as the exact fraction it is, and shown rounded down; so who reads
/// "70%" where 70 is asked has passed, and 16 of 23 points (69.57%) are shown as 69% and are not enough.
/// </summary>
internal static class Percent
{
    // Points are kept to four decimals, and a third has none that ends: that costs less than this many per cent of a score.
    private const double LostInDecimals = 0.01;

    /// <summary>Whole per cents of a score, rounded down; 0 where there is nothing to score.</summary>
    public static int Of(double score, double max) => max > 0 ? (int)Math.Floor(Math.Min(100 * score / max + LostInDecimals, 100)) : 0;

    /// <summary>
    /// True when a score reaches a mark in whole per cents. The same as comparing what is shown, for no whole number lies between a
    /// fraction and the number it is rounded down to. Where there is nothing to score, no mark is reached.
    /// </summary>
    public static bool Reaches(int mark, double score, double max) => max > 0 && Of(score, max) >= mark;

    /// <summary>The whole per cents nearest to a mean or a share that nobody is judged by.</summary>
    public static int Near(double percent) => (int)Math.Round(percent, MidpointRounding.AwayFromZero);

    /// <summary>A share of people in steps of five, for reports that must not tell of one of them.</summary>
    public static int InFives(int did, int people) => (int)(5 * Math.Round(20m * did / people, MidpointRounding.AwayFromZero));
}
