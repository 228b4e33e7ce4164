using Portal.Learning.Modules;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Learning.Progress;

/// <summary>Names of what is told of an enrolment, in the database.</summary>
internal static class CompletionKinds
{
    public const string Completed = "completed", Passed = "passed", Attended = "attended", Waived = "waived";
}

/// <summary>A learner completed a module and passed it; told once for an enrolment, in the transaction that makes it so.</summary>
/// <param name="Enrolment">The learner in the module, as it was just before.</param>
/// <param name="Module">The module as they did it.</param>
/// <param name="At">UTC.</param>
internal sealed record EnrolmentPassed(Enrolment Enrolment, ModuleStructure Module, DateTimeOffset At);

/// <summary>
/// After everything a learner does: how far are they, is the module done, is it passed? All in the transaction of what they did.
/// </summary>
internal sealed class Completions(DbSession session, EventPublisher events, TimeProvider clock)
{
    /// <summary>What the learner did in an enrolment.</summary>
    public async Task<WorkDone> WorkOfAsync(Guid enrolmentId, CancellationToken stop = default)
    {
        const string sql = """
            select 'r', chapter, null, null::int, null::real, null::real, null::boolean, null::boolean
                from learning.chapter_readings where enrolment_id = $1
            union all
            select distinct 'a', exercise, exercise_version, null::int, null::real, null::real, null::boolean, null::boolean
                from learning.item_responses where enrolment_id = $1
            union all
            select 't', null, null, number, score, max, passed, tested_out
                from learning.attempts where enrolment_id = $1 and kind = 'end_test' and submitted_at is not null
            """;
        var done = await session.ListAsync(
            sql, [enrolmentId],
            row => (
                Kind: row.Text(0), Key: row.TextOrNull(1), Version: row.TextOrNull(2),
                Test: row.Text(0) == "t"
                    ? new TestResult(row.Number(3), row.Get<float>(4), row.Get<float>(5), row.Get<bool>(6), row.Get<bool>(7))
                    : null),
            stop);
        return new WorkDone(
            done.Where(row => row.Kind == "r").Select(row => row.Key!).ToHashSet(),
            done.Where(row => row.Kind == "a").Select(row => (row.Key!, row.Version!)).ToHashSet(),
            [.. done.Select(row => row.Test).OfType<TestResult>()]);
    }

    /// <summary>Writes down how far the learner is now; gives the progress, 0 to 1.</summary>
    internal async Task<float> RecordAsync(Enrolment enrolment, ModuleStructure structure, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var work = await WorkOfAsync(enrolment.Id, stop);
        var completes = enrolment.CompletedAt is not null || work.Completes(structure);
        var passes = work.Passes(structure);
        // Progress never goes down, also not when a module was mended meanwhile; what is completed stays completed.
        var progress = await session.ValueAsync<float>(
            """
            update learning.enrolments set progress = greatest(progress, $2), last_seen_at = $3::timestamptz,
                completed_at = coalesce(completed_at, case when $4 then $3::timestamptz end),
                passed_at = coalesce(passed_at, case when $5 then $3::timestamptz end)
            where id = $1 returning progress
            """,
            [enrolment.Id, completes ? 1f : work.ShareOf(structure), now, completes, completes && passes], stop);

        if (completes && enrolment.CompletedAt is null) await TellAsync(enrolment, CompletionKinds.Completed, now, stop);
        if (completes && passes && enrolment.PassedAt is null)
        {
            await TellAsync(enrolment, CompletionKinds.Passed, now, stop);
            await events.PublishAsync(new EnrolmentPassed(enrolment, structure, now), stop);
        }
        return progress;
    }

    private Task TellAsync(Enrolment enrolment, string kind, DateTimeOffset now, CancellationToken stop) =>
        session.ExecuteAsync(
            """
            insert into learning.completion_events (id, enrolment_id, kind, module_version_id, occurred_at, recorded_at, recorded_by)
            values ($1, $2, $3, $4, $5, $5, 'learner') on conflict do nothing
            """,
            [Guid.CreateVersion7(now), enrolment.Id, kind, enrolment.ModuleVersionId, now], stop);
}
