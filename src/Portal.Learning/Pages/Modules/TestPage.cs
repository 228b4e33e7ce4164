using System.Security.Cryptography;
using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Exercises.Types;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Quizzes;

namespace Portal.Learning.Pages.Modules;

/// <summary>What somebody just did in a test.</summary>
public sealed record TestState
{
    /// <summary>The exercise that was answered just now.</summary>
    public string? Sent { get; init; }

    /// <summary>What was sent to it, when that is no answer, with the id it was sent under.</summary>
    public (Answer Answer, Graded Graded, Guid Id)? Invalid { get; init; }

    /// <summary>They want to hand in with questions left open.</summary>
    public bool AsksToHandIn { get; init; }

    /// <summary>They want one more go.</summary>
    public bool Again { get; init; }
}

/// <summary>A test on the page: before, during, or after it.</summary>
public sealed record TestPage
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

    /// <summary>The page's own fields for a form of a member.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    /// <summary>Whose answers the browser may keep while there is no internet.</summary>
    public string? Keeper { get; init; }
}

/// <summary>What came of a test.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Items">Each question with what was answered.</param>
/// <param name="Says">What else can be said of it, in plain sentences.</param>
public sealed record TestOutcome(Attempt Attempt, IReadOnlyList<QuizItem> Items, IReadOnlyList<string> Says)
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
        var counts = items.Select(item => item is { Exercise: Detection detection, Graded: not null } ? detection.CountsOf(item.Answer) : null).OfType<SignalDetection>().ToList();
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
public sealed class TestPages(Lessons lessons, GivenAnswers given)
{
    /// <summary>
    /// Names a learner to the browser that keeps answers for them, without telling who: on a shared computer somebody else's answers
    /// are not sent under this name.
    /// </summary>
    public static string KeeperOf(Guid memberId) => Convert.ToHexStringLower(SHA256.HashData(memberId.ToByteArray()))[..16];

    /// <summary>The page of the test of a lesson.</summary>
    public async Task<TestPage> OfAsync(Lesson lesson, TestState state, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken stop)
    {
        var introduction = (await lessons.SheetOfAsync(lesson.Chapter, stop)).Texts[0];
        if (lesson.Standing is not { } standing) return new TestPage { Introduction = introduction, Fields = fields, MayBegin = lesson.Chapter.Kind == Types.ChapterKind.PreTest };
        var attempts = standing.Attempts.Where(attempt => attempt.Chapter == lesson.Chapter.Id).ToList();
        if (attempts.Find(attempt => attempt.SubmittedAt is null) is { } open) return await OpenAsync(lesson, standing, open, introduction, state, fields, stop);

        var page = new TestPage { Introduction = introduction, Fields = fields };
        var last = attempts.LastOrDefault();
        if (last is null || state.Again) return page with { MayBegin = lesson.Chapter.Kind == Types.ChapterKind.PreTest ? last is null : standing.EndTestIsOpen };
        var (_, _, sheet) = await lessons.SheetOfAsync(last, stop);
        return page with { Outcome = TestOutcome.Of(last, sheet.Exercises, await given.OfAsync(standing.Enrolment.Id, last.Id, stop)) };
    }

    private async Task<TestPage> OpenAsync(
        Lesson lesson, Standing standing, Attempt attempt, string introduction, TestState state, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken stop)
    {
        var (_, _, sheet) = await lessons.SheetOfAsync(attempt, stop);
        var answered = await given.OfAsync(standing.Enrolment.Id, attempt.Id, stop);
        var exercises = sheet.Exercises.Where(exercise => exercise.HasForm).ToList();
        var keeper = KeeperOf(standing.Enrolment.MemberId);
        var forTest = fields.Append(new(ChapterModel.AttemptField, attempt.Id.ToString())).ToList();
        return new TestPage
        {
            Introduction = introduction,
            Attempt = attempt,
            Fields = forTest,
            Keeper = keeper,
            Questions = [.. exercises.Select((exercise, i) => Question(lesson, exercise, i + 1, attempt, answered.GetValueOrDefault(exercise.Id), state, forTest, keeper))],
            Answered = exercises.Count(exercise => answered.ContainsKey(exercise.Id)),
            Left = [.. exercises.Select((exercise, i) => answered.ContainsKey(exercise.Id) ? 0 : i + 1).Where(number => number > 0)],
            AsksToHandIn = state.AsksToHandIn,
        };
    }

    private static string Question(
        Lesson lesson, Exercise exercise, int number, Attempt attempt, GivenAnswer? known, TestState state, IReadOnlyList<KeyValuePair<string, string>> fields, string keeper)
    {
        var invalid = state.Sent == exercise.Id ? state.Invalid : null;
        var form = exercise.Form(new ExerciseForm($"{lesson.Path}?opdracht={exercise.Id}#{exercise.Id}")
        {
            Seed = attempt.Id.ToString(),
            Answer = invalid?.Answer ?? known?.Answer ?? Answer.Empty,
            Error = invalid?.Graded.Error,
            Hidden = [.. fields, new(ChapterModel.IdField, (invalid?.Id ?? Guid.CreateVersion7()).ToString())],
            Button = known is null ? "Bewaar dit antwoord" : "Bewaar je nieuwe antwoord",
            Keep = keeper,
        });
        var saved = known is null || invalid is not null ? "" : $"""
            <p class="wj-saved" role="status"{(state.Sent == exercise.Id ? """ tabindex="-1" data-focus""" : "")}>Opgeslagen. Je kunt je antwoord veranderen tot je inlevert.</p>
            """;
        return exercise.Section(saved + form, number);
    }
}
