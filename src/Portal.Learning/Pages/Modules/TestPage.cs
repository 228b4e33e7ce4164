using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
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

    /// <summary>The address name of the overview, and its anchor.</summary>
    public const string OverviewName = "overzicht";

    /// <summary>The attempt that is open; null when there is none.</summary>
    public Attempt? Attempt { get; init; }

    /// <summary>The questions; empty when no attempt is open.</summary>
    public IReadOnlyList<TestQuestion> Questions { get; init; } = [];

    /// <summary>The question that is shown, from 1; null: the overview.</summary>
    public int? Number { get; init; }

    /// <summary>They asked for what is shown, so it takes the focus.</summary>
    public bool IsAskedFor { get; init; }

    /// <summary>The questions that are not done.</summary>
    public IReadOnlyList<TestQuestion> Left => [.. Questions.Where(question => question.State.Name != QuestionState.Done)];

    /// <summary>What came of the last attempt; null before the first, and while one is open.</summary>
    public TestOutcome? Outcome { get; init; }

    /// <summary>Whether an attempt may be begun.</summary>
    public bool MayBegin { get; init; }
}

/// <summary>A question of a test that is open.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Exercise">The question.</param>
/// <param name="State">How far it is.</param>
/// <param name="Html">What stands before it, and the question with its form.</param>
internal sealed record TestQuestion(int Number, Exercise Exercise, QuestionState State, string Html)
{
    /// <summary>The anchor of a question.</summary>
    public static string AnchorOf(int number) => $"vraag-{number}";
}

/// <summary>How far a question of an open test is; the script gets it as JSON.</summary>
/// <param name="Name">One of the three names below.</param>
/// <param name="Words">What stands by the question; empty for an open one.</param>
/// <param name="InOverview">What stands by it in the overview.</param>
internal sealed record QuestionState(string Name, string Words, string InOverview)
{
    /// <summary>Its name when nothing is filled in, some of it, all of it.</summary>
    public const string Open = "open", Half = "half", Done = "done";

    /// <summary>How far an answer is.</summary>
    public static QuestionState Of(Exercise? exercise, Answer answer)
    {
        if (answer.IsEmpty) return new(Open, "", "nog open");
        if (exercise?.Mark(answer) is not { IsAnswer: false } unfinished) return new(Done, "Bewaard.", "beantwoord");
        var missing = unfinished.Error ?? "Je bent nog niet aan het einde.";
        return new(Half, $"Bewaard, maar nog niet af. {missing}", $"nog niet af. {missing}");
    }
}

/// <summary>What came of a test.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Items">Each question with what was answered.</param>
/// <param name="Says">What else can be said of it, in plain sentences.</param>
internal sealed record TestOutcome(Attempt Attempt, IReadOnlyList<QuizItem> Items, IReadOnlyList<string> Says)
{
    /// <summary>What was scored for each goal, in order; none where questions name none.</summary>
    public IReadOnlyList<GoalScore> Goals { get; } =
    [
        .. Items.SelectMany(item => item.Exercise.GoalScoresOf(item.Graded ?? Graded.Refused(item.Exercise.Max, "")))
            .GroupBy(one => one.Goal)
            .OrderBy(goal => goal.Key)
            .Select(goal => new GoalScore(goal.Key, goal.Sum(one => one.Score), goal.Sum(one => one.Max))),
    ];

    /// <summary>What was recognised in its situations; null where it has none.</summary>
    public Recognition? Recognition { get; private init; }

    /// <summary>
    /// Nothing is told of what is right: the form may be asked again, and who knew it would show what they remember.
    /// </summary>
    public bool IsSecret { get; private init; }

    /// <summary>What came of a test, from the questions as they were asked.</summary>
    public static TestOutcome Of(
        Attempt attempt, IReadOnlyList<Exercise> exercises, IReadOnlyDictionary<string, GivenAnswer> given, bool hasPassed)
    {
        var items = exercises.Where(exercise => exercise.HasForm).Select((exercise, i) =>
        {
            var answer = given.GetValueOrDefault(exercise.Id)?.Answer;
            return new QuizItem(i + 1, exercise, answer ?? Answer.Empty, answer is null ? null : exercise.Mark(answer));
        }).ToList();
        var recognition = Recognition.Of([.. items.SelectMany(item => item.Exercise.CasesOf(item.Answer))]);
        var says = (attempt.Seen ?? recognition?.Counts)?.InWords(recognition?.Asks) ?? [];
        return new(attempt, items, [.. says, .. CalibrationIn(items)?.InWords() ?? []])
        {
            Recognition = recognition,
            IsSecret = attempt.Form is not null && !hasPassed,
        };
    }

    private static Calibration? CalibrationIn(IEnumerable<QuizItem> items) => Calibration.Of(
        items.SelectMany(item => item.Graded is { } graded ? item.Exercise.CertaintiesOf(item.Answer, graded) : []));
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
        var answers = await given.OfAsync(standing.Enrolment.Id, last.Id, stop);
        return page with { Outcome = TestOutcome.Of(last, exercises, answers, standing.Enrolment.PassedAt is not null) };
    }

    private async Task<TestPage> OpenAsync(
        TestPage page, Lesson lesson, Standing standing, Attempt attempt, LessonState state, CancellationToken stop)
    {
        var stands = await given.OfAsync(standing.Enrolment.Id, attempt.Id, stop);
        var sheet = await texts.SheetOfAsync(attempt, stop);
        var asked = sheet.Exercises.Select((exercise, i) => (Exercise: exercise, Before: i > 0 ? sheet.Texts[i] : ""))
            .Where(one => one.Exercise.HasForm).ToList();
        var questions = asked.Select((one, i) => QuestionOf(
            lesson, attempt, one.Exercise, one.Before, stands.GetValueOrDefault(one.Exercise.Id)?.Answer ?? Answer.Empty, i + 1,
            asked.Count)).ToList();
        var first = questions.Find(question => question.State.Name != QuestionState.Done)?.Number;
        var wanted = state.Question >= 1 && state.Question <= questions.Count ? state.Question : null;
        return page with
        {
            Attempt = attempt,
            Questions = questions,
            Number = state.Overview ? null : wanted ?? first,
            IsAskedFor = state.Overview || wanted is not null,
        };
    }

    private TestQuestion QuestionOf(Lesson lesson, Attempt attempt, Exercise exercise, string before, Answer stands, int number, int count)
    {
        var form = exercise.Form(forms.Of(lesson, exercise, attempt: attempt.Id) with
        {
            Seed = attempt.Id.ToString(),
            Answer = stands,
            Steps = [.. StepsFrom(exercise, stands, number, count)],
        });
        return new(number, exercise, QuestionState.Of(exercise, stands), before + exercise.Section(form, number));
    }

    private static IEnumerable<FormStep> StepsFrom(Exercise exercise, Answer stands, int number, int count)
    {
        // A talk goes on step by step, and each step needs what the one before it says.
        var next = exercise.Traits.NextStep;
        var talks = next is not null && !exercise.Mark(stands).IsAnswer;
        if (talks) yield return new($"{number}", next!, "primary");
        var look = talks ? "secondary" : "primary";
        if (number < count) yield return new($"{number + 1}", "Volgende vraag", look);
        else yield return new(TestPage.OverviewName, "Naar het overzicht", look);
        if (number > 1) yield return new($"{number - 1}", "Vorige vraag", "subtle");
        if (number < count) yield return new(TestPage.OverviewName, "Overzicht en inleveren", "subtle");
    }
}
