using System.Text.Json;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Repetition;

/// <summary>A question that comes back.</summary>
/// <param name="ExerciseId">Id of the exercise.</param>
/// <param name="Module">Id of the module it is from.</param>
/// <param name="Step">Which interval it waits for, from 0.</param>
/// <param name="DueOn">When it is asked; null: done.</param>
/// <param name="LastAt">When it was answered last, UTC.</param>
/// <param name="LastRight">Whether that was right.</param>
/// <param name="LastAnswer">The client's id of that answer.</param>
/// <param name="MailedFor">The day it was due when it was mailed last.</param>
internal sealed record ReviewCard(
    string ExerciseId, string Module, int Step, DateOnly? DueOn, DateTimeOffset? LastAt, bool? LastRight, Guid? LastAnswer,
    DateOnly? MailedFor);

/// <summary>A question that is to be asked.</summary>
/// <param name="Card">When and how often.</param>
/// <param name="Exercise">As it is online now: a question that was mended meanwhile is asked the mended way.</param>
/// <param name="Module">The module it is from.</param>
internal sealed record ReviewQuestion(ReviewCard Card, Exercise Exercise, PublishedDocument<LearningModule> Module);

/// <summary>What came of an answer.</summary>
/// <param name="Question">The question.</param>
/// <param name="Graded">The grading.</param>
/// <param name="DueOn">When it is asked again; null: never.</param>
internal sealed record ReviewResult(ReviewQuestion Question, Graded Graded, DateOnly? DueOn);

/// <summary>What a learner wants of repetition.</summary>
/// <param name="StoppedAt">Since when they want none, UTC; null: they do.</param>
/// <param name="MailSince">Since when they want the question by mail, UTC; null: they do not.</param>
internal sealed record ReviewSettings(DateTimeOffset? StoppedAt, DateTimeOffset? MailSince)
{
    /// <summary>Questions come back.</summary>
    public bool IsOn => StoppedAt is null;
}

/// <summary>Asks the questions that are due and moves them on. What was answered is not kept, only whether it was right.</summary>
internal sealed class Reviews(DbSession session, LiveSite live, ExerciseReader exercises, TimeProvider clock)
{
    private const double EnoughRight = 0.8;

    private const string Columns = "exercise, module, step, due_on, last_at, last_right, last_answer, mailed_for";

    private DateOnly Today => DutchTime.DateOf(clock.GetUtcNow());

    /// <summary>All cards of a learner, also those of questions that are not online any more.</summary>
    public async Task<IReadOnlyList<ReviewCard>> OfAsync(Guid memberId, CancellationToken stop = default) => await session.ListAsync(
        $"select {Columns} from learning.review_cards where member_id = $1 order by due_on nulls last, place", [memberId], Read, stop);

    /// <summary>The questions that can be asked, those that are due first; none for whoever wants no repetition.</summary>
    public async Task<IReadOnlyList<ReviewQuestion>> ComingAsync(Guid memberId, CancellationToken stop = default)
    {
        if (!(await SettingsAsync(memberId, stop)).IsOn) return [];
        return [.. (await OfAsync(memberId, stop)).Where(card => card.DueOn is not null).Select(QuestionOf).OfType<ReviewQuestion>()];
    }

    /// <summary>The questions that are due today.</summary>
    public async Task<IReadOnlyList<ReviewQuestion>> DueAsync(Guid memberId, CancellationToken stop = default) =>
        [.. (await ComingAsync(memberId, stop)).Where(question => question.Card.DueOn <= Today)];

    /// <summary>
    /// Judges an answer and says when the question comes back. Sending the same answer again, or one to a question that is not due,
    /// gives the grading and moves nothing. Null where this learner has no such question.
    /// </summary>
    public Task<ReviewResult?> AnswerAsync(
        Guid memberId, string exerciseId, Guid answerId, Answer answer, CancellationToken stop = default) =>
        session.InTransactionAsync(
            async () =>
            {
                if (await LockAsync(memberId, exerciseId, stop) is not { } card || QuestionOf(card) is not { } question) return null;
                var graded = question.Exercise.Grade(answer);
                if (!graded.IsAnswer || card.LastAnswer == answerId || card.DueOn is not { } due || due > Today)
                    return new ReviewResult(question, graded, card.DueOn);

                // Of six situations five right is enough to see it again later.
                var right = question.Exercise.Traits.TellsSignals ? graded.Score >= EnoughRight * graded.Max
                    : graded.Outcome == Outcome.Right;
                var cases = card.LastAt is null ? question.Exercise.CasesOf(answer) : [];
                var (step, next) = ReviewPlan.After(card.Step, right, Today);
                await session.ExecuteAsync(
                    """
                    update learning.review_cards set step = $3, due_on = $4, last_at = $5, last_right = $6, last_answer = $7,
                        first_cases = coalesce(first_cases, $8::jsonb)
                    where member_id = $1 and exercise = $2
                    """,
                    [
                        memberId, exerciseId, step, next, clock.GetUtcNow(), right, answerId,
                        cases.Count == 0 ? null : JsonSerializer.Serialize(cases),
                    ],
                    stop);
                return new ReviewResult(question, graded, next);
            },
            stop);

