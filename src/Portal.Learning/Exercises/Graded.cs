namespace Portal.Learning.Exercises;

/// <summary>How an answer turned out.</summary>
internal enum Outcome
{
    /// <summary>There is no right or wrong here, or nothing to judge.</summary>
    None,

    /// <summary>All of it is right.</summary>
    Right,

    /// <summary>Some of it is right.</summary>
    Partly,

    /// <summary>None of it is right.</summary>
    Wrong,
}

/// <summary>What an answer is worth.</summary>
/// <param name="Score">From 0 to <paramref name="Max"/>.</param>
/// <param name="Max">The points of the exercise; 0 where nothing is right or wrong.</param>
/// <param name="Outcome">How it turned out.</param>
/// <param name="Parts">Each option, card, item ... with what was chosen and why that is right or not.</param>
/// <param name="Error">
/// Why this is no answer, in Dutch and for the one who filled it in ("Kies een antwoord."); null when it is one. An answer with an error
/// is not to be stored: show the form again.
/// </param>
internal sealed record Graded(double Score, double Max, Outcome Outcome, IReadOnlyList<PartResult> Parts, string? Error)
{
    /// <summary>
    /// The answer is right as far as it goes, but there is more to come (a scenario): show the form again, store nothing yet.
    /// </summary>
    public bool Unfinished { get; init; }

    /// <summary>What can be said of the whole in plain words, e.g. "Je herkent 8 van de 10 signalen."; inline HTML, encoded.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <summary>True when the answer can be stored and its feedback shown.</summary>
    public bool IsAnswer => Error is null && !Unfinished;

    /// <summary>This is no answer.</summary>
    internal static Graded Refused(double max, string error) => new(0, max, Outcome.None, [], error);

    /// <summary>A share of the points.</summary>
    internal static Graded Of(double max, double share, IReadOnlyList<PartResult> parts)
    {
        var score = Math.Round(Math.Clamp(share, 0, 1) * max, 4);
        return new(score, max, share >= 1 ? Outcome.Right : share > 0 ? Outcome.Partly : Outcome.Wrong, parts, null);
    }

    /// <summary>There is nothing right or wrong in it.</summary>
    internal static Graded WithoutKey(IReadOnlyList<PartResult> parts) => new(0, 0, Outcome.None, parts, null);
}

/// <summary>One part of an answer: an option, a card, an item.</summary>
/// <param name="Key">Names the part as long as its words stay the same.</param>
/// <param name="Chosen">It was ticked, filled in or placed.</param>
/// <param name="Outcome">
/// Whether what was done with it is right. Of options: wrong and not chosen is one that was missed; <see cref="Outcome.None"/> is one
/// that was rightly left alone.
/// </param>
/// <param name="Text">The part itself, inline HTML.</param>
internal sealed record PartResult(string Key, bool Chosen, Outcome Outcome, string Text)
{
    /// <summary>What was filled in or where it was put, inline HTML; null where choosing is all there is.</summary>
    public string? Given { get; init; }

    /// <summary>What would have been right, inline HTML; null where there is no such thing or it was given.</summary>
    public string? Expected { get; init; }

    /// <summary>Why, inline HTML.</summary>
    public string? Feedback { get; init; }

    /// <summary>The outcome of an option.</summary>
    internal static Outcome OutcomeOf(bool right, bool chosen) =>
        right == chosen ? (right ? Outcome.Right : Outcome.None) : Outcome.Wrong;
}
