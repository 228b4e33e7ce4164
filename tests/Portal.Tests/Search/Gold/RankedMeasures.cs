namespace Portal.Tests.Search.Gold;

/// <summary>How good a ranked answer is, by what each of its hits is worth (0-3, best first in the ideal).</summary>
public static class RankedMeasures
{
    /// <summary>With this grade a hit helps whoever asks.</summary>
    public const int Helps = 2;

    /// <summary>
    /// Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002, in the form with 2^grade - 1): what the first hits are
    /// worth, each divided by log2(rank + 1), as a part of what the ideal order would give. 1 is perfect, 0 nothing at all.
    /// </summary>
    public static double Ndcg(IReadOnlyList<int> gains, IReadOnlyList<int> ideal, int first = 10)
    {
        var best = Dcg(ideal, first);
        return best == 0 ? 0 : Dcg(gains, first) / best;
    }

    /// <summary>One divided by the rank of the first hit that helps; 0 when none of these does.</summary>
    public static double ReciprocalRank(IReadOnlyList<int> gains)
    {
        ArgumentNullException.ThrowIfNull(gains);
        for (var rank = 1; rank <= gains.Count; rank++)
            if (gains[rank - 1] >= Helps) return 1.0 / rank;
        return 0;
    }

    /// <summary>Whether one of the first hits helps.</summary>
    public static bool Succeeds(IReadOnlyList<int> gains, int first = 3) => gains.Take(first).Any(gain => gain >= Helps);

    private static double Dcg(IReadOnlyList<int> gains, int first) =>
        gains.Take(first).Select((gain, at) => (Math.Pow(2, gain) - 1) / Math.Log2(at + 2)).Sum();
}

/// <summary>What a search is worth over some questions: the mean of each measure.</summary>
/// <param name="Questions">How many there were.</param>
/// <param name="Ndcg">Mean nDCG@10.</param>
/// <param name="ReciprocalRank">Mean reciprocal rank of the first of ten hits that helps.</param>
/// <param name="Success">Share of the questions with a hit that helps among the first three.</param>
public sealed record GoldScore(int Questions, double Ndcg, double ReciprocalRank, double Success)
{
    private const int Hits = 10;

    /// <summary>Scores answers, each the hits in order.</summary>
    public static GoldScore Of(IReadOnlyCollection<(GoldQuery Query, IReadOnlyList<Place> Hits)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count == 0) return new(0, 0, 0, 0);
        var gains = answers.Select(answer => (answer.Query.Ideal, Gains: Worth(answer.Query, answer.Hits))).ToList();
        return new(
            gains.Count,
            gains.Average(one => RankedMeasures.Ndcg(one.Gains, one.Ideal)),
            gains.Average(one => RankedMeasures.ReciprocalRank(one.Gains)),
            gains.Average(one => RankedMeasures.Succeeds(one.Gains) ? 1.0 : 0));
    }

    private static IReadOnlyList<int> Worth(GoldQuery query, IEnumerable<Place> hits) => [.. query.GainsOf(hits).Take(Hits)];
}
