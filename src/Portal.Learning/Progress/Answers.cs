using System.Security.Cryptography;
using System.Text;
using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>An answer as it was sent.</summary>
/// <param name="Id">Made by the client, once for each answer: sending it again changes nothing.</param>
/// <param name="Chapter">Id of the chapter.</param>
/// <param name="Exercise">Id of the exercise.</param>
/// <param name="Answer">What was filled in.</param>
/// <param name="Certainty">1 to 3, where asked.</param>
/// <param name="ClientAt">The client's clock; shown to nobody, orders nothing.</param>
/// <param name="AttemptId">The test it belongs to; null in a chapter.</param>
internal sealed record SentAnswer(
    Guid Id, string Chapter, string Exercise, Answer Answer, int? Certainty = null, DateTimeOffset? ClientAt = null, Guid? AttemptId = null)
{
    /// <summary>SHA-256 over everything that makes this answer this answer.</summary>
    internal string Hash() => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{Chapter}\n{Exercise}\n{AttemptId}\n{Certainty}\n{Answer.ToJson()}")));
}

/// <summary>What came of an answer.</summary>
internal enum AnswerOutcome
{
    /// <summary>It is stored, now or when it was sent before.</summary>
    Stored,

    /// <summary>Another answer came under the same id: refused (409).</summary>
    Conflict,

    /// <summary>There is no such exercise in what this learner is doing (404).</summary>
    Unknown,

    /// <summary>The test is handed in already (409).</summary>
    Closed,

    /// <summary>It cannot be read as an answer to this exercise (422).</summary>
    Invalid,
}

/// <summary>The outcome with the grading, where there is one.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Graded">The grading; null in a test that is not handed in yet, and where nothing was stored.</param>
/// <param name="Progress">0 to 1, after this answer.</param>
internal sealed record AnswerResult(AnswerOutcome Outcome, Graded? Graded, float Progress);

/// <summary>
/// Stores answers: grading, progress and, where the rule is met, completion, in one transaction. Nothing is left for
/// a job at night.
/// </summary>
internal sealed class Answers(
    DbSession session, Enrolments enrolments, ModuleVersions versions, Completions completions, Tests tests, TestAnswers testAnswers,
    TimeProvider clock)
{
    /// <summary>Stores an answer, once however often it is sent: in a chapter with what it is worth, in a test as it stands now.</summary>
    public Task<AnswerResult> StoreAsync(Guid memberId, string module, SentAnswer sent, CancellationToken stop = default) =>
        session.InTransactionAsync(
            async () =>
            {
                if (await enrolments.LockAsync(memberId, module, stop) is not { } enrolment)
                    return new AnswerResult(AnswerOutcome.Unknown, null, 0);
                if (sent.AttemptId is not { } id) return await StoreAsync(enrolment, sent, stop);
                var attempt = (await tests.OfAsync(enrolment.Id, stop)).FirstOrDefault(candidate => candidate.Id == id);
                return attempt is null
                    ? new AnswerResult(AnswerOutcome.Unknown, null, enrolment.Progress)
                    : await testAnswers.KeepAsync(enrolment, attempt, sent, stop);
            },
            stop);

    private async Task<AnswerResult> StoreAsync(Enrolment enrolment, SentAnswer sent, CancellationToken stop)
    {
        var structure = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
        if (structure.Find(sent.Chapter) is not { Kind: ChapterKind.Chapter } chapter
            || (await versions.ExercisesAsync(chapter, session, stop))
                .FirstOrDefault(item => item.Id == sent.Exercise) is not { HasForm: true } exercise)
            return new AnswerResult(AnswerOutcome.Unknown, null, enrolment.Progress);

        var graded = exercise.Grade(sent.Answer);
        if (!graded.IsAnswer) return new AnswerResult(AnswerOutcome.Invalid, graded, enrolment.Progress);
        if (await InsertAsync(enrolment, chapter, exercise, sent, graded, stop))
            return new AnswerResult(AnswerOutcome.Stored, graded, await completions.RecordAsync(enrolment, structure, stop));
        return await IsThereAsync(enrolment, sent, stop)
            ? new AnswerResult(AnswerOutcome.Stored, graded, enrolment.Progress)
            : new AnswerResult(AnswerOutcome.Conflict, null, enrolment.Progress);
    }

    private Task<bool> IsThereAsync(Enrolment enrolment, SentAnswer sent, CancellationToken stop) => session.ValueAsync<bool>(
        "select exists (select from learning.item_responses where id = $1 and request_hash = $2 and enrolment_id = $3)",
        [sent.Id, sent.Hash(), enrolment.Id], stop);

    // False: there is an answer under that id.
    private async Task<bool> InsertAsync(
        Enrolment enrolment, ChapterStructure chapter, Exercise exercise, SentAnswer sent, Graded graded, CancellationToken stop) =>
        await session.ExecuteAsync(
            """
            with stored as (
                insert into learning.item_responses
                    (id, enrolment_id, exercise, exercise_version, seq, request_hash, answer, certainty, client_at, recorded_at, score, max)
                values ($1, $2, $3, $4,
                    (select coalesce(max(seq), 0) + 1 from learning.item_responses where enrolment_id = $2 and exercise = $3),
                    $5, $6::jsonb, $7, $8, $9, $10, $11)
                on conflict (id) do nothing returning enrolment_id)
            update learning.enrolments set last_chapter = $12 where id = (select enrolment_id from stored)
            """,
            [
                sent.Id, enrolment.Id, exercise.Id, exercise.Version, sent.Hash(), sent.Answer.ToJson(), (short?)sent.Certainty,
                sent.ClientAt?.ToUniversalTime(), clock.GetUtcNow(), (float)graded.Score, (float)graded.Max, chapter.Id,
            ],
            stop) > 0;
}
