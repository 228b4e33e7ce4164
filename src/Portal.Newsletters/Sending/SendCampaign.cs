using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Content.Editing;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Sending;

/// <summary>A campaign is to begin, or to go on.</summary>
/// <param name="Id">Which.</param>
internal sealed record SendCampaign(Guid Id);

/// <summary>Begins a campaign when it is time, and sends what there is to send; run again, it goes on where it was.</summary>
internal sealed class SendCampaignJob(
    Campaigns campaigns, DocumentDesk desk, EditionWriter editions, IServiceScopeFactory scopes, Database database, SendRate rate,
    LinkMaker links, IMailTransport transport, IOptions<MailOptions> mail, TimeProvider clock,
    ILogger<SendCampaignJob> log) : IJob<SendCampaign>
{
    // A mail that is due again within this time is waited for.
    private static readonly TimeSpan WorthWaiting = TimeSpan.FromSeconds(20);

    public async Task RunAsync(SendCampaign args, JobRun run, CancellationToken stop)
    {
        if (await campaigns.FindAsync(args.Id, stop) is not { } campaign) return;
        if (campaign.State == CampaignState.Planned && !await BeginAsync(campaign, stop)) return;
        var own = Guid.NewGuid();
        if (await campaigns.TakeOverAsync(campaign.Id, own, stop) is not var (taken, edition)) return;
        if (taken.NotAfter is { } last && clock.GetUtcNow() > last + Campaigns.UsualPatience)
        {
            // It lay still for long, or came back with a backup: whether this is still news, and who has it already, a person says.
            await campaigns.PauseAsync(
                taken.Id, "Het versturen heeft te lang stilgelegen. Kijk of de nieuwsbrief nog klopt en ga dan zelf door.", stop);
            return;
        }

        var sender = new CampaignSender(
            taken.Id, own, edition, editions, scopes, database, rate, links, transport, mail.Value.Connections, clock, log);
        while (true)
        {
            await sender.PassAsync(run, stop);
            if (await campaigns.EndAsync(taken.Id, stop) is not { } next) break;
            var now = clock.GetUtcNow();
            if ((await campaigns.FindAsync(taken.Id, stop))?.State != CampaignState.Sending) break;
            if (next - now > WorthWaiting)
            {
                await campaigns.EnqueueAsync(taken.Id, next, stop);
                break;
            }
            if (next > now) await Task.Delay(next - now, clock, stop);
        }
        log.LogInformation("Campaign {Campaign}: this run handed over {Sent} mails", taken.Id, sender.Sent);
    }

    private async Task<bool> BeginAsync(Campaign campaign, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (campaign.SendAt > now) return false; // planned anew, for later: that has a job of its own
        if (campaign.NotAfter < now)
        {
            await campaigns.EndLateAsync(
                campaign.Id, "Het moment van versturen was al te lang voorbij. Er is niets verstuurd.", stop);
            return false;
        }
        var document = await desk.ReadAsync(campaign.Document, stop);
        var edition = document is null ? null : editions.Of(document);
        // A picture that went away since somebody agreed stops it as well: a link that leads nowhere is asked about by the desk.
        var problem = document is null ? "De nieuwsbrief is er niet meer."
            : document.Revision != campaign.Revision ? "De tekst is veranderd nadat iemand akkoord gaf. Vraag opnieuw akkoord."
            : (await desk.StopsAsync(document.Id, stop)).FirstOrDefault()
                ?? (edition is null ? null : EditionChecks.PictureProblem(edition))
                ?? await desk.PublishAsync(document, campaign.ApprovedBy ?? Guid.Empty, stop);
        if (edition is null || problem is not null)
        {
            await campaigns.TakeBackAsync(campaign.Id, problem ?? "Er is te weinig ingevuld om er een mail van te maken.", stop);
            return false;
        }
        if (campaign.CountsClicks) edition = editions.Counted(edition, campaign.Id);
        return await campaigns.BeginAsync(campaign, edition, stop);
    }
}

