namespace Portal.Learning.Exercises.Scoring;

/// <summary>
/// Whether somebody is as often right as he is sure. For insight only, never for passing or failing. Immutable.
/// </summary>
/// <param name="Count">Answers for which was said how sure.</param>
/// <param name="Right">How many of them are right.</param>
/// <param name="Bias">Mean certainty minus share right: above 0 is too sure, below 0 too modest.</param>
/// <param name="Brier">Mean squared distance between certainty and outcome: 0 is perfect, 0.25 says nothing.</param>
/// <param name="SureAndWrong">Answers that were wrong though one was very sure.</param>
internal sealed record Calibration(int Count, int Right, double Bias, double Brier, int SureAndWrong)
{
    private const int LeastForWords = 5;
    private const double Clear = 0.1;

    /// <summary>The chance of being right that each answer stands for: a guess, fairly sure, very sure.</summary>
    public static double ChanceOf(int certainty) => certainty switch
    {
        1 => 0.6,
        2 => 0.75,
        3 => 0.9,
        _ => throw new ArgumentOutOfRangeException(nameof(certainty), certainty, "Certainty is 1, 2 or 3."),
    };

    /// <summary>The calibration of answers; null when there are none.</summary>
    public static Calibration? Of(IEnumerable<(int Certainty, bool Right)> answers)
    {
        var given = answers.Select(
            answer => (Chance: ChanceOf(answer.Certainty), Outcome: answer.Right ? 1.0 : 0.0, Sure: answer.Certainty == 3)).ToList();
        if (given.Count == 0) return null;
        return new(
            given.Count,
            given.Count(answer => answer.Outcome == 1),
            given.Average(answer => answer.Chance) - given.Average(answer => answer.Outcome),
            given.Average(answer => Math.Pow(answer.Chance - answer.Outcome, 2)),
            given.Count(answer => answer is { Sure: true, Outcome: 0 }));
    }

    /// <summary>What it means, in plain Dutch sentences; none on too few answers.</summary>
    public IReadOnlyList<string> InWords()
    {
        var sentences = new List<string>();
        if (SureAndWrong > 0) sentences.Add(SureAndWrong == 1
            ? "Eén keer was je heel zeker en was het toch anders. Lees juist die uitleg nog eens."
            : $"{SureAndWrong} keer was je heel zeker en was het toch anders. Lees juist die uitleg nog eens.");
        if (Count < LeastForWords) return sentences;
        sentences.Add(Bias switch
        {
            > Clear => "Je bent vaker zeker dan dat je gelijk hebt. Vraag bij twijfel iemand mee te kijken.",
            < -Clear => "Je weet meer dan je zelf denkt.",
            _ => "Je weet goed wat je weet: hoe zeker je bent, past bij hoe vaak je gelijk hebt.",
        });
        return sentences;
    }
}
