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
    DbSession session, Enrolments enrolments, ModuleVersions versions, Completions completions, TimeProvider clock)
{
    /// <summary>Stores an answer, once however often it is sent.</summary>
    public Task<AnswerResult> StoreAsync(Guid memberId, string module, SentAnswer sent, CancellationToken stop = default) =>
        session.InTransactionAsync(
            async () =>
            {
                if (await enrolments.LockAsync(memberId, module, stop) is not { } enrolment)
                    return new AnswerResult(AnswerOutcome.Unknown, null, 0);
                // A test is asked from the version it began with, whatever the learner is pinned to since.
                var asked = await versions.ReadAsync(await VersionAsync(enrolment, sent.AttemptId, stop), session, stop);
                if (asked.Find(sent.Chapter) is not { } chapter
                    || (await versions.ExercisesAsync(chapter, session, stop))
                        .FirstOrDefault(item => item.Id == sent.Exercise) is not { } exercise)
                    return new AnswerResult(AnswerOutcome.Unknown, null, enrolment.Progress);

                var graded = exercise.Grade(sent.Answer);
                if (!graded.IsAnswer) return new AnswerResult(AnswerOutcome.Invalid, graded, enrolment.Progress);
                var shown = chapter.Kind == ChapterKind.Chapter ? graded : null;
                switch (await StatusAsync(enrolment, chapter, sent, stop))
                {
                    case AnswerOutcome.Stored:
                        return new AnswerResult(AnswerOutcome.Stored, shown, enrolment.Progress);
                    case { } refused:
                        return new AnswerResult(refused, null, enrolment.Progress);
                }
                await InsertAsync(enrolment, chapter, exercise, sent, graded, stop);
                var pinned = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
                return new AnswerResult(AnswerOutcome.Stored, shown, await completions.RecordAsync(enrolment, pinned, stop));
            },
            stop);

    private async Task<Guid> VersionAsync(Enrolment enrolment, Guid? attempt, CancellationToken stop) => attempt is null
        ? enrolment.ModuleVersionId
        : await session.ValueAsync<Guid?>(
            "select module_version_id from learning.attempts where id = $1 and enrolment_id = $2", [attempt, enrolment.Id], stop)
            ?? enrolment.ModuleVersionId;

    // null: new, and welcome.
    private async Task<AnswerOutcome?> StatusAsync(Enrolment enrolment, ChapterStructure chapter, SentAnswer sent, CancellationToken stop)
    {
        const string sql = """
            select (select request_hash from learning.item_responses where id = $1),
                   (select enrolment_id from learning.item_responses where id = $1),
                   (select submitted_at is not null from learning.attempts where id = $2 and enrolment_id = $3 and chapter = $4)
            """;
        var (hash, of, isSubmitted) = await session.FirstAsync(
            sql, [sent.Id, sent.AttemptId, enrolment.Id, chapter.Id],
            row => (row.TextOrNull(0), row.GetOrNull<Guid>(1), row.GetOrNull<bool>(2)), stop);
        if (hash is not null) return hash == sent.Hash() && of == enrolment.Id ? AnswerOutcome.Stored : AnswerOutcome.Conflict;
        if (chapter.Kind == ChapterKind.Chapter) return sent.AttemptId is null ? null : AnswerOutcome.Unknown;
        return isSubmitted switch { null => AnswerOutcome.Unknown, true => AnswerOutcome.Closed, false => null };
    }

    private Task InsertAsync(
        Enrolment enrolment, ChapterStructure chapter, Exercise exercise, SentAnswer sent, Graded graded, CancellationToken stop) =>
        session.ExecuteAsync(
            """
            with here as (update learning.enrolments set last_chapter = $13 where id = $2)
            insert into learning.item_responses
                (id, enrolment_id, attempt_id, exercise, exercise_version, seq, request_hash, answer, certainty, client_at, recorded_at,
                    score, max)
            values ($1, $2, $3, $4, $5,
                (select coalesce(max(seq), 0) + 1 from learning.item_responses where enrolment_id = $2 and exercise = $4),
                $6, $7::jsonb, $8, $9, $10, $11, $12)
            """,
            [
                sent.Id, enrolment.Id, sent.AttemptId, exercise.Id, exercise.Version, sent.Hash(), sent.Answer.ToJson(),
                (short?)sent.Certainty, sent.ClientAt?.ToUniversalTime(), clock.GetUtcNow(), (float)graded.Score, (float)graded.Max,
                chapter.Id,
            ],
            stop);
}
