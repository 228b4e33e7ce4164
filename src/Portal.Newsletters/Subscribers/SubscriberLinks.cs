using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Subscribers;

/// <summary>The addresses in a subscriber's mails that work without an account.</summary>
/// <param name="Preferences">Where choices are changed.</param>
/// <param name="Unsubscribe">Where it ends: a page with a button, and one click (RFC 8058).</param>
/// <param name="Stay">Where somebody says that they still want it.</param>
/// <param name="Headers">
/// What every newsletter carries: List-Unsubscribe (RFC 2369) and List-Unsubscribe-Post (RFC 8058). DKIM covers both.
/// </param>
internal sealed record SubscriberLinks(string Preferences, string Unsubscribe, string Stay, IReadOnlyList<MailHeader> Headers)
{
    /// <summary>What begins the subject of a mail that unsubscribes; the key follows.</summary>
    public const string MailSubject = "afmelden";
}

/// <summary>Makes the links of a subscriber, and reads whose they are.</summary>
internal sealed class LinkMaker(SecretStore store, IOptions<PlatformOptions> platform, IOptions<NewslettersOptions> options)
{
    /// <summary>The links of this subscriber.</summary>
    public Task<SubscriberLinks> ForAsync(Guid subscriber, CancellationToken stop) => ForAsync(subscriber, null, stop);

    /// <summary>The same in a mail of a campaign; the way out says which one, so that it can be told how many left by it.</summary>
    public async Task<SubscriberLinks> ForAsync(Guid subscriber, Guid? campaign, CancellationToken stop)
    {
        var key = (await store.GetAsync(stop)).KeyFor(subscriber);
        string To(string page) => $"{platform.Value.PublicUrl}/nieuwsbrieven/{page}?sleutel={key}";
        var unsubscribe = To("afmelden") + (campaign is { } id ? $"&nummer={id:N}" : "");
        var mailbox = Uri.EscapeDataString(options.Value.UnsubscribeAddress).Replace("%40", "@", StringComparison.Ordinal);
        var byMail = mailbox.Length > 0 ? $"mailto:{mailbox}?subject={SubscriberLinks.MailSubject}%20{key}" : null;
        return new SubscriberLinks(To("voorkeuren"), unsubscribe, To("blijven"), MailHeader.WayOut(unsubscribe, byMail));
    }

    /// <summary>
    /// Where a mail to this subscriber comes back to (VERP): the address of the setting with a signed token behind a plus (RFC 5233), and
    /// no address in it. Null without the setting: to the sender.
    /// </summary>
    /// <param name="subscriber">Whose mail it is.</param>
    /// <param name="campaign">Which newsletter; null: another mail about the subscription.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<string?> ReturnPathAsync(Guid subscriber, Guid? campaign, CancellationToken stop)
    {
        if (options.Value.BounceAddress.Split('@') is not [var local, var domain]) return null;
        return $"{local}+{(await store.GetAsync(stop)).ReturnTokenFor(campaign ?? Guid.Empty, subscriber)}@{domain}";
    }

    /// <summary>Where mail comes back to that is to nobody we know yet; null without the setting.</summary>
    public string? PlainReturnPath => options.Value.BounceAddress.Length > 0 ? options.Value.BounceAddress : null;

    /// <summary>Whose key it is; null when it is none of ours.</summary>
    public async Task<Guid?> SubscriberOfAsync(string? key, CancellationToken stop) => (await store.GetAsync(stop)).SubscriberOf(key);
}
