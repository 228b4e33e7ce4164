using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Subscribers;

/// <summary>
/// A member's subscription: it goes along when their address changes, stands among their data, and is forgotten with the account. One that
/// began without an account is theirs as soon as an account has its address.
/// </summary>
internal sealed class MemberSubscriptions(DbSession session, SecretStore store, Subscriptions subscriptions, InterestChoices choices)
    : IHandle<MemberChanged>, IPersonalData
{
    private sealed record Known(Guid Id, Guid? MemberId, byte[] Hash, bool IsActive);

    /// <summary>The subscription of a member; null when they never had one, or long ago.</summary>
    public Task<Subscriber?> FindAsync(Guid member, CancellationToken stop) => session.FirstAsync(
        $"select {Subscriber.Columns} from newsletters.subscribers where member_id = $1", [member], Subscriber.Of, stop);

    /// <summary>The member's subscription follows the address.</summary>
    public async Task HandleAsync(MemberChanged happened, CancellationToken stop)
    {
        var member = happened.Card;
        if (Address.Of(member.Email) is not { } address || await HashOfAsync(address, stop) is not { } hash) return;
        var known = await session.ListAsync(
            """
            select id, member_id, address_hash, ended_at is null from newsletters.subscribers
            where member_id = $1 or address_hash = $2 for update
            """,
            [member.Id, hash], row => new Known(row.Id(0), row.GetOrNull<Guid>(1), row.Get<byte[]>(2), row.Get<bool>(3)), stop);
        if (known.Count == 0) return;
        var mine = known.Find(subscriber => subscriber.MemberId == member.Id);
        // Of two that become one, the one that gets mail stays; of two that do, the member's own.
        var stays = known.Find(subscriber => subscriber == mine && subscriber.IsActive) ?? known.Find(subscriber => subscriber.IsActive)
            ?? mine ?? known[0];
        if (stays == mine && known.Count == 1 && stays.Hash.AsSpan().SequenceEqual(hash)) return;
        foreach (var gone in known.Where(subscriber => subscriber != stays)) await MergeAsync(gone.Id, stays.Id, stop);
        await session.ExecuteAsync(
            "update newsletters.subscribers set address = $2, address_hash = $3, member_id = $4 where id = $1",
            [stays.Id, address.Text, hash, member.Id], stop);
        if (stays.IsActive) await session.ExecuteAsync("delete from newsletters.suppressions where address_hash = $1", [hash], stop);
        else
            await session.ExecuteAsync(
                """
                insert into newsletters.suppressions (address_hash, reason, since)
                select address_hash, end_reason, ended_at from newsletters.subscribers where id = $1 on conflict do nothing
                """,
                [stays.Id], stop);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var own = await FindAsync(memberId, stop);
        var consents = own is null ? [] : await subscriptions.ConsentsAsync(own.Id, stop);
        return
        [
            new("nieuwsbrief",
                [
                    "e-mailadres", "thema's", "regio's", "functies", "aangemeld op", "toestemming op", "opnieuw gevraagd op", "gestopt op",
                    "waarom gestopt",
                ],
                own is null
                    ? []
                    :
                    [
                        [
                            own.Address, choices.ThemesOf(own.Interests), choices.RegionsOf(own.Interests),
                            choices.FunctionsOf(own.Interests), own.SubscribedAt, own.ConsentAt, own.AskedAgainAt, own.EndedAt,
                            own.EndReason is { } reason ? EndReasons.Label(reason) : null,
                        ],
                    ]),
            new("nieuwsbrief-toestemming",
                ["hoe", "pagina", "tekst", "gevraagd op", "gegeven op", "thema's", "regio's", "functies", "wie vroeg het",
                    "hoe werd het gevraagd"],
                [
                    .. consents.Select(
                        consent => (IReadOnlyList<object?>)
                        [
                            consent.Label, consent.Form, consent.TextVersion is { } version ? ConsentText.Of(version) : null,
                            consent.AskedAt, consent.GivenAt, choices.ThemesOf(consent.Interests), choices.RegionsOf(consent.Interests),
                            choices.FunctionsOf(consent.Interests), consent.Source, consent.How,
                        ]),
                ]),
        ];
    }

    /// <summary>
    /// Forgets the member's subscription, what was asked for with their address, and that they worked with those of others.
    /// </summary>
    public async Task HandleAsync(MemberErased happened, CancellationToken stop)
    {
        if (await FindAsync(happened.MemberId, stop) is { } own) await subscriptions.ForgetAsync(own.Id, EndReasons.Erased, stop);
        if (Address.Of(happened.Email) is { } address)
        {
            // By the words too: an account must be able to go, also where nobody can hash.
            object?[] whose = [await HashOfAsync(address, stop), address.Text];
            var same = await session.ListAsync(
                "select id from newsletters.subscribers where address_hash = $1 or lower(address) = lower($2)", whose, row => row.Id(0),
                stop);
            foreach (var id in same) await subscriptions.ForgetAsync(id, EndReasons.Erased, stop);
            await session.ExecuteAsync(
                "delete from newsletters.sign_ups where address_hash = $1 or lower(address) = lower($2)", whose, stop);
        }
        await session.ExecuteAsync(
            "update newsletters.consents set recorded_by = null where recorded_by = $1", [happened.MemberId], stop);
        await session.ExecuteAsync(
            "update newsletters.address_views set viewer_id = null where viewer_id = $1", [happened.MemberId], stop);
    }

    private async Task<byte[]?> HashOfAsync(Address address, CancellationToken stop) => (await store.FindAsync(stop))?.HashOf(address);

    // Proof is never changed, so it is copied to whom it now belongs to.
    private async Task MergeAsync(Guid from, Guid into, CancellationToken stop)
    {
        await session.ExecuteAsync(
            """
            insert into newsletters.consents
                (id, subscriber_id, kind, form, text_version, asked_at, given_at, themes, regions, functions, source, how, recorded_by)
            select gen_random_uuid(), $2, kind, form, text_version, asked_at, given_at, themes, regions, functions, source, how, recorded_by
            from newsletters.consents where subscriber_id = $1
            """,
            [from, into], stop);
        // What one of them got is not sent to the other.
        await session.ExecuteAsync(
            """
            update newsletters.deliveries d set state = 'withdrawn'
            where d.subscriber_id = $2 and d.state = 'waiting' and exists (
                select from newsletters.deliveries other
                where other.campaign_id = d.campaign_id and other.subscriber_id = $1 and other.state <> 'waiting')
            """,
            [from, into], stop);
        await session.ExecuteAsync("delete from newsletters.subscribers where id = $1", [from], stop);
    }
}
