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
    DbSession session, Enrolments enrolments, EnrolmentStates states, AnswerLedger ledger, ModuleVersions versions,
    Completions completions, Tests tests, TestAnswers testAnswers, TimeProvider clock)
{
    /// <summary>Stores an answer, once however often it is sent: in a chapter with what it is worth, in a test as it stands now.</summary>
    public async Task<AnswerResult> StoreAsync(Guid memberId, string module, SentAnswer sent, CancellationToken stop = default) =>
        await AtOnceAsync(memberId, module, sent, stop) ?? await session.InTransactionAsync(
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

    // What nearly every answer is, a new one in a chapter after which the module is not done yet: together with what comes from others at
    // the same moment. Null: something else, by the way with a lock.
    private async Task<AnswerResult?> AtOnceAsync(Guid memberId, string module, SentAnswer sent, CancellationToken stop)
    {
        if (sent.AttemptId is not null || session.HasTransaction) return null;
        var remembered = states.Remembered(memberId, module);
        return (remembered is null ? null : await AtOnceAsync(remembered, sent, stop))
            ?? (await StateAsync(memberId, module, stop) is { } state ? await AtOnceAsync(state, sent, stop) : null);
    }

    private async Task<EnrolmentState?> StateAsync(Guid memberId, string module, CancellationToken stop) =>
        // The stamp is read first: whatever is done while the rest is read changes it.
        await enrolments.FindStampedAsync(memberId, module, stop) is (var enrolment, var stamp)
            ? new EnrolmentState(enrolment, await completions.WorkOfAsync(enrolment.Id, stop), stamp)
            : null;

    private async Task<AnswerResult?> AtOnceAsync(EnrolmentState state, SentAnswer sent, CancellationToken stop)
    {
        var enrolment = state.Enrolment;
        if (enrolment.PassedAt is not null) return null; // there may be a newer round by now
        var structure = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
        if (await AskedAsync(structure, sent, stop) is not { } asked || asked.Exercise.Grade(sent.Answer) is not { IsAnswer: true } graded)
            return null;
        var work = state.Work.With(asked.Exercise.Id, asked.Exercise.Version);
        var completes = enrolment.CompletedAt is not null || work.Completes(structure);
        if (completes && (enrolment.CompletedAt is null || work.Passes(structure))) return null;

        var progress = completes ? 1f : work.ShareOf(structure);
        // Who leaves meanwhile has given the answer all the same.
        var stored = await ledger.StoreAsync(RowOf(enrolment, asked, sent, graded), progress, state.Stamp).WaitAsync(stop);
        if (stored is not (var reached, var stamp)) return null;
        var now = enrolment with { LastChapter = asked.Chapter.Id, Progress = reached };
        states.Remember(new EnrolmentState(now, work, stamp));
        return new AnswerResult(AnswerOutcome.Stored, graded, reached);
    }

    private async Task<AnswerResult> StoreAsync(Enrolment enrolment, SentAnswer sent, CancellationToken stop)
    {
        var structure = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
        if (await AskedAsync(structure, sent, stop) is not { } asked)
            return new AnswerResult(AnswerOutcome.Unknown, null, enrolment.Progress);

        var graded = asked.Exercise.Grade(sent.Answer);
        if (!graded.IsAnswer) return new AnswerResult(AnswerOutcome.Invalid, graded, enrolment.Progress);
        var isNew = await AnswerLedger.StoreAsync(session, RowOf(enrolment, asked, sent, graded), stop);
        if (isNew) return new AnswerResult(AnswerOutcome.Stored, graded, await completions.RecordAsync(enrolment, structure, stop));
        return await IsThereAsync(enrolment, sent, stop)
            ? new AnswerResult(AnswerOutcome.Stored, graded, enrolment.Progress)
            : new AnswerResult(AnswerOutcome.Conflict, null, enrolment.Progress);
    }

    private async Task<Asked?> AskedAsync(ModuleStructure structure, SentAnswer sent, CancellationToken stop) =>
        structure.Find(sent.Chapter) is { IsTest: false } chapter
            && (await versions.ExercisesAsync(chapter, session, stop))
                .FirstOrDefault(item => item.Id == sent.Exercise) is { HasForm: true } exercise
            ? new Asked(chapter, exercise)
            : null;

    private Task<bool> IsThereAsync(Enrolment enrolment, SentAnswer sent, CancellationToken stop) => session.ValueAsync<bool>(
        "select exists (select from learning.item_responses where id = $1 and request_hash = $2 and enrolment_id = $3)",
        [sent.Id, sent.Hash(), enrolment.Id], stop);

    private AnswerRow RowOf(Enrolment enrolment, Asked asked, SentAnswer sent, Graded graded) => new(
        sent.Id, enrolment.Id, asked.Chapter.Id, asked.Exercise.Id, asked.Exercise.Version, sent.Hash(), sent.Answer.ToJson(),
        (short?)sent.Certainty, sent.ClientAt?.ToUniversalTime(), clock.GetUtcNow(), (float)graded.Score, (float)graded.Max);

    private sealed record Asked(ChapterStructure Chapter, Exercise Exercise);
}
