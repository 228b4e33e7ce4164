using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Newsletters.Subscribers;

/// <summary>Each night: what is too old goes, and who said yes two years ago is asked again.</summary>
internal sealed record TidySubscribers;

/// <summary>Asks one subscriber whether they still want it.</summary>
internal sealed record AskAgain(Guid Subscriber);

/// <summary>Nobody answered: it ends.</summary>
internal sealed record EndUnrenewed(Guid Subscriber);

/// <summary>How long a yes counts and things stay; the privacy page says the same.</summary>
internal sealed class Renewals(DbSession session, Subscriptions subscriptions, SubscriberMails mails, JobQueue jobs, TimeProvider clock)
    : IJob<TidySubscribers>, IJob<AskAgain>, IJob<EndUnrenewed>
{
    /// <summary>How long a yes counts, in months.</summary>
    public const int Months = 24;

    /// <summary>How long somebody has to answer, in days.</summary>
    public const int DaysToAnswer = 30;

    /// <summary>How long proof stays after it ended, in months.</summary>
    public const int MonthsOfProof = 12;

    /// <summary>Forgets what nobody confirmed and who left long ago; asks for what is due.</summary>
    public async Task RunAsync(TidySubscribers args, JobRun run, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await session.ExecuteAsync("delete from newsletters.sign_ups where expires_at < $1", [now], stop);
        await session.ExecuteAsync("delete from newsletters.subscribers where ended_at < $1", [now.AddMonths(-MonthsOfProof)], stop);
        var unanswered = await session.ListAsync(
            "select id from newsletters.subscribers where ended_at is null and asked_again_at < $1",
            [now.AddDays(-DaysToAnswer)], row => row.Id(0), stop);
        foreach (var id in unanswered) await jobs.EnqueueAsync(new EndUnrenewed(id), new JobOptions { Key = $"{id}" }, stop);
        var due = await session.ListAsync(
            "select id from newsletters.subscribers where ended_at is null and asked_again_at is null and consent_at < $1",
            [now.AddMonths(-Months)], row => row.Id(0), stop);
        foreach (var id in due) await jobs.EnqueueAsync(new AskAgain(id), new JobOptions { Key = $"{id}" }, stop);
    }

    /// <summary>Asks, once.</summary>
    public Task RunAsync(AskAgain args, JobRun run, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            const string claim = """
                update newsletters.subscribers set asked_again_at = $2
                where id = $1 and ended_at is null and asked_again_at is null and consent_at < $3
                """;
            if (await session.ExecuteAsync(claim, [args.Subscriber, now, now.AddMonths(-Months)], stop) == 0) return;
            var subscriber = await subscriptions.FindAsync(args.Subscriber, stop);
            await mails.StayAsync(subscriber!, DutchTime.DateOf(now.AddDays(DaysToAnswer)), stop);
        },
        stop);

    /// <summary>Ends it, unless they answered meanwhile.</summary>
    public async Task RunAsync(EndUnrenewed args, JobRun run, CancellationToken stop)
    {
        var asked = (await subscriptions.FindAsync(args.Subscriber, stop))?.AskedAgainAt;
        if (asked < clock.GetUtcNow().AddDays(-DaysToAnswer)) await subscriptions.EndAsync(args.Subscriber, EndReasons.NotRenewed, stop);
    }
}