/// <summary>Sends the mails of a campaign over as many connections as there are.</summary>
internal sealed class CampaignSender(
    Guid campaign, Guid run, Edition edition, EditionWriter editions, IServiceScopeFactory scopes, Database database, SendRate rate,
    LinkMaker links, IMailTransport transport, int connections, TimeProvider clock, ILogger log)
{
    private const int TakenAtOnce = 200;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(2);

    // After a mail that was not taken: how long until it is tried again. Then it has failed.
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    private readonly ConcurrentDictionary<Guid, bool> held = new();
    private int sent;
    private int unreachable;
    private volatile bool isOver;

    /// <summary>How many the mail server took in this run.</summary>
    public int Sent => Volatile.Read(ref sent);

    private sealed record Reader(Guid Subscriber, string? Address, string Domain, int Attempts);

    /// <summary>
    /// Sends everything that is due now. Ends earlier when the campaign is paused or stopped, or another run took it over.
    /// </summary>
    public async Task PassAsync(JobRun job, CancellationToken stop)
    {
        var ledger = new DeliveryLedger(campaign, run, database, clock, log);
        // What was handed over is written down also while the host stops: the database is there longer than the jobs.
        var writing = ledger.RunAsync();
        var queue = Channel.CreateBounded<Reader>(connections * 4);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = ReadAsync(queue.Writer, job, end.Token);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => WorkAsync(queue.Reader, ledger, stop)));
        }
        finally
        {
            await end.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // What was taken and not begun goes back: who takes over may think it was.
            foreach (var reader in held.Keys)
                ledger.End(new Ended(reader, DeliveryState.Waiting, null, clock.GetUtcNow(), IsCounted: false));
            held.Clear();
            ledger.Complete();
            await writing;
        }
        if (reading.IsFaulted && !stop.IsCancellationRequested) await reading;
    }

    private async Task ReadAsync(ChannelWriter<Reader> queue, JobRun job, CancellationToken stop)
    {
        try
        {
            var (reported, until) = (0L, clock.GetUtcNow());
            while (true)
            {
                // As many as go in a moment are read ahead, and no more: they are taken, and nobody else may send them.
                await using var scope = scopes.CreateAsyncScope();
                var session = scope.ServiceProvider.GetRequiredService<DbSession>();
                if (reported == 0 || clock.GetElapsedTime(reported) > ReportEvery)
                {
                    reported = clock.GetTimestamp();
                    await ReportAsync(session, job, stop);
                }
                var found = await session.ListAsync(
                    """
                    with due as (
                        select subscriber_id from newsletters.deliveries
                        where campaign_id = $1 and state = 'waiting' and next_at <= $2
                        order by next_at, subscriber_id limit $4 for update skip locked
                    ), taken as (
                        update newsletters.deliveries d set state = 'taken', claim = $3 from due
                        where d.campaign_id = $1 and d.subscriber_id = due.subscriber_id
                            and exists (select from newsletters.campaigns c where c.id = $1 and c.run = $3 and c.state = 'sending')
                        returning d.subscriber_id, d.domain, d.attempts)
                    select t.subscriber_id, s.address, t.domain, t.attempts::int
                    from taken t left join newsletters.subscribers s on s.id = t.subscriber_id
                    """,
                    [campaign, until, run, TakenAtOnce],
                    row => new Reader(row.Id(0), row.TextOrNull(1), row.Text(2), row.Number(3)), stop);
                foreach (var reader in found) held[reader.Subscriber] = true;
                foreach (var reader in found.Where(reader => reader.Address is not null)) await queue.WriteAsync(reader, stop);
                if (found.Count == 0) break;
            }
            queue.Complete();
        }
        catch (Exception e)
        {
            queue.Complete(e);
            throw;
        }
    }

    private async Task ReportAsync(DbSession session, JobRun job, CancellationToken stop)
    {
        var (done, total) = await session.FirstAsync(
            """
            select count(*) filter (where state not in ('waiting', 'taken', 'sending'))::int, count(*)::int
            from newsletters.deliveries where campaign_id = $1
            """,
            [campaign], row => (row.Number(0), row.Number(1)), stop);
        await job.ReportAsync(done, total, stop);
    }

    private async Task WorkAsync(ChannelReader<Reader> queue, DeliveryLedger ledger, CancellationToken stop)
    {
        var aside = new Queue<Reader>();
        while (!isOver)
        {
            if (await NextAsync(queue, aside, stop) is not { } reader) break;
            var own = await links.ForAsync(reader.Subscriber, campaign, stop);
            var mail = editions.MailTo(edition, reader.Address!, own, $"{campaign}:{reader.Subscriber}") with
            {
                ReturnPath = await links.ReturnPathAsync(reader.Subscriber, campaign, stop),
            };
            if (!await ledger.BeginAsync(reader.Subscriber))
            {
                // They left, which is rare; or this run is over, which the next one will say too.
                if (await IsOverAsync(stop)) isOver = true;
                continue;
            }
            held.TryRemove(reader.Subscriber, out _);
            await HandOverAsync(reader, mail, ledger, stop);
        }
    }

    // The next one that may go now; those whose domain has had its share wait aside, so that they hold up nobody else.
    private async Task<Reader?> NextAsync(ChannelReader<Reader> queue, Queue<Reader> aside, CancellationToken stop)
    {
        while (true)
        {
            var least = TimeSpan.MaxValue;
            for (var i = aside.Count; i > 0; i--)
            {
                var waiting = aside.Dequeue();
                if (rate.TryTake(waiting.Domain, out var wait)) return waiting;
                if (wait < least) least = wait;
                aside.Enqueue(waiting);
            }
            if (aside.Count < TakenAtOnce && queue.TryRead(out var next))
            {
                if (rate.TryTake(next.Domain, out _)) return next;
                aside.Enqueue(next);
            }
            else if (aside.Count > 0)
            {
                await Task.Delay(least, clock, stop);
            }
            else if (!await queue.WaitToReadAsync(stop))
            {
                return null;
            }
        }
    }

    private async Task HandOverAsync(Reader reader, Mail mail, DeliveryLedger ledger, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        try
        {
            var id = IdOf(campaign, reader.Subscriber);
            var result = await transport.SendAsync(new Letter(id, now, mail), stop);
            if (result.Outcome == MailOutcome.Sent) Interlocked.Increment(ref sent);
            ledger.End(EndOf(reader, result, clock.GetUtcNow()));
            if (result.Outcome == MailOutcome.SenderRefused) await PauseAsync(result.Reason, stop);
            if (result.Outcome != MailOutcome.Unreachable)
            {
                Volatile.Write(ref unreachable, 0);
                return;
            }
            var times = Interlocked.Increment(ref unreachable);
            if (times == 1)
                log.LogWarning("Campaign {Campaign} rests: there is no talking with the mail server ({Reason})", campaign, result.Reason);
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Min(times, 5))), clock, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            ledger.End(new Ended(reader.Subscriber, DeliveryState.Waiting, null, now, IsCounted: false));
            throw;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "A mail of campaign {Campaign} cannot be sent", campaign);
            ledger.End(EndOf(reader, new MailResult(MailOutcome.Later, e.GetType().Name), now));
        }
    }

    private static Ended EndOf(Reader reader, MailResult result, DateTimeOffset now) => result.Outcome switch
    {
        MailOutcome.Sent => new(reader.Subscriber, DeliveryState.Sent, null, now),
        MailOutcome.Unknown => new(reader.Subscriber, DeliveryState.Unknown, result.Reason, now),
        MailOutcome.Refused => new(reader.Subscriber, DeliveryState.Refused, result.Reason, now),
        MailOutcome.Unreachable or MailOutcome.SenderRefused =>
            new(reader.Subscriber, DeliveryState.Waiting, result.Reason, now, IsCounted: false),
        _ when reader.Attempts >= Pauses.Length => new(reader.Subscriber, DeliveryState.Failed, result.Reason, now),
        _ => new(reader.Subscriber, DeliveryState.Waiting, result.Reason, now + Pauses[reader.Attempts]),
    };

    // It is about our settings and nobody's address: all that is left would be refused for it.
    private async Task PauseAsync(string? reason, CancellationToken stop)
    {
        isOver = true;
        await using var scope = scopes.CreateAsyncScope();
        var isFirst = await scope.ServiceProvider.GetRequiredService<Campaigns>().PauseAsync(
            campaign, $"De mailserver neemt geen mail aan met het terugadres uit de instellingen ({reason}). Vraag de beheerder ernaar.",
            stop);
        if (isFirst)
            log.LogError("Campaign {Campaign} is paused: the server refuses Newsletters__BounceAddress ({Reason})", campaign, reason);
    }

    private async Task<bool> IsOverAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return !await scope.ServiceProvider.GetRequiredService<DbSession>().ValueAsync<bool>(
            "select exists (select from newsletters.campaigns where id = $1 and run = $2 and state = 'sending')", [campaign, run], stop);
    }

    /// <summary>
    /// What a mail is known by (Message-ID): the same at every attempt, so that one that came twice can be told as one (RFC 5322 3.6.4).
    /// </summary>
    internal static Guid IdOf(Guid campaign, Guid subscriber)
    {
        Span<byte> both = stackalloc byte[32];
        campaign.TryWriteBytes(both);
        subscriber.TryWriteBytes(both[16..]);
        return new Guid(System.Security.Cryptography.SHA256.HashData(both).AsSpan(0, 16));
    }
}
