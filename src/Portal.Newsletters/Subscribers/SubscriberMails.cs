using Portal.Platform;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Subscribers;

/// <summary>A link that shows that the owner of the address wants the newsletter.</summary>
[MailText("newsletter-confirm")]
internal sealed record ConfirmText(string Url, int Days);

/// <summary>The first mail.</summary>
[MailText("newsletter-welcome")]
internal sealed record WelcomeText(IReadOnlyList<string> Choices, string Url, string Stop);

/// <summary>The first mail to who is on a list that an organisation brought.</summary>
[MailText("newsletter-imported")]
internal sealed record ImportedText(string Source, string Date, string Url, string Stop);

/// <summary>After two years: do you still want it?</summary>
[MailText("newsletter-stay")]
internal sealed record StayText(string Date, string Until, string Url, string Stop);

/// <summary>
/// The mails about a subscription. What is written to a subscriber unasked can be ended with one click, as a newsletter can.
/// </summary>
internal sealed class SubscriberMails(MailOutbox outbox, MailTemplates templates, LinkMaker links, InterestChoices choices)
{
    /// <summary>Asks whoever reads mail at an address whether they want it; the link is a secret.</summary>
    public Task ConfirmAsync(Guid signUp, Address address, string url, CancellationToken stop) => outbox.EnqueueAsync(
        templates.Write(new ConfirmText(url, SignUps.Life.Days), address.Text, "newsletter-confirm", $"newsletter-confirm {signUp}") with
        {
            IsSecret = true,
            ReturnPath = links.PlainReturnPath,
        },
        stop);

    /// <summary>
    /// Welcomes who said yes, and tells who came with a list that they are on it and whose list it was; once for each time they begin.
    /// </summary>
    public async Task BeginAsync(Subscriber subscriber, Consent consent, CancellationToken stop)
    {
        var own = await links.ForAsync(subscriber.Id, stop);
        if (consent.Source is { } source)
        {
            var told = new ImportedText(source, DutchTime.DateOf(consent.GivenAt).Long(), own.Preferences, own.Unsubscribe);
            await SendAsync(subscriber, own, told, "newsletter-imported", subscriber.SubscribedAt, JobLane.Bulk, stop);
            return;
        }
        var welcome = new WelcomeText(choices.InWords(subscriber.Interests), own.Preferences, own.Unsubscribe);
        await SendAsync(subscriber, own, welcome, "newsletter-welcome", subscriber.SubscribedAt, JobLane.Soon, stop);
    }

    /// <summary>Asks whether somebody still wants it.</summary>
    public async Task StayAsync(Subscriber subscriber, DateOnly until, CancellationToken stop)
    {
        var own = await links.ForAsync(subscriber.Id, stop);
        var text = new StayText(DutchTime.DateOf(subscriber.ConsentAt).Long(), until.Long(), own.Stay, own.Unsubscribe);
        await SendAsync(subscriber, own, text, "newsletter-stay", subscriber.ConsentAt, JobLane.Bulk, stop);
    }

    private async Task SendAsync(
        Subscriber subscriber, SubscriberLinks own, object text, string kind, DateTimeOffset once, JobLane lane, CancellationToken stop) =>
        await outbox.EnqueueAsync(
            templates.Write(text, subscriber.Address, kind, $"{kind} {subscriber.Id} {once:O}") with
            {
                Headers = own.Headers,
                Lane = lane,
                Person = subscriber.MemberId,
                ReturnPath = await links.ReturnPathAsync(subscriber.Id, campaign: null, stop),
            },
            stop);
}
