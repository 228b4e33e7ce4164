using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Platform.Mail;

/// <summary>Each night: a month after a mail was sent or has failed nothing is left of it.</summary>
internal sealed record ForgetOldMail;

/// <inheritdoc cref="ForgetOldMail"/>
internal sealed class ForgetOldMailJob(DbSession session, TimeProvider clock) : IJob<ForgetOldMail>
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    public async Task RunAsync(ForgetOldMail args, JobRun run, CancellationToken stop)
    {
        var before = clock.GetUtcNow() - Keep;
        await session.ExecuteAsync("delete from platform.outbox where sent_at < $1", [before], stop);
        await session.ExecuteAsync(
            """
            with failed as (delete from platform.jobs where kind = $2 and failed_at < $1 returning key)
            delete from platform.outbox where id in (select key::uuid from failed)
            """,
            [before, SendMailJob.Name], stop);
    }
}
