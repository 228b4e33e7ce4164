using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>One go at a test.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="Chapter">Id of the test's chapter.</param>
/// <param name="Kind">Pre-test or end test.</param>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="ModuleVersionId">The version it is asked from.</param>
/// <param name="SubmittedAt">When it was handed in, UTC; null while it is open.</param>
/// <param name="Score">Points, when handed in.</param>
/// <param name="Max">The most points, when handed in.</param>
/// <param name="Passed">For an end test handed in: whether the mark was reached.</param>
internal sealed record Attempt(
    Guid Id, string Chapter, ChapterKind Kind, int Number, Guid ModuleVersionId, DateTimeOffset? SubmittedAt, float? Score, float? Max,
    bool? Passed)
{
    /// <summary>Which of the parallel forms it asks; null where there are none.</summary>
    public string? Form { get; init; }

    /// <summary>What was seen and missed in its situations, when handed in; null where it has none, and of tests of long ago.</summary>
    public SignalDetection? Seen { get; init; }

    /// <summary>Per cent of the points, as shown and as compared with a mark; null while open.</summary>
    public int? Percent => Score is { } score && Max is { } max and > 0 ? Exercises.Scoring.Percent.Of(score, max) : null;
}

/// <summary>Starts tests and hands them in.</summary>
internal sealed class Tests(
    DbSession session, Enrolments enrolments, ModuleVersions versions, Completions completions, TestAnswers answers, TimeProvider clock)
{
    private const string Columns =
        "id, chapter, kind, number, module_version_id, submitted_at, score, max, passed, form, hits, signals, false_alarms, ordinary";

    /// <summary>All attempts of an enrolment, in order.</summary>
    public async Task<IReadOnlyList<Attempt>> OfAsync(Guid enrolmentId, CancellationToken stop = default) => await session.ListAsync(
        $"select {Columns} from learning.attempts where enrolment_id = $1 order by kind, number", [enrolmentId], Read, stop);

    /// <summary>
    /// Starts a test, or gives the one that is open: two tabs are in one attempt, and a start sent twice is one start.
    /// </summary>
    /// <exception cref="RuleBroken">
    /// The pre-test was done already, the chapters come first, or the id is that of somebody else's attempt.
    /// </exception>
    public Task<Attempt> StartAsync(Guid memberId, string module, string chapterId, Guid attemptId, CancellationToken stop = default) =>
        session.InTransactionAsync(
            async () =>
            {
                var enrolment = await enrolments.LockAsync(memberId, module, stop) ?? throw new RuleBroken("Begin eerst aan de module.");
                var structure = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
                var chapter = structure.Find(chapterId);
                if (chapter is null || chapter.Kind == ChapterKind.Chapter) throw new RuleBroken("Deze toets bestaat niet.");

                // Of the kind, not of the chapter: a test that was replaced by another one is the same test to who does it.
                var known = (await OfAsync(enrolment.Id, stop)).Where(attempt => attempt.Kind == chapter.Kind).ToList();
                if (known.Find(attempt => (attempt.SubmittedAt is null && attempt.Chapter == chapterId) || attempt.Id == attemptId)
                    is { } open) return open;
                if (chapter.Kind == ChapterKind.PreTest && known.Exists(attempt => attempt.SubmittedAt is not null))
                    throw new RuleBroken("De begintoets doe je een keer. Je uitslag staat bij de module.");
                if (chapter.Kind == ChapterKind.EndTest && known.Count > 0)
                {
                    enrolment = await enrolments.ForNextGoAsync(enrolment, chapterId, stop);
                    structure = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
                }
                var testedOut = false;
                if (chapter.Kind == ChapterKind.EndTest) testedOut = await CheckReadyAsync(enrolment, structure, stop);

                var number = known.Select(attempt => attempt.Number).DefaultIfEmpty().Max() + 1;
                var form = TestForms.Draw(
                    structure.Find(chapterId)!.Forms, attemptId, (await OfAsync(enrolment.Id, stop)).Select(attempt => attempt.Form));
                var begun = await session.ExecuteAsync(
                    """
                    insert into learning.attempts (id, enrolment_id, kind, chapter, number, module_version_id, started_at, tested_out, form)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing
                    """,
                    [
                        attemptId, enrolment.Id, ChapterKinds.NameOf(chapter.Kind), chapterId, number, enrolment.ModuleVersionId,
                        clock.GetUtcNow(), testedOut, form,
                    ],
                    stop);
                if (begun == 0) throw new RuleBroken("Dit begin is van een andere toets. Begin opnieuw.");
                return new Attempt(attemptId, chapterId, chapter.Kind, number, enrolment.ModuleVersionId, null, null, null, null)
                {
                    Form = form,
                };
            },
            stop);

    /// <summary>
    /// Hands a test in; handing it in twice gives the same result. What was not answered counts as zero. A pre-test in which nothing was
    /// answered was not done: it stays open, without a score.
    /// </summary>
    /// <exception cref="RuleBroken">There is no such test of this learner.</exception>
    public Task<Attempt> SubmitAsync(Guid memberId, string module, Guid attemptId, CancellationToken stop = default) =>
        session.InTransactionAsync(
            async () =>
            {
                var enrolment = await enrolments.LockAsync(memberId, module, stop) ?? throw new RuleBroken("Begin eerst aan de module.");
                var attempt = (await OfAsync(enrolment.Id, stop)).FirstOrDefault(candidate => candidate.Id == attemptId)
                    ?? throw new RuleBroken("Deze toets is niet van jou of bestaat niet.");
                if (attempt.SubmittedAt is not null) return attempt;

                if (await answers.HandInAsync(enrolment, attempt, stop) == 0 && attempt.Kind == ChapterKind.PreTest) return attempt;
                var structure = await versions.ReadAsync(attempt.ModuleVersionId, session, stop);
                var chapter = structure.Find(attempt.Chapter)!;
                var asked = chapter.ItemsOf(attempt.Form).ToList();
                var max = (float)asked.Sum(item => item.Points);
                // The last answer to each exercise counts, as it was asked in the version this attempt began with.
                var score = await session.ValueAsync<float>(
                    """
                    select coalesce(sum(score), 0)::real
                    from (select distinct on (exercise) score from learning.item_responses
                        where attempt_id = $1 and (exercise, exercise_version) in (select * from unnest($2::text[], $3::text[]))
                        order by exercise, seq desc) last
                    """,
                    [attemptId, asked.Select(item => item.Id).ToArray(), asked.Select(item => item.Version).ToArray()], stop);
                var seen = await SeenAsync(chapter, attempt, stop);
                var passed = attempt.Kind == ChapterKind.EndTest && structure.IsPassedBy(score, max, seen);
                var now = clock.GetUtcNow();
                await session.ExecuteAsync(
                    """
                    update learning.attempts set submitted_at = $2, score = $3, max = $4, passed = $5, hits = $6, signals = $7,
                        false_alarms = $8, ordinary = $9
                    where id = $1
                    """,
                    [
                        attemptId, now, score, max, passed, (short?)seen?.Hits, (short?)seen?.Signals, (short?)seen?.FalseAlarms,
                        (short?)seen?.Noise,
                    ],
                    stop);
                await completions.RecordAsync(enrolment, await versions.ReadAsync(enrolment.ModuleVersionId, session, stop), stop);
                return attempt with { SubmittedAt = now, Score = score, Max = max, Passed = passed, Seen = seen };
            },
            stop);

    /// <summary>True when a question of an attempt has no answer yet, or one that is not finished.</summary>
    public async Task<bool> HasOpenAsync(Guid enrolmentId, Guid attemptId, CancellationToken stop = default) =>
        (await OfAsync(enrolmentId, stop)).FirstOrDefault(attempt => attempt.Id == attemptId) is { SubmittedAt: null } attempt
            && await answers.CountOpenAsync(attempt, stop) > 0;

    // The end test is open when the chapters are done, or at once after a strong pre-test where the module allows that.
    private async Task<bool> CheckReadyAsync(Enrolment enrolment, ModuleStructure structure, CancellationToken stop)
    {
        if (enrolment.CompletedAt is not null) return false; // what was done stays done, also where the chapters changed since
        var work = await completions.WorkOfAsync(enrolment.Id, stop);
        if (structure.Required.All(work.IsDone)) return false;
        var pre = (await OfAsync(enrolment.Id, stop))
            .FirstOrDefault(attempt => attempt.Kind == ChapterKind.PreTest && attempt.SubmittedAt is not null);
        if (pre is not null && structure.IsTestedOutBy(pre.Percent, pre.Seen)) return true;
        throw new RuleBroken("Doe eerst alle hoofdstukken. Daarna kun je de eindtoets maken.");
    }

    // Of all the situations it asks: what was not answered was not seen, and no false alarm either.
    private async Task<SignalDetection?> SeenAsync(ChapterStructure chapter, Attempt attempt, CancellationToken stop)
    {
        var tells = (await versions.AskedAsync(chapter, attempt.Form, session, stop)).Where(one => one.Traits.TellsSignals).ToList();
        if (tells.Count == 0) return null;
        var given = (await session.ListAsync(
            """
            select distinct on (exercise) exercise, answer::text from learning.item_responses where attempt_id = $1
            order by exercise, seq desc
            """,
            [attempt.Id], row => (Exercise: row.Text(0), Answer: Answer.FromJson(row.Text(1))), stop))
            .ToDictionary(one => one.Exercise, one => one.Answer, StringComparer.Ordinal);
        return tells.Select(exercise => (given.TryGetValue(exercise.Id, out var answer) ? exercise.CountsOf(answer) : null)
                ?? exercise.CountsOf(exercise.Perfect)! with { Hits = 0, FalseAlarms = 0 })
            .Aggregate((sum, one) => sum.Plus(one));
    }

    private static Attempt Read(Row row) => new(
        row.Id(0), row.Text(1), ChapterKinds.Of(row.Text(2)), row.Number(3), row.Id(4),
        row.GetOrNull<DateTimeOffset>(5), row.GetOrNull<float>(6), row.GetOrNull<float>(7), row.GetOrNull<bool>(8))
    {
        Form = row.TextOrNull(9),
        Seen = SeenIn(row, 10),
    };

    /// <summary>What was seen, from the four columns of an attempt that begin at a place; null where it has no situations.</summary>
    internal static SignalDetection? SeenIn(Row row, int at) => row.GetOrNull<short>(at + 1) is { } signals
        ? new SignalDetection(row.Get<short>(at), signals, row.Get<short>(at + 2), row.Get<short>(at + 3))
        : null;
}
