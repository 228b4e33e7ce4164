using System.Net;
using System.Text.RegularExpressions;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Mail;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Subscribers;

/// <summary>What somebody does with the newsletter, as on the site.</summary>
internal static partial class SubscriberSteps
{
    public const string Themes = "thema";

    /// <summary>Fills in the form; gives the page that says so.</summary>
    public static async Task<Visitor> SignUpAsync(this PortalHost host, string email, params (string Name, string Value)[] fields)
    {
        var visitor = host.Visit();
        await visitor.GoAsync("/nieuwsbrieven/aanmelden");
        await visitor.PressAsync("Meld mij aan", [("Email", email), ("Agree", "true"), .. fields]);
        return visitor;
    }

    /// <summary>Presses the button behind the link of the last mail.</summary>
    public static async Task<Visitor> ConfirmAsync(this PortalHost host, string email)
    {
        var visitor = host.Visit();
        await visitor.GoAsync(await host.LinkAsync(email, "bevestigen"));
        await visitor.PressAsync("Bevestig mijn aanmelding");
        return visitor;
    }

    /// <summary>Somebody who gets the newsletter.</summary>
    public static async Task<Subscriber> GivenSubscriberAsync(
        this PortalHost host, string? email = null, params (string Name, string Value)[] fields)
    {
        email ??= MembersHost.NewEmail("lezer");
        (await host.SignUpAsync(email, fields)).Dispose();
        (await host.ConfirmAsync(email)).Dispose();
        return (await host.SubscriberAsync(email))!;
    }

    /// <summary>The subscriber with this address.</summary>
    public static Task<Subscriber?> SubscriberAsync(this PortalHost host, string email) => host.WithAsync<Subscriptions, Subscriber?>(
        subscriptions => subscriptions.FindAsync(Address.Of(email)!, default));

    /// <summary>How they said yes.</summary>
    public static Task<IReadOnlyList<Consent>> ConsentsAsync(this PortalHost host, Guid id) =>
        host.WithAsync<Subscriptions, IReadOnlyList<Consent>>(subscriptions => subscriptions.ConsentsAsync(id, default));

    /// <summary>Why an address gets nothing.</summary>
    public static Task<string?> SuppressedAsync(this PortalHost host, string email) => host.WithAsync<Subscriptions, string?>(
        subscriptions => subscriptions.SuppressedAsync(Address.Of(email)!, default));

    /// <summary>The address of this page in the last mail that has it.</summary>
    public static async Task<string> LinkAsync(this PortalHost host, string email, string page) =>
        new Uri((await host.MailsToAsync(email)).SelectMany(mail => Link().Matches(mail.Text)).Select(found => found.Value)
            .Last(link => link.Contains($"/nieuwsbrieven/{page}?", StringComparison.Ordinal))).PathAndQuery;

    /// <summary>Everything the room knows, as text: to see that nothing changed.</summary>
    public static async Task<string> EverythingAsync(this PortalHost host) => (string)(await host.SqlAsync(
        """
        select concat(
            (select string_agg(s::text, '|' order by id) from newsletters.subscribers s),
            (select string_agg(s::text, '|' order by id) from newsletters.sign_ups s),
            (select string_agg(c::text, '|' order by id) from newsletters.consents c),
            (select string_agg(x::text, '|' order by address_hash) from newsletters.suppressions x),
            (select count(*) from platform.outbox))
        """))!;

    /// <summary>What a mail program does with the address in List-Unsubscribe (RFC 8058): no cookie, no page, no redirect.</summary>
    public static async Task<HttpStatusCode> OneClickAsync(this PortalHost host, string address)
    {
        using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await host.Client.PostAsync(new Uri(address, UriKind.Relative), body);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        return answer.StatusCode;
    }

    [GeneratedRegex(@"https?://[^\s>)]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
