namespace Portal.Calendar.Evaluations;

/// <summary>What somebody thought of an event. Nothing in it says who.</summary>
/// <param name="Usefulness">From 1 (of no use) to 5 (of much use).</param>
/// <param name="Plan">What they will do; null: nothing was written.</param>
/// <param name="Missed">What they missed; null as <paramref name="Plan"/>.</param>
internal sealed record Evaluation(int Usefulness, string? Plan, string? Missed)
{
    /// <summary>The most characters of a text.</summary>
    public const int MostLetters = 1_000;

    /// <summary>The steps of usefulness with their words, Dutch.</summary>
    public static IReadOnlyList<(int Value, string Label)> Steps { get; } =
    [
        (1, "Niet"), (2, "Een beetje"), (3, "Redelijk"), (4, "Veel"), (5, "Heel veel"),
    ];
}

/// <summary>What all who answered thought of an event; there is none of fewer than <see cref="Fewest"/>.</summary>
/// <param name="Count">How many answered.</param>
/// <param name="Average">Of usefulness.</param>
/// <param name="ByStep">How many chose each step, from the first.</param>
/// <param name="Plans">What they will do, in a random order.</param>
/// <param name="Missed">What they missed, in a random order of its own.</param>
internal sealed record EvaluationResults(
    int Count, decimal Average, IReadOnlyList<int> ByStep, IReadOnlyList<string> Plans, IReadOnlyList<string> Missed)
{
    /// <summary>Fewer would be recognised by their colleagues.</summary>
    public const int Fewest = 5;
}