    /// <summary>
    /// The situations of cards as they were judged the first time, by module: counts for the learner's own eyes. Which situation was
    /// judged how is not kept.
    /// </summary>
    public async Task<IReadOnlyList<(string Module, IReadOnlyList<JudgedCase> Cases)>> FirstCasesAsync(
        Guid memberId, CancellationToken stop = default) => await session.ListAsync(
        "select module, first_cases::text from learning.review_cards where member_id = $1 and first_cases is not null", [memberId],
        row => (row.Text(0), (IReadOnlyList<JudgedCase>)JsonSerializer.Deserialize<List<JudgedCase>>(row.Text(1))!), stop);

    /// <summary>The title of a module; its id when it is not online any more.</summary>
    public string TitleOf(string module) => live.Current.Find<LearningModule>(module)?.Title ?? module;

    /// <summary>What a learner wants; who never said wants repetition on the page and no mail.</summary>
    public async Task<ReviewSettings> SettingsAsync(Guid memberId, CancellationToken stop = default) => await session.FirstAsync(
        "select stopped_at, mail_since from learning.review_settings where member_id = $1", [memberId],
        row =>
            new ReviewSettings(row.GetOrNull<DateTimeOffset>(0), row.GetOrNull<DateTimeOffset>(1)), stop) ?? new ReviewSettings(null, null);

    /// <summary>No repetition any more, on the page nor by mail. What was learned so far is remembered, for who comes back.</summary>
    public Task StopAsync(Guid memberId, CancellationToken stop = default) => SetAsync(
        """
        insert into learning.review_settings (member_id, stopped_at) values ($1, $2)
        on conflict (member_id) do update set stopped_at = coalesce(review_settings.stopped_at, $2), mail_since = null
        """,
        memberId, stop);

    /// <summary>Repetition again.</summary>
    public Task ResumeAsync(Guid memberId, CancellationToken stop = default) =>
        session.ExecuteAsync("update learning.review_settings set stopped_at = null where member_id = $1", [memberId], stop);

    /// <summary>The question by mail as well.</summary>
    public Task MailAsync(Guid memberId, CancellationToken stop = default) => SetAsync(
        """
        insert into learning.review_settings (member_id, mail_since) values ($1, $2)
        on conflict (member_id) do update set mail_since = coalesce(review_settings.mail_since, $2), stopped_at = null
        """,
        memberId, stop);

    /// <summary>No mail any more.</summary>
    public Task StopMailAsync(Guid memberId, CancellationToken stop = default) =>
        session.ExecuteAsync("update learning.review_settings set mail_since = null where member_id = $1", [memberId], stop);

    private Task SetAsync(string sql, Guid memberId, CancellationToken stop) =>
        session.ExecuteAsync(sql, [memberId, clock.GetUtcNow()], stop);

    // What was taken offline is not asked any more: there will have been a reason.
    private ReviewQuestion? QuestionOf(ReviewCard card)
    {
        var site = live.Current;
        if (site.Find<LearningModule>(card.Module) is not { } module) return null;
        var exercise = site.Below<Chapter>(module.Id).SelectMany(chapter => exercises.Of(chapter.Body))
            .FirstOrDefault(found => found.Id == card.ExerciseId);
        return exercise is { HasKey: true, HasForm: true } ? new ReviewQuestion(card, exercise, module) : null;
    }

    private Task<ReviewCard?> LockAsync(Guid memberId, string exerciseId, CancellationToken stop) => session.FirstAsync(
        $"select {Columns} from learning.review_cards where member_id = $1 and exercise = $2 for update", [memberId, exerciseId], Read,
        stop);

    private static ReviewCard Read(Row row) => new(
        row.Text(0), row.Text(1), row.Number(2), row.GetOrNull<DateOnly>(3), row.GetOrNull<DateTimeOffset>(4), row.GetOrNull<bool>(5),
        row.GetOrNull<Guid>(6),
        row.GetOrNull<DateOnly>(7));
}
