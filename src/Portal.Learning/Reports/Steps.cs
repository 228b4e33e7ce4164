using Portal.Learning.Exercises.Scoring;

namespace Portal.Learning.Reports;

/// <summary>
/// How coarse figures of answers are shown. With ten people or more in each, and ten more before a figure moves, no one person can be
/// found in the difference of two looks.
/// </summary>
internal static class Steps
{
    /// <summary>The least and the most that is said of a share, in per cent: never that all or none gave an answer.</summary>
    public const int LeastShare = 5, MostShare = 95;

    /// <summary>A number of people, in tens, rounded down.</summary>
    public static int People(int people) => people / Suppression.FewestForAnswers * Suppression.FewestForAnswers;

    /// <summary>"10 of meer"; "minder dan 10" where there are too few to say anything of.</summary>
    public static string PeopleInWords(int? people) =>
        people is { } known ? $"{People(known)} of meer" : $"minder dan {Suppression.FewestForAnswers}";

    /// <summary>A share in per cent, in steps of five from 5 to 95.</summary>
    public static int Share(double percent) =>
        Math.Clamp(5 * (int)Math.Round(percent / 5, MidpointRounding.AwayFromZero), LeastShare, MostShare);

    /// <summary>Share of a number of people, see <see cref="Share(double)"/>.</summary>
    public static int Share(int did, int people) => Math.Clamp(Percent.InFives(did, people), LeastShare, MostShare);

    /// <summary>"45%", "95% of meer", "5% of minder".</summary>
    public static string ShareInWords(int share) => share switch
    {
        <= LeastShare => $"{LeastShare}% of minder",
        >= MostShare => $"{MostShare}% of meer",
        _ => $"{share}%",
    };

    /// <summary>A figure to a number of steps in one: 10 for tenths, 20 for twentieths.</summary>
    public static double Figure(double value, int inOne) => Math.Round(value * inOne, MidpointRounding.AwayFromZero) / inOne;
}
