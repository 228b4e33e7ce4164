using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Exercises.Types;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Quizzes;
using Portal.Learning.Types;

namespace Portal.Learning.Pages.Modules;

/// <summary>A test on the page: before, during, or after it.</summary>
internal sealed record TestPage
{
    /// <summary>HTML of what stands above the questions.</summary>
    public required string Introduction { get; init; }

    /// <summary>The attempt that is open; null when there is none.</summary>
    public Attempt? Attempt { get; init; }

    /// <summary>The questions with their forms, as sections; empty when no attempt is open.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>How many are answered.</summary>
    public int Answered { get; init; }

    /// <summary>Numbers of questions that are left open.</summary>
    public IReadOnlyList<int> Left { get; init; } = [];

    /// <summary>They pressed "hand in" with questions left open.</summary>
    public bool AsksToHandIn { get; init; }

    /// <summary>What came of the last attempt; null before the first, and while one is open.</summary>
    public TestOutcome? Outcome { get; init; }

    /// <summary>Whether an attempt may be begun.</summary>
    public bool MayBegin { get; init; }
}

/// <summary>What came of a test.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Items">Each question with what was answered.</param>
/// <param name="Says">What else can be said of it, in plain sentences.</param>
internal sealed record TestOutcome(Attempt Attempt, IReadOnlyList<QuizItem> Items, IReadOnlyList<string> Says)
{
    /// <summary>What came of a test, from the questions as they were asked.</summary>
    public static TestOutcome Of(Attempt attempt, IReadOnlyList<Exercise> exercises, IReadOnlyDictionary<string, GivenAnswer> given)
    {
        var items = exercises.Where(exercise => exercise.HasForm).Select((exercise, i) =>
        {
            var answer = given.GetValueOrDefault(exercise.Id)?.Answer;
            return new QuizItem(i + 1, exercise, answer ?? Answer.Empty, answer is null ? null : exercise.Grade(answer));
        }).ToList();
        return new(attempt, items, [.. DetectionIn(items)?.InWords() ?? [], .. CalibrationIn(items)?.InWords() ?? []]);
    }

    private static SignalDetection? DetectionIn(IEnumerable<QuizItem> items)
    {
        var counts = items.Select(
            item =>
                item is { Exercise: Detection detection, Graded: not null }
                    ? detection.CountsOf(item.Answer)
                    : null).OfType<SignalDetection>().ToList();
        return counts.Count == 0 ? null : counts.Aggregate((sum, one) => sum.Plus(one));
    }

    private static Calibration? CalibrationIn(IEnumerable<QuizItem> items) => Calibration.Of(items.SelectMany(item => item switch
    {
        { Exercise: Detection detection, Graded: not null } => detection.CertaintiesOf(item.Answer),
        { Exercise.Certainty: true, Answer.Certainty: { } certainty, Graded: { } graded } => [(certainty, graded.Outcome == Outcome.Right)],
        _ => [],
    }));
}

/// <summary>Makes the page of a test.</summary>
internal sealed class TestPages(LessonTexts texts, GivenAnswers given, LessonForms forms)
{
    /// <summary>The page of a lesson that is a test.</summary>
    public async Task<TestPage> OfAsync(Lesson lesson, LessonState state, CancellationToken stop)
    {
        var page = new TestPage { Introduction = (await texts.SheetOfAsync(lesson.Chapter, stop)).Texts[0] };
        var isPreTest = lesson.Chapter.Kind == ChapterKind.PreTest;
        if (lesson.Standing is not { } standing) return page with { MayBegin = isPreTest };
        var attempts = standing.Attempts.Where(attempt => attempt.Chapter == lesson.Chapter.Id).ToList();
        if (attempts.Find(attempt => attempt.SubmittedAt is null) is { } open)
            return await OpenAsync(page, lesson, standing, open, state, stop);

        var last = attempts.LastOrDefault();
        if (last is null || state.OneMoreGo) return page with { MayBegin = isPreTest ? last is null : standing.EndTestIsOpen };
        var exercises = (await texts.SheetOfAsync(last, stop)).Exercises;
        return page with { Outcome = TestOutcome.Of(last, exercises, await given.OfAsync(standing.Enrolment.Id, last.Id, stop)) };
    }

    private async Task<TestPage> OpenAsync(
        TestPage page, Lesson lesson, Standing standing, Attempt attempt, LessonState state, CancellationToken stop)
    {
        var answered = await given.OfAsync(standing.Enrolment.Id, attempt.Id, stop);
        var exercises = (await texts.SheetOfAsync(attempt, stop)).Exercises.Where(exercise => exercise.HasForm).ToList();
        return page with
        {
            Attempt = attempt,
            Questions = [.. exercises.Select((exercise, i) => exercise.Section(
                Question(lesson, exercise, attempt, answered.GetValueOrDefault(exercise.Id), state), i + 1))],
            Answered = exercises.Count(exercise => answered.ContainsKey(exercise.Id)),
            Left = [.. exercises.Select((exercise, i) => answered.ContainsKey(exercise.Id) ? 0 : i + 1).Where(number => number > 0)],
            AsksToHandIn = state.AsksToHandIn,
        };
    }

    private string Question(Lesson lesson, Exercise exercise, Attempt attempt, GivenAnswer? known, LessonState state)
    {
        var sent = state.Sent?.Exercise == exercise.Id ? state.Sent : null;
        var refused = sent is { IsRefused: true } ? sent : null;
        var form = exercise.Form(forms.Of(lesson, exercise, refused?.Id, attempt.Id) with
        {
            Seed = attempt.Id.ToString(),
            Answer = refused?.Answer ?? known?.Answer ?? Answer.Empty,
            Error = refused?.Graded?.Error,
            Button = known is null ? "Bewaar dit antwoord" : "Bewaar je nieuwe antwoord",
        });
        return known is null || refused is not null ? form : $"""
            <p class="wj-saved" role="status"{(sent is null ? "" : """ tabindex="-1" data-focus""")}>
            Opgeslagen. Je kunt je antwoord veranderen tot je inlevert.</p>{form}
            """;
    }
}
