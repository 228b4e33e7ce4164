using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Subscribers;

/// <summary>
/// Who gets the newsletter: begins, changes, ends. Whoever calls has shown that it is the owner of the address who wants it. Each change
/// with its proof, its total and its suppression is one transaction.
/// </summary>
internal sealed class Subscriptions(
    DbSession session, SecretStore store, MemberDirectory members, SubscriberMails mails, TimeProvider clock)
{
    /// <summary>One subscriber; null when there is none (any more).</summary>
    public Task<Subscriber?> FindAsync(Guid id, CancellationToken stop) => session.FirstAsync(
        $"select {Subscriber.Columns} from newsletters.subscribers where id = $1", [id], Subscriber.Of, stop);

    /// <summary>The subscriber with this address, however it is written.</summary>
    public async Task<Subscriber?> FindAsync(Address address, CancellationToken stop)
    {
        var hash = (await store.GetAsync(stop)).HashOf(address);
        return await session.FirstAsync(
            $"select {Subscriber.Columns} from newsletters.subscribers where address_hash = $1", [hash], Subscriber.Of, stop);
    }

    /// <summary>How somebody said yes, each time, oldest first.</summary>
    public async Task<IReadOnlyList<Consent>> ConsentsAsync(Guid id, CancellationToken stop) => await session.ListAsync(
        """
        select kind, form, text_version, asked_at, given_at, themes, regions, functions, source, how, recorded_by
        from newsletters.consents where subscriber_id = $1 order by given_at, id
        """,
        [id],
        row => new Consent(
            row.Text(0), row.Text(1), row.GetOrNull<int>(2), row.Moment(3), row.Moment(4),
            new Interests(row.Get<string[]>(5), row.Get<string[]>(6), row.Get<string[]>(7)))
        {
            Source = row.TextOrNull(8),
            How = row.TextOrNull(9),
            RecordedBy = row.GetOrNull<Guid>(10),
        },
        stop);

    /// <summary>Why this address gets no newsletter; null: it may.</summary>
    public async Task<string?> SuppressedAsync(Address address, CancellationToken stop) => await session.ValueAsync<string>(
        "select reason from newsletters.suppressions where address_hash = $1", [(await store.GetAsync(stop)).HashOf(address)], stop);

    /// <summary>
    /// Somebody gets the newsletter from now on, with these choices, and a first mail; or goes on getting it with these instead of those of
    /// before. What kept it from them is over: they want it.
    /// </summary>
    public async Task<Subscriber> StartAsync(Address address, Consent consent, CancellationToken stop)
    {
        var hash = (await store.GetAsync(stop)).HashOf(address);
        return await session.InTransactionAsync(() => StartAsync(address, hash, consent, stop), stop);
    }

    private async Task<Subscriber> StartAsync(Address address, byte[] hash, Consent consent, CancellationToken stop)
    {
        var (now, member) = (clock.GetUtcNow(), await members.FindByAddressAsync(address.Text, stop));
        // Whoever had this address before has another one by now.
        await session.ExecuteAsync(
            "update newsletters.subscribers set member_id = null where member_id = $1 and address_hash <> $2", [member?.Id, hash], stop);
        var (id, isNew) = await session.FirstAsync(
            """
            with before as (select ended_at is null as is_active from newsletters.subscribers where address_hash = $3)
            insert into newsletters.subscribers as known
                (id, address, address_hash, member_id, themes, regions, functions, subscribed_at, consent_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (address_hash) do update set
                address = excluded.address, member_id = excluded.member_id, themes = excluded.themes, regions = excluded.regions,
                functions = excluded.functions, consent_at = excluded.consent_at, asked_again_at = null, ended_at = null, end_reason = null,
                subscribed_at = case when known.ended_at is null then known.subscribed_at else excluded.subscribed_at end
            returning id, not coalesce((select is_active from before), false)
            """,
            [
                Guid.CreateVersion7(now), address.Text, hash, member?.Id, consent.Interests.Themes, consent.Interests.Regions,
                consent.Interests.Functions, now, consent.GivenAt,
            ],
            row => (row.Id(0), row.Get<bool>(1)), stop);
        await ProveAsync(id, consent, stop);
        await session.ExecuteAsync("delete from newsletters.suppressions where address_hash = $1", [hash], stop);
        var subscriber = (await FindAsync(id, stop))!;
        if (!isNew) return subscriber;
        await CountAsync("started", stop);
        await mails.BeginAsync(subscriber, consent, stop);
        return subscriber;
    }

    /// <summary>Other choices; false when they do not get it.</summary>
    public async Task<bool> ChangeAsync(Guid id, Interests interests, CancellationToken stop) => await session.ExecuteAsync(
        "update newsletters.subscribers set themes = $2, regions = $3, functions = $4 where id = $1 and ended_at is null",
        [id, interests.Themes, interests.Regions, interests.Functions], stop) == 1;

    /// <summary>Ends it, at once, and keeps lists from bringing it back; false when it had ended.</summary>
    /// <param name="id">The subscriber.</param>
    /// <param name="reason">One of <see cref="EndReasons"/>.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<bool> EndAsync(Guid id, string reason, CancellationToken stop) => EndAsync(id, reason, null, stop);

    /// <summary>The same by a link in a newsletter: one more left by that one, if they got it.</summary>
    /// <param name="id">The subscriber.</param>
    /// <param name="reason">One of <see cref="EndReasons"/>.</param>
    /// <param name="campaign">The campaign whose link it was; null: no newsletter's.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<bool> EndAsync(Guid id, string reason, Guid? campaign, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var hash = await session.ValueAsync<byte[]>(
                """
                update newsletters.subscribers set ended_at = $2, end_reason = $3, asked_again_at = null
                where id = $1 and ended_at is null returning address_hash
                """,
                [id, clock.GetUtcNow(), reason], stop);
            if (hash is null) return false;
            await SuppressAsync(hash, reason, stop);
            await CountAsync(reason, stop);
            if (campaign is not null) await CountDepartureAsync(id, campaign.Value, stop);
            return true;
        },
        stop);

    // By day and newsletter, and not who: whoever makes up an address with another newsletter's number counts nowhere.
    private Task CountDepartureAsync(Guid id, Guid campaign, CancellationToken stop) => session.ExecuteAsync(
        """
        insert into newsletters.departures as known (campaign_id, day, number)
        select campaign_id, $3, 1 from newsletters.deliveries where campaign_id = $1 and subscriber_id = $2
        on conflict (campaign_id, day) do update set number = known.number + 1
        """,
        [campaign, id, DutchTime.DateOf(clock.GetUtcNow())], stop);

    /// <summary>Takes back that somebody unsubscribed, by the link and just now; false when that cannot be any more.</summary>
    public Task<bool> ReturnAsync(Guid id, string form, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var hash = await session.ValueAsync<byte[]>(
                """
                update newsletters.subscribers set ended_at = null, end_reason = null
                where id = $1 and ended_at > $2 and end_reason = 'unsubscribed' returning address_hash
                """,
                [id, now - Subscriber.Undo], stop);
            if (hash is null) return false;
            await session.ExecuteAsync("delete from newsletters.suppressions where address_hash = $1", [hash], stop);
            await ProveAgainAsync(id, Consent.ByReturning, form, stop);
            await CountAsync("started", stop);
            return true;
        },
        stop);

    /// <summary>Somebody still wants it; false when it had ended.</summary>
    public Task<bool> StayAsync(Guid id, string form, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            // A yes counts where it was asked for, and once.
            var stays = await session.ExecuteAsync(
                """
                update newsletters.subscribers set consent_at = $2, asked_again_at = null
                where id = $1 and ended_at is null and asked_again_at is not null
                """,
                [id, clock.GetUtcNow()], stop) == 1;
            if (stays) await ProveAgainAsync(id, Consent.ByStaying, form, stop);
            return stays || (await FindAsync(id, stop))?.IsActive == true;
        },
        stop);

    /// <summary>Forgets a subscriber with all proof; that nothing may be sent there is kept, as a hash.</summary>
    public Task ForgetAsync(Guid id, string reason, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var hash = await session.ValueAsync<byte[]>(
                "delete from newsletters.subscribers where id = $1 returning address_hash", [id], stop);
            if (hash is null) return;
            await session.ExecuteAsync("delete from newsletters.sign_ups where address_hash = $1", [hash], stop);
            await SuppressAsync(hash, reason, stop);
        },
        stop);

    private Task SuppressAsync(byte[] hash, string reason, CancellationToken stop) => session.ExecuteAsync(
        """
        insert into newsletters.suppressions (address_hash, reason, since) values ($1, $2, $3)
        on conflict (address_hash) do update set reason = excluded.reason
        """,
        [hash, reason, clock.GetUtcNow()], stop);

    private async Task ProveAgainAsync(Guid id, string kind, string form, CancellationToken stop)
    {
        var (now, subscriber) = (clock.GetUtcNow(), (await FindAsync(id, stop))!);
        await ProveAsync(id, new Consent(kind, form, ConsentText.Current, now, now, subscriber.Interests), stop);
    }

    private Task ProveAsync(Guid id, Consent consent, CancellationToken stop) => session.ExecuteAsync(
        """
        insert into newsletters.consents
            (id, subscriber_id, kind, form, text_version, asked_at, given_at, themes, regions, functions, source, how, recorded_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """,
        [
            Guid.CreateVersion7(clock.GetUtcNow()), id, consent.Kind, consent.Form, consent.TextVersion, consent.AskedAt, consent.GivenAt,
            consent.Interests.Themes, consent.Interests.Regions, consent.Interests.Functions, consent.Source, consent.How,
            consent.RecordedBy,
        ],
        stop);

    private Task CountAsync(string what, CancellationToken stop) => session.ExecuteAsync(
        """
        insert into newsletters.totals as known (day, what, number) values ($1, $2, 1)
        on conflict (day, what) do update set number = known.number + 1
        """,
        [DutchTime.DateOf(clock.GetUtcNow()), what], stop);
}
