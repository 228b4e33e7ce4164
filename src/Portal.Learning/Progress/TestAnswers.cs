using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>
/// What stands filled in in a test that is open: kept as soon as it is chosen, also when it is not finished, and changed as often as one
/// likes. It is judged when the test is handed in, by the version the attempt began with.
/// </summary>
internal sealed class TestAnswers(DbSession session, ModuleVersions versions, TimeProvider clock)
{
    /// <summary>Keeps an answer, once however often it is sent; the last one to a question stands.</summary>
    internal async Task<AnswerResult> KeepAsync(Enrolment enrolment, Attempt attempt, SentAnswer sent, CancellationToken stop)
    {
        if (sent.Chapter != attempt.Chapter
            || (await ExercisesAsync(attempt, stop)).FirstOrDefault(item => item.Id == sent.Exercise) is not { HasForm: true } exercise)
            return Result(AnswerOutcome.Unknown);
        if (await KnownAsync(sent, stop) is { } known)
            return Result(known == (sent.Hash(), attempt.Id) ? AnswerOutcome.Stored : AnswerOutcome.Conflict);
        if (attempt.SubmittedAt is not null) return Result(AnswerOutcome.Closed);
        // Nothing was chosen, and nothing stands there: so it is already.
        if (sent.Answer.IsEmpty && !await StandsAsync(attempt, exercise, stop)) return Result(AnswerOutcome.Stored);
        return Result(await InsertAsync(enrolment, attempt, exercise, sent, stop) ? AnswerOutcome.Stored : AnswerOutcome.Conflict);

        AnswerResult Result(AnswerOutcome outcome) => new(outcome, null, enrolment.Progress);
    }

    /// <summary>
    /// Writes what stands in an attempt as answers, each with what it is worth; gives how many the attempt has. What is not finished is no
    /// answer. When there is none at all nothing is written: what stands stays.
    /// </summary>
    internal async Task<int> HandInAsync(Enrolment enrolment, Attempt attempt, CancellationToken stop)
    {
        var exercises = (await ExercisesAsync(attempt, stop)).ToDictionary(exercise => exercise.Id);
        var answered = await session.ValueAsync<int>(
            "select count(distinct exercise)::int from learning.item_responses where attempt_id = $1", [attempt.Id], stop);
        foreach (var (id, answer) in await StandingAsync(attempt, stop))
        {
            if (!exercises.TryGetValue(answer.Exercise, out var exercise) || exercise.Mark(answer.Given) is not { IsAnswer: true } graded)
                continue;
            answered++;
            await session.ExecuteAsync(
                """
                insert into learning.item_responses
                    (id, enrolment_id, attempt_id, exercise, exercise_version, seq, request_hash, answer, certainty, client_at,
                        recorded_at, score, max)
                select id, $2, attempt_id, exercise, exercise_version,
                    (select coalesce(max(seq), 0) + 1 from learning.item_responses where enrolment_id = $2 and exercise = $3),
                    request_hash, answer, certainty, client_at, recorded_at, $4, $5
                from learning.test_answers where id = $1
                """,
                [id, enrolment.Id, exercise.Id, (float)graded.Score, (float)graded.Max], stop);
        }
        if (answered > 0) await session.ExecuteAsync("delete from learning.test_answers where attempt_id = $1", [attempt.Id], stop);
        return answered;
    }

    /// <summary>How many questions of an attempt have no answer yet, or one that is not finished.</summary>
    internal async Task<int> CountOpenAsync(Attempt attempt, CancellationToken stop)
    {
        var stands = (await StandingAsync(attempt, stop)).ToDictionary(one => one.Answer.Exercise, one => one.Answer.Given);
        var earlier = await session.ListAsync(
            "select distinct exercise from learning.item_responses where attempt_id = $1", [attempt.Id], row => row.Text(0), stop);
        return (await ExercisesAsync(attempt, stop)).Count(exercise => exercise.HasForm
            && !(stands.TryGetValue(exercise.Id, out var answer) ? exercise.Mark(answer).IsAnswer : earlier.Contains(exercise.Id)));
    }

    private async Task<IReadOnlyList<Exercise>> ExercisesAsync(Attempt attempt, CancellationToken stop)
    {
        var module = await versions.ReadAsync(attempt.ModuleVersionId, session, stop);
        return module.Find(attempt.Chapter) is { } chapter ? await versions.AskedAsync(chapter, attempt.Form, session, stop) : [];
    }

    // Of an id that came before: what was sent under it, and in which attempt (none: in a chapter).
    private async Task<(string Hash, Guid? Attempt)?> KnownAsync(SentAnswer sent, CancellationToken stop)
    {
        var known = await session.ListAsync(
            """
            select request_hash, attempt_id from learning.test_answers where id = $1
            union all select request_hash, attempt_id from learning.item_responses where id = $1
            """,
            [sent.Id], row => (row.Text(0), row.GetOrNull<Guid>(1)), stop);
        return known is [var one] ? one : null;
    }

    private Task<bool> StandsAsync(Attempt attempt, Exercise exercise, CancellationToken stop) => session.ValueAsync<bool>(
        """
        select exists (select from learning.test_answers where attempt_id = $1 and exercise = $2)
            or exists (select from learning.item_responses where attempt_id = $1 and exercise = $2)
        """,
        [attempt.Id, exercise.Id], stop);

    private async Task<IReadOnlyList<(Guid Id, (string Exercise, Answer Given) Answer)>> StandingAsync(
        Attempt attempt, CancellationToken stop) => await session.ListAsync(
        """
        select distinct on (exercise) id, exercise, answer::text from learning.test_answers where attempt_id = $1
        order by exercise, seq desc
        """,
        [attempt.Id], row => (row.Id(0), (row.Text(1), Answer.FromJson(row.Text(2)))), stop);

    private async Task<bool> InsertAsync(
        Enrolment enrolment, Attempt attempt, Exercise exercise, SentAnswer sent, CancellationToken stop) => await session.ExecuteAsync(
        """
        with here as (update learning.enrolments set last_chapter = $10, last_seen_at = $9 where id = $11)
        insert into learning.test_answers
            (id, attempt_id, exercise, exercise_version, request_hash, answer, certainty, client_at, recorded_at)
        values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9) on conflict (id) do nothing
        """,
        [
            sent.Id, attempt.Id, exercise.Id, exercise.Version, sent.Hash(), sent.Answer.ToJson(), (short?)sent.Certainty,
            sent.ClientAt?.ToUniversalTime(), clock.GetUtcNow(), attempt.Chapter, enrolment.Id,
        ],
        stop) > 0;
}
