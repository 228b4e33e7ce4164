using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Learning.Progress;

/// <summary>Each hour: tests with a question whose key was mended are scored again.</summary>
internal sealed record RescoreErrata;

/// <summary>Somebody passes after all.</summary>
[MailText("test-rescored")]
internal sealed record TestRescoredText(string Name, string Title, string Reason);

/// <summary>
/// Scores again what was scored by a wrong key, in the learner's favour only. An editor says which key was wrong
/// (<see cref="Chapter.Errata"/>); a change of words or of a question is no erratum. Each answer is looked at once for each mended version.
/// </summary>
internal sealed class Rescoring(
    DbSession session, ModuleVersions versions, Enrolments enrolments, Completions completions, MemberDirectory members, MailOutbox outbox,
    MailTemplates mails, LiveSite live, TimeProvider clock) : IJob<RescoreErrata>
{
    // An answer in a test that was handed in, of a version with the wrong key.
    private sealed record Given(Guid AttemptId, Guid MemberId, string Module, string Version, Answer Answer, float Score, float Max);

    public async Task RunAsync(RescoreErrata args, JobRun run, CancellationToken stop)
    {
        foreach (var module in live.Current.All<LearningModule>())
        {
            foreach (var document in live.Current.Below<Chapter>(module.Id).Where(document => document.Properties.Errata.Count > 0))
            {
                if (versions.Current(module.Id)?.Find(document.Id) is not { } chapter) continue;
                var exercises = await versions.ExercisesAsync(chapter, session, stop);
                foreach (var erratum in document.Properties.Errata)
                    if (exercises.FirstOrDefault(exercise => exercise.Id == erratum.Exercise) is { HasKey: true } mended)
                        await RescoreAsync(AskedIn(versions.Current(module.Id)!, chapter), mended, erratum.Reason, stop);
            }
        }
    }

    // A pre-test may ask what stands in the end test.
    private static string[] AskedIn(ModuleStructure module, ChapterStructure chapter) =>
        [.. module.Chapters.Where(one => one.Questions.Id == chapter.Id).Select(one => one.Id)];

    private async Task RescoreAsync(string[] chapters, Exercise mended, string reason, CancellationToken stop)
    {
        var all = await session.ListAsync(
            """
            select distinct on (a.id) a.id, e.member_id, e.module, r.exercise_version, r.answer::text, r.max, r.score
            from learning.attempts a join learning.enrolments e on e.id = a.enrolment_id
                join learning.item_responses r on r.attempt_id = a.id
            where a.chapter = any ($1) and a.submitted_at is not null and r.exercise = $2
                and not exists (
                    select from learning.rescores known where known.attempt_id = a.id and known.exercise = $2 and known.version = $3)
            order by a.id, r.seq desc
            """,
            [chapters, mended.Id, mended.Version],
            row => new Given(
                row.Id(0), row.Id(1), row.Text(2), row.Text(3), Answer.FromJson(row.Text(4)), row.Get<float>(6), row.Get<float>(5)),
            stop);
        foreach (var given in all.Where(given => given.Version != mended.Version && given.Max > 0))
            await session.InTransactionAsync(() => RescoreAsync(given, mended, reason, stop), stop);
    }

    private async Task RescoreAsync(Given given, Exercise mended, string reason, CancellationToken stop)
    {
        // The newest round is what everything locks that a learner does in a module.
        if (await enrolments.LockAsync(given.MemberId, given.Module, stop) is not { } newest) return;
        var before = await session.ValueAsync<float?>(
            "select max(after) from learning.rescores where attempt_id = $1 and exercise = $2", [given.AttemptId, mended.Id], stop)
            ?? given.Score;
        var graded = mended.Mark(given.Answer);
        var worth = graded is { IsAnswer: true, Max: > 0 } ? (float)Math.Round(graded.Score / graded.Max * given.Max, 4) : 0;
        var after = Math.Max(before, worth);
        var isNew = await session.ExecuteAsync(
            """
            insert into learning.rescores (attempt_id, exercise, version, before, after, reason, recorded_at)
            select id, $2, $3, $4, $5, $6, $7 from learning.attempts where id = $1 on conflict do nothing
            """,
            [given.AttemptId, mended.Id, mended.Version, before, after, reason, clock.GetUtcNow()], stop) > 0;
        if (!isNew || after <= before) return;
        if (mended.CountsOf(given.Answer) is { } seen) await SeeAgainAsync(given, mended, seen, stop);
        await RaiseAsync(given, newest, after - before, reason, stop);
    }

    // The counts of the attempt are those of all its situations: what this exercise was counted for goes, what it counts for now comes.
    private async Task SeeAgainAsync(Given given, Exercise mended, SignalDetection seen, CancellationToken stop)
    {
        var version = await session.ValueAsync<Guid>("select module_version_id from learning.attempts where id = $1", [given.AttemptId],
            stop);
        var module = await versions.ReadAsync(version, session, stop);
        foreach (var chapter in module.Chapters)
        {
            var asked = (await versions.ExercisesAsync(chapter, session, stop))
                .FirstOrDefault(exercise => exercise.Id == mended.Id && exercise.Version == given.Version);
            if (asked?.CountsOf(given.Answer) is not { } before) continue;
            await session.ExecuteAsync(
                """
                update learning.attempts set hits = hits + $2, signals = signals + $3, false_alarms = false_alarms + $4,
                    ordinary = ordinary + $5
                where id = $1 and signals is not null
                """,
                [
                    given.AttemptId, (short)(seen.Hits - before.Hits), (short)(seen.Signals - before.Signals),
                    (short)(seen.FalseAlarms - before.FalseAlarms), (short)(seen.Noise - before.Noise),
                ],
                stop);
            return;
        }
    }

    private async Task RaiseAsync(Given given, Enrolment newest, float more, string reason, CancellationToken stop)
    {
        var (enrolment, kind, version, max, score, seen) = await session.FirstAsync(
            """
            update learning.attempts set score = least(max, score + $2) where id = $1
            returning enrolment_id, kind, module_version_id, max, score, hits, signals, false_alarms, ordinary
            """,
            [given.AttemptId, more],
            row => (row.Id(0), row.Text(1), row.Id(2), row.Get<float>(3), row.Get<float>(4), Tests.SeenIn(row, 5)), stop);
        var asked = await versions.ReadAsync(version, session, stop);
        if (ChapterKinds.Of(kind) != ChapterKind.EndTest || !asked.IsPassedBy(score, max, seen)) return;
        await session.ExecuteAsync("update learning.attempts set passed = true where id = $1", [given.AttemptId], stop);
        // Of an earlier round only the score is put right: whoever went on since did so after passing it.
        if (enrolment != newest.Id || newest.PassedAt is not null) return;
        await completions.RecordAsync(newest, await versions.ReadAsync(newest.ModuleVersionId, session, stop), stop);
        if (await members.FindAsync(newest.MemberId, stop) is not { } learner) return;
        await outbox.EnqueueAsync(
            mails.Write(
                new TestRescoredText(learner.Name, asked.Title, reason), learner.Email, "test-rescored", $"test-rescored {given.AttemptId}")
            with
            { Person = learner.Id },
            stop);
    }
}
