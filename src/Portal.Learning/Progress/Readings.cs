using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>Writes down that a chapter was read to its end, and where a learner is.</summary>
public sealed class Readings(DbSession session, Enrolments enrolments, ModuleVersions versions, Completions completions, TimeProvider clock)
{
    /// <summary>The learner opened a chapter: that is where they go on next time.</summary>
    public Task OpenAsync(Guid enrolmentId, string chapter, CancellationToken stop = default) =>
        session.ExecuteAsync("update learning.enrolments set last_chapter = $2, last_seen_at = $3 where id = $1", [enrolmentId, chapter, clock.GetUtcNow()], stop);

    /// <summary>
    /// The learner came to the end of a chapter; saying so twice is saying so once. Gives the progress, 0 to 1, or null where this
    /// learner has no such chapter.
    /// </summary>
    public Task<float?> FinishAsync(Guid memberId, string module, string chapterId, CancellationToken stop = default) =>
        session.InTransactionAsync(
            async () =>
            {
                if (await enrolments.LockAsync(memberId, module, stop) is not { } enrolment) return (float?)null;
                var structure = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
                if (structure.Find(chapterId) is not { Kind: ChapterKind.Chapter }) return null;
                await session.ExecuteAsync(
                    "insert into learning.chapter_readings (enrolment_id, chapter, read_at) values ($1, $2, $3) on conflict do nothing",
                    [enrolment.Id, chapterId, clock.GetUtcNow()], stop);
                return await completions.RecordAsync(enrolment, structure, stop);
            },
            stop);
}
