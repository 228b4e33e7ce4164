using Portal.Learning.Exercises;

namespace Portal.Learning.Pages.Modules;

/// <summary>What somebody just did in a lesson, and so sees now.</summary>
internal sealed record LessonState
{
    /// <summary>The answer that was sent just now; null when none was, or when another one stood there already.</summary>
    public JustSent? Sent { get; init; }

    /// <summary>Id of the exercise they want to do once more.</summary>
    public string? Again { get; init; }

    /// <summary>They finished the chapter with exercises left open.</summary>
    public bool LeftOpen { get; init; }

    /// <summary>They want to hand a test in with questions left open.</summary>
    public bool AsksToHandIn { get; init; }

    /// <summary>The question of a test they asked for; null: the first that is open.</summary>
    public int? Question { get; init; }

    /// <summary>They asked for the overview of a test.</summary>
    public bool Overview { get; init; }

    /// <summary>They want one more go at a test.</summary>
    public bool OneMoreGo { get; init; }
}

/// <summary>An answer that was sent just now.</summary>
/// <param name="Exercise">Id of the exercise.</param>
/// <param name="Answer">What was filled in.</param>
/// <param name="Graded">The grading.</param>
/// <param name="Id">The id it was sent under; null for a visitor.</param>
internal sealed record JustSent(string Exercise, Answer Answer, Graded? Graded, Guid? Id);
