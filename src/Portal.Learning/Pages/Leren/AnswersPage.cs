using Portal.Learning.Exercises;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Platform;

namespace Portal.Learning.Pages.Leren;

/// <summary>A round of a module with everything that was answered in it.</summary>
/// <param name="Enrolment">The round.</param>
/// <param name="Title">Title of the module.</param>
/// <param name="Chapters">The chapters in which something was answered.</param>
/// <param name="Tests">The tests that were handed in.</param>
internal sealed record AnswerRound(
    Enrolment Enrolment, string Title, IReadOnlyList<AnsweredChapter> Chapters, IReadOnlyList<TestScores> Tests);

/// <summary>A chapter with what was answered in it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Exercises">Its exercises.</param>
internal sealed record AnsweredChapter(string Title, IReadOnlyList<AnsweredExercise> Exercises);

/// <summary>An exercise with all answers to it, oldest first.</summary>
/// <param name="Answers">At least one.</param>
/// <param name="Number">Its number among those of its type on the page, for its name.</param>
internal sealed record AnsweredExercise(IReadOnlyList<PastAnswer> Answers, int Number)
{
    /// <summary>The last answer: that one is shown with its explanation.</summary>
    public PastAnswer Last => Answers[^1];

    /// <summary>The question, in words; its id when the exercise is not known any more.</summary>
    public string Question => Last.Asked is { QuestionText.Length: > 0 } asked ? asked.QuestionText : Last.ExerciseId;

    /// <summary>The answer with its explanation, as HTML; null when the exercise is not known any more.</summary>
    public string? Explained =>
        Last is { Asked: { } asked, Graded: { } graded }
            ? asked.Section(asked.Feedback(Last.Answer, graded, headingLevel: 3, isNew: false), Number)
            : null;

    /// <summary>How it went, in a word; null where nothing is right or wrong.</summary>
    public static string? WordOf(PastAnswer answer) =>
        answer.Max <= 0 ? null : answer.IsRight ? "goed" : answer.Score > 0 ? "deels goed" : "niet goed";

    /// <summary>The day of an answer.</summary>
    public static string DayOf(PastAnswer answer) => DutchTime.DateOf(answer.At).Long();
}

/// <summary>How a test went: the first time, which is the one registers ask for, and the best time.</summary>
/// <param name="Kind">Pre-test or end test.</param>
/// <param name="First">Per cent, the first time.</param>
/// <param name="Best">Per cent, at best.</param>
/// <param name="Times">How often it was handed in.</param>
/// <param name="Passed">Whether an end test was passed; null for a pre-test.</param>
internal sealed record TestScores(ChapterKind Kind, int First, int Best, int Times, bool? Passed)
{
    /// <summary>"eerste keer 40% goed, beste keer 80% goed (2 keer gedaan), gehaald".</summary>
    public string InWords =>
        (Times == 1 ? $"{First}% goed" : $"eerste keer {First}% goed, beste keer {Best}% goed ({Times} keer gedaan)")
        + Passed switch { true => ", gehaald", false => ", nog niet gehaald", null => "" };

    /// <summary>The scores of each test of a round.</summary>
    public static IReadOnlyList<TestScores> Of(IEnumerable<Attempt> attempts) =>
    [
        .. attempts.Where(attempt => attempt.SubmittedAt is not null).GroupBy(attempt => attempt.Kind)
            .OrderBy(group => group.Key != ChapterKind.PreTest)
            .Select(group => new TestScores(
                group.Key, group.MinBy(attempt => attempt.Number)!.Percent ?? 0, group.Max(attempt => attempt.Percent ?? 0), group.Count(),
                group.Key == ChapterKind.EndTest ? group.Any(attempt => attempt.Passed is true) : null)),
    ];
}
