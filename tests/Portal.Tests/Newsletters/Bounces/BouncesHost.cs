using Portal.Newsletters.Bounces;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Mail;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>A portal to which newsletters come back, with people in it.</summary>
public sealed class BouncesHost : IAsyncLifetime
{
    /// <summary>What a mail server shows to hand over what came back.</summary>
    public const string WebhookKey = "een-sleutel-die-niemand-raadt";

    public MembersHost People { get; } = new()
    {
        Settings = new()
        {
            ["Newsletters:BounceAddress"] = "terug@weerbaar.example",
            ["Newsletters:UnsubscribeAddress"] = "afmelden@weerbaar.example",
            ["Newsletters:Bounces:WebhookKey"] = WebhookKey,
        },
    };

    public PortalHost Host => People.Host;

    public Task InitializeAsync() => People.InitializeAsync();

    public Task DisposeAsync() => People.DisposeAsync();

    /// <summary>Somebody who gets the newsletter since half a year.</summary>
    internal async Task<Subscriber> ReaderAsync(string? email = null)
    {
        var now = Host.Clock.GetUtcNow();
        var consent = new Consent(Consent.BySignUp, "/nieuwsbrieven/aanmelden", ConsentText.Current, now, now, Interests.All);
        var reader = await Host.WithAsync<Subscriptions, Subscriber>(
            all => all.StartAsync(Address.Of(email ?? MembersHost.NewEmail("lezer"))!, consent, default));
        await Host.SqlAsync(
            "update newsletters.subscribers set subscribed_at = subscribed_at - interval '180 days' where id = $1", reader.Id);
        return (await FindAsync(reader))!;
    }

    /// <summary>A newsletter that they got so many days ago.</summary>
    internal async Task<Guid> SentAsync(Subscriber to, int daysAgo = 0, string state = DeliveryState.Sent, string? code = null)
    {
        var (campaign, at) = (Guid.CreateVersion7(), Host.Clock.GetUtcNow().AddDays(-daysAgo));
        await Host.SqlAsync(
            """
            insert into newsletters.campaigns (id, document, state, title, made_at, started_at, ended_at)
            values ($1, $2, 'sent', 'Nieuwsbrief', $3, $3, $3)
            """,
            campaign, $"nieuwsbrief-{campaign}", at);
        await Host.SqlAsync(
            """
            insert into newsletters.deliveries (campaign_id, subscriber_id, domain, state, next_at, at, code)
            values ($1, $2, 'toets.example', $3, $4, $4, nullif($5, ''))
            """,
            campaign, to.Id, state, at, code ?? "");
        return campaign;
    }

    /// <summary>Where that newsletter comes back to.</summary>
    internal async Task<string> ReturnPathAsync(Subscriber of, Guid? campaign) =>
        (await Host.WithAsync<LinkMaker, string?>(links => links.ReturnPathAsync(of.Id, campaign, default)))!;

    /// <summary>The key in their links.</summary>
    internal async Task<string> KeyAsync(Subscriber of) =>
        (await Host.WithAsync<LinkMaker, SubscriberLinks>(links => links.ForAsync(of.Id, default))).Unsubscribe.Split('=')[1];

    /// <summary>The headers of that newsletter, as a report brings them back.</summary>
    internal static string HeadersOf(Subscriber of, Guid campaign) =>
        $"From: noreply@weerbaar.example\nTo: {of.Address}\nMessage-ID: <{CampaignSender.IdOf(campaign, of.Id)}@weerbaar.example>";

    /// <summary>A mail comes in.</summary>
    internal Task<Taken> TakeAsync(byte[] raw) => Host.WithAsync<ReturnedMails, Taken>(returned => returned.TakeAsync(raw, default));

    /// <summary>The newsletter comes back with this status, for the address itself.</summary>
    internal async Task<Taken> BounceAsync(Subscriber of, Guid? campaign, string status) => await TakeAsync(
        Returned.Dsn(await ReturnPathAsync(of, campaign), [Returned.Group(of.Address, status)]));

    /// <summary>The reader as they are now.</summary>
    internal Task<Subscriber?> FindAsync(Subscriber reader) =>
        Host.WithAsync<Subscriptions, Subscriber?>(all => all.FindAsync(reader.Id, default));

    /// <summary>Why they get no newsletter; null: they do.</summary>
    internal async Task<string?> EndedAsync(Subscriber reader) => (await FindAsync(reader))!.EndReason;

    /// <summary>"bounced hard 5.1.1".</summary>
    internal async Task<string> RowAsync(Guid campaign) => (string)(await Host.SqlAsync(
        """
        select concat_ws(' ', state, bounce, code, case when complained_at is not null then 'complained' end)
        from newsletters.deliveries where campaign_id = $1
        """,
        campaign))!;
}
