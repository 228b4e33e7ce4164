using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Learning.Privacy;

/// <summary>Each night: answers whose time is over go.</summary>
internal sealed record ForgetOldAnswers;

/// <summary>How long answers stay; the privacy page says the same. Scores, completions and certificates stay with the account.</summary>
internal sealed class AnswerRetention(DbSession session, TimeProvider clock) : IJob<ForgetOldAnswers>
{
    /// <summary>How long, in months.</summary>
    public const int Months = 24;

    /// <summary>Forgets answers (and plans and reminders) whose time is over, in modules that nobody is in the middle of.</summary>
    public Task RunAsync(ForgetOldAnswers args, JobRun run, CancellationToken stop)
    {
        var before = clock.GetUtcNow().AddMonths(-Months);
        return session.ExecuteAsync(
            """
            with left_open as (
                delete from learning.test_answers t using learning.attempts a, learning.enrolments e
                where a.id = t.attempt_id and e.id = a.enrolment_id and t.recorded_at < $1 and e.last_seen_at < $1),
            planned as (delete from learning.plans where written_at < $1),
            reminded as (delete from learning.office_reminders where sent_at < $1)
            delete from learning.item_responses r using learning.enrolments e
            where e.id = r.enrolment_id and r.recorded_at < $1 and (e.completed_at is not null or e.last_seen_at < $1)
            """,
            [before], stop);
    }
}
