using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>Writes down that a chapter was read to its end.</summary>
internal sealed class Readings(
    DbSession session, Enrolments enrolments, ModuleVersions versions, Completions completions, TimeProvider clock)
{
    /// <summary>
    /// The learner came to the end of a chapter; saying so twice is saying so once. Gives the progress, 0 to 1, or null where this
    /// learner has no such chapter.
    /// </summary>
    /// <exception cref="RuleBroken">In a module that is done in its order, an earlier chapter comes first.</exception>
    public Task<float?> FinishAsync(Guid memberId, string module, string chapterId, CancellationToken stop = default) =>
        session.InTransactionAsync(
            async () =>
            {
                if (await enrolments.LockAsync(memberId, module, stop) is not { } enrolment) return (float?)null;
                var structure = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
                if (structure.Find(chapterId) is not { Kind: ChapterKind.Chapter }) return null;
                var work = await completions.WorkOfAsync(enrolment.Id, stop);
                if (!structure.FreeOrder && enrolment.CompletedAt is null
                    && structure.Required.TakeWhile(chapter => chapter.Id != chapterId)
                        .FirstOrDefault(before => !work.IsDone(before)) is { } first)
                    throw new RuleBroken($"Deze hoofdstukken bouwen op elkaar. Doe eerst: {first.Title}");
                await session.ExecuteAsync(
                    "insert into learning.chapter_readings (enrolment_id, chapter, read_at) values ($1, $2, $3) on conflict do nothing",
                    [enrolment.Id, chapterId, clock.GetUtcNow()], stop);
                await session.ExecuteAsync(
                    "update learning.enrolments set last_chapter = $2 where id = $1", [enrolment.Id, chapterId], stop);
                return await completions.RecordAsync(enrolment, structure, stop);
            },
            stop);
}
