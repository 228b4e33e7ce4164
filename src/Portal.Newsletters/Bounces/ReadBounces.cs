using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Newsletters.Bounces;

/// <summary>Every few minutes: what came back of newsletters is read.</summary>
internal sealed record ReadBounces;

/// <summary>Reads what mail servers refused, and what is in the mailbox.</summary>
internal sealed class ReadBouncesJob(ReturnedMails returned, BounceMailbox mailbox, DbSession session, TimeProvider clock)
    : IJob<ReadBounces>
{
    /// <summary>How long it is remembered that a mail was read, in days: mailboxes give nothing again that is older.</summary>
    public const int DaysRemembered = 90;

    private const int MostTimes = 25;

    /// <inheritdoc/>
    public async Task RunAsync(ReadBounces args, JobRun run, CancellationToken stop)
    {
        await session.ExecuteAsync(
            "delete from newsletters.returned_mails where read_at < $1", [clock.GetUtcNow().AddDays(-DaysRemembered)], stop);
        while (await returned.TakeRefusalsAsync(stop) > 0)
        {
            // some at a time
        }
        for (var time = 0; time < MostTimes && mailbox.IsSet && await mailbox.ReadAsync(stop); time++)
        {
            // some at a time, and however many there are: the next run comes soon
        }
    }
}
