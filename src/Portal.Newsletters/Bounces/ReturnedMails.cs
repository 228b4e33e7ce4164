using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Data;

namespace Portal.Newsletters.Bounces;

/// <summary>What was made of a mail that came back.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="IsKnown">
/// True when it is about a mail of ours. Anybody can write that an address is gone; who shows a signed token, a signed key, or the
/// Message-ID of a mail to that very address has had our mail in their hands.
/// </param>
internal sealed record Taken(BounceKind Kind, bool IsKnown)
{
    /// <summary>True when nobody has to look at it.</summary>
    public bool IsDone => IsKnown || Kind is BounceKind.AutoReply or BounceKind.Delayed or BounceKind.Delivered;
}

/// <summary>
/// Draws conclusions from what comes back of newsletters: a row says so, and where the address is gone, or somebody wants no more, the
/// subscription ends. The same mail twice is once, each in one transaction.
/// </summary>
internal sealed class ReturnedMails(
    DbSession session, SecretStore store, Subscriptions subscriptions, LinkMaker links, TimeProvider clock)
{
    /// <summary>So many newsletters in a row must come back before an address that may work again is given up,</summary>
    public const int SoftInARow = 5;

    /// <summary>and over at least so long: a week without a mail server is no reason.</summary>
    public static readonly TimeSpan SoftFor = TimeSpan.FromDays(14);

    /// <summary>
    /// From so many addresses of one mail domain on, and more than half of those that were mailed, it is the domain's doing that they are
    /// said to be gone: a server on its way to another provider says that of everybody for an hour.
    /// </summary>
    public const int ManyAtOnce = 20;

    private const int RefusalsAtOnce = 200;

    private sealed record Mail(Guid? Campaign, Guid Subscriber);

    private sealed record Refusal(Guid Campaign, Guid Subscriber, string? Code);

    /// <summary>Takes a mail.</summary>
    /// <param name="raw">The mail as it came (RFC 5322), at most <see cref="BounceReader.Most"/> bytes.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<Taken> TakeAsync(byte[] raw, CancellationToken stop)
    {
        if (BounceReader.Parse(raw) is not { } message) return new Taken(BounceKind.Unknown, IsKnown: false);
        using (message)
        {
            var report = BounceReader.Read(message);
            var key = SHA256.HashData(NameOf(message, report) is { Length: > 0 } name ? Encoding.UTF8.GetBytes(name) : raw);
            return await session.InTransactionAsync(() => TakeAsync(report, key, stop), stop);
        }
    }

    /// <summary>
    /// Draws conclusions from what mail servers refused while newsletters were handed over; gives how many there were. Some at a time:
    /// none are left when it gives 0.
    /// </summary>
    public Task<int> TakeRefusalsAsync(CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var refused = await session.ListAsync(
                """
                select campaign_id, subscriber_id, code from newsletters.deliveries
                where state in ('refused', 'failed') and bounce is null
                order by campaign_id, subscriber_id limit $1 for update skip locked
                """,
                [RefusalsAtOnce], row => new Refusal(row.Id(0), row.Id(1), row.TextOrNull(2)), stop);
            foreach (var (campaign, subscriber, code) in refused)
                await ConcludeAsync(new Mail(campaign, subscriber), StatusCode.Of(code), null, stop);
            return refused.Count;
        },
        stop);

    // What stays the same however the mail comes to us. Not the Message-ID alone: there are servers that give every report the same one.
    private static string NameOf(MimeMessage message, BounceReport report) => string.IsNullOrEmpty(message.MessageId)
        ? ""
        : string.Join('\n', [message.MessageId, message.Headers["Date"], .. report.Tokens, .. report.Keys, .. report.MessageIds]);

    private async Task<Taken> TakeAsync(BounceReport report, byte[] key, CancellationToken stop)
    {
        var isNew = await session.ExecuteAsync(
            "insert into newsletters.returned_mails (key, kind, read_at) values ($1, $2, $3) on conflict do nothing",
            [key, report.Kind.ToString().ToLowerInvariant(), clock.GetUtcNow()], stop) == 1;
        if (await FindAsync(report, stop) is not { } mail) return new Taken(report.Kind, IsKnown: false);
        if (!isNew) return new Taken(report.Kind, IsKnown: true);
        switch (report.Kind)
        {
            case BounceKind.Complaint:
                await session.ExecuteAsync(
                    """
                    update newsletters.deliveries set complained_at = $3
                    where campaign_id = $1 and subscriber_id = $2 and complained_at is null
                    """,
                    [mail.Campaign ?? Guid.Empty, mail.Subscriber, clock.GetUtcNow()], stop);
                await subscriptions.EndAsync(mail.Subscriber, EndReasons.Complained, stop);
                return new Taken(report.Kind, IsKnown: true);
            case BounceKind.Unsubscribe:
                await subscriptions.EndAsync(mail.Subscriber, EndReasons.Unsubscribed, stop);
                return new Taken(report.Kind, IsKnown: true);
            default:
                var subscriber = await subscriptions.FindAsync(mail.Subscriber, stop);
                var (kind, status) = report.For(Address.Of(subscriber?.Address));
                await ConcludeAsync(mail, kind, status, stop);
                return new Taken(kind, IsKnown: true);
        }
    }

    private async Task ConcludeAsync(Mail mail, BounceKind kind, string? status, CancellationToken stop)
    {
        if (kind is not (BounceKind.Hard or BounceKind.Soft or BounceKind.Ours)) return;
        if (kind == BounceKind.Hard && mail.Campaign is not null && await IsOfWholeDomainAsync(mail, stop)) kind = BounceKind.Ours;
        if (mail.Campaign is { } campaign)
        {
            // What was refused stays that. Of two reports about one mail the one that is for good counts.
            await session.ExecuteAsync(
                """
                update newsletters.deliveries
                set state = case when state in ('sending', 'sent', 'unknown') then 'bounced' else state end,
                    bounce = $3, bounced_at = $4, code = coalesce($5, code)
                where campaign_id = $1 and subscriber_id = $2 and (bounce is null or (bounce <> 'hard' and $3 = 'hard'))
                """,
                [campaign, mail.Subscriber, kind.ToString().ToLowerInvariant(), clock.GetUtcNow(), status], stop);
        }
        if (await IsOverAsync(mail, kind, stop)) await subscriptions.EndAsync(mail.Subscriber, EndReasons.Bounced, stop);
    }

    // Where it was so the time before as well, two weeks ago or more, it is true.
    private Task<bool> IsOfWholeDomainAsync(Mail mail, CancellationToken stop) => session.ValueAsync<bool>(
        """
        select count(*) filter (where other.state not in ('sent', 'unknown')) >= $3
            and count(*) filter (where other.state not in ('sent', 'unknown')) * 2 > count(*)
            and not exists (
                select from newsletters.deliveries before join newsletters.deliveries own on own.subscriber_id = before.subscriber_id
                where own.campaign_id = $1 and own.subscriber_id = $2 and before.bounce = 'ours' and before.code ~ '5[.][12][.]'
                    and before.at <= own.at - $4::interval)
        from newsletters.deliveries other
        where other.campaign_id = $1 and other.state in ('sent', 'unknown', 'refused', 'failed', 'bounced')
            and other.domain = (select domain from newsletters.deliveries where campaign_id = $1 and subscriber_id = $2)
        """,
        [mail.Campaign, mail.Subscriber, ManyAtOnce, SoftFor], stop);

    // What came back of before somebody said yes (again) says nothing: they read their confirmation.
    private async Task<bool> IsOverAsync(Mail mail, BounceKind kind, CancellationToken stop)
    {
        if (kind == BounceKind.Hard && mail.Campaign is null) return true;
        if (kind == BounceKind.Hard)
        {
            return await session.ValueAsync<bool>(
                """
                select coalesce(d.at >= s.subscribed_at, false)
                from newsletters.deliveries d join newsletters.subscribers s on s.id = d.subscriber_id
                where d.campaign_id = $1 and d.subscriber_id = $2
                """,
                [mail.Campaign, mail.Subscriber], stop);
        }
        if (kind != BounceKind.Soft || mail.Campaign is null) return false;
        // The last ones up to this one; what went out after it may still come back. One that arrived ends the row.
        return await session.ValueAsync<bool>(
            """
            select coalesce(count(*) = $3 and bool_and(coalesce(bounce = 'soft', false)) and max(at) - min(at) >= $4, false)
            from (
                select d.bounce, d.at from newsletters.deliveries d
                join newsletters.subscribers s on s.id = d.subscriber_id
                where d.subscriber_id = $2 and d.at >= s.subscribed_at and d.state in ('sent', 'bounced', 'refused', 'failed')
                    and d.bounce is distinct from 'ours'
                    and d.at <= (select at from newsletters.deliveries where campaign_id = $1 and subscriber_id = $2)
                order by d.at desc limit $3) last
            """,
            [mail.Campaign, mail.Subscriber, SoftInARow, SoftFor], stop);
    }

    private async Task<Mail?> FindAsync(BounceReport report, CancellationToken stop)
    {
        var secrets = await store.GetAsync(stop);
        foreach (var token in report.Tokens)
        {
            if (Secrets.SubscriberNamedBy(token) is not { } named) continue;
            if (secrets.IsReturnToken(token, Guid.Empty, named)) return new Mail(null, named);
            foreach (var campaign in await CampaignsOfAsync(named, stop))
                if (secrets.IsReturnToken(token, campaign, named)) return new Mail(campaign, named);
        }
        foreach (var key in report.Keys)
        {
            if (await links.SubscriberOfAsync(key, stop) is not { } owner) continue;
            return new Mail(await CampaignAsync(owner, report, stop), owner);
        }
        if (report.MessageIds.Count == 0) return null;
        foreach (var text in report.Addresses)
        {
            if (Address.Of(text) is not { } address || await subscriptions.FindAsync(address, stop) is not { } subscriber) continue;
            if (await CampaignAsync(subscriber.Id, report, stop) is { } campaign) return new Mail(campaign, subscriber.Id);
        }
        return null;
    }

    private async Task<Guid?> CampaignAsync(Guid subscriber, BounceReport report, CancellationToken stop)
    {
        var ids = report.MessageIds.Select(id => Guid.TryParse(id.Split('@')[0], out var read) ? read : Guid.Empty).ToHashSet();
        foreach (var campaign in await CampaignsOfAsync(subscriber, stop))
            if (ids.Contains(CampaignSender.IdOf(campaign, subscriber))) return campaign;
        return null;
    }

    private Task<List<Guid>> CampaignsOfAsync(Guid subscriber, CancellationToken stop) => session.ListAsync(
        "select campaign_id from newsletters.deliveries where subscriber_id = $1", [subscriber], row => row.Id(0), stop);
}
