using Portal.Calendar.Announcements;
using Portal.Calendar.Types;
using Portal.Platform;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Calendar.Registrations;

/// <summary>A link that shows that whoever reads mail at an address wants to come.</summary>
[MailText("registration-confirm")]
internal sealed record ConfirmRegistrationText(string Title, string When, string Url, int Days);

/// <summary>Somebody has a place.</summary>
[MailText("registration-registered")]
internal sealed record RegisteredText(string Name, string Title, string When, string Where, IReadOnlyList<string> Lines, string Url);

/// <summary>Somebody waits for a place.</summary>
[MailText("registration-waiting")]
internal sealed record WaitingText(string Name, string Title, string When, IReadOnlyList<string> Lines, string Url);

/// <summary>A place is kept for who waited.</summary>
[MailText("registration-offered")]
internal sealed record OfferedText(string Name, string Title, string When, string Where, string Until, string Url);

/// <summary>It was kept long enough.</summary>
[MailText("registration-lapsed")]
internal sealed record LapsedText(string Name, string Title, string Url);

/// <summary>Somebody does not come.</summary>
[MailText("registration-cancelled")]
internal sealed record CancelledText(string Name, string Title, string When, string Who, string Url);

/// <summary>Somebody went to another date.</summary>
[MailText("registration-moved")]
internal sealed record MovedText(string Name, string Title, string When, string Where, string Before, string Url);

/// <summary>The event is at another time or place, or goes on after all.</summary>
[MailText("registration-changed")]
internal sealed record ChangedText(string Name, string Title, string When, string Where, string Before, string Url);

/// <summary>The event is called off.</summary>
[MailText("registration-called-off")]
internal sealed record CalledOffText(string Name, string Title, string When, IReadOnlyList<string> Lines, string Url);

/// <summary>
/// The mails that follow from a registration at once, each written in the transaction of what it tells. What says when and where comes with
/// the event as a file for a calendar.
/// </summary>
internal sealed class RegistrationMails(
    MailOutbox outbox, MailTemplates templates, RegistrationLinks links, EventText text, TimeProvider clock)
{
    /// <summary>How long before it begins the address of the online room is shown.</summary>
    public static readonly TimeSpan RoomShown = TimeSpan.FromHours(24);

    /// <summary>Asks whoever reads mail at an address whether they want to come; the link is a secret.</summary>
    public Task ConfirmAsync(Guid id, string address, CalendarEvent item, CancellationToken stop) => outbox.EnqueueAsync(
        templates.Write(
            new ConfirmRegistrationText(item.Title, EventTime.Whole(item), links.Confirm(id), Requests.Life.Days), address,
            "registration-confirm", $"registration-confirm {id}") with
        {
            IsSecret = true,
        },
        stop);

    /// <summary>Tells somebody that they have a place, or wait for one.</summary>
    public Task EnteredAsync(Announcement found, Registration one, Registrar? by, CancellationToken stop)
    {
        List<string> lines = by is null ? [] : [$"{by.Name}{(by.IsOffice ? ", van de organisatie," : "")} meldde je aan."];
        if (one.State == RegistrationState.Waiting)
            return SendAsync(
                one, found, new WaitingText(one.Name, found.Event.Title, EventTime.Whole(found.Event), lines, links.Own(one.Id)),
                "registration-waiting", withFile: false, stop);
        if (found.Event.Mode == EventMode.Online || one.Online)
            lines.Add("De link om online mee te doen staat vanaf 24 uur van tevoren op de pagina van je aanmelding.");
        return SendAsync(
            one, found,
            new RegisteredText(
                one.Name, found.Event.Title, EventTime.Whole(found.Event), WhereOf(found.Event, one.Online), lines, links.Own(one.Id)),
            "registration-registered", withFile: true, stop);
    }

    /// <summary>Tells who waited that a place is kept for them.</summary>
    public Task OfferedAsync(Announcement found, Registration one, CancellationToken stop) => SendAsync(
        one, found,
        new OfferedText(
            one.Name, found.Event.Title, EventTime.Whole(found.Event), WhereOf(found.Event, one.Online),
            DutchTime.DayAndClock(one.OfferedUntil!.Value), links.Own(one.Id)),
        "registration-offered", withFile: false, stop);

    /// <summary>Tells somebody that a place is no longer kept for them.</summary>
    public Task LapsedAsync(Announcement found, Registration one, CancellationToken stop) => SendAsync(
        one, found, new LapsedText(one.Name, found.Event.Title, links.Site + found.Path), "registration-lapsed", withFile: false, stop);

    /// <summary>Tells somebody that they are no longer expected.</summary>
    public Task CancelledAsync(Announcement found, Registration one, CancellationToken stop) => SendAsync(
        one, found,
        new CancelledText(
            one.Name, found.Event.Title, EventTime.Whole(found.Event),
            one.CancelledBy == "office" ? "De organisator heeft je afgemeld." : "Je hebt je afgemeld.", links.Site + found.Path),
        "registration-cancelled", withFile: false, stop);

    /// <summary>Tells somebody to which date they went.</summary>
    public Task MovedAsync(Announcement from, Announcement to, Registration one, CancellationToken stop) => SendAsync(
        one, to,
        new MovedText(
            one.Name, to.Event.Title, EventTime.Whole(to.Event), WhereOf(to.Event, one.Online), EventTime.Whole(from.Event),
            links.Own(one.Id)),
        "registration-moved", withFile: true, stop);

    /// <summary>Tells people that it is otherwise than they were told.</summary>
    public Task ChangedAsync(Announcement found, IReadOnlyList<Registration> all, CancellationToken stop)
    {
        var file = FileOf(found);
        return outbox.EnqueueAsync([.. all.Select(one => ChangedOf(found, one) with { Attachments = [file] })], stop);
    }

    private Mail ChangedOf(Announcement found, Registration one)
    {
        var (item, before) = (found.Event, ToldFacts.Read(one.Told));
        if (found.CancelledAt is not null)
        {
            // Taken offline says no more than called off without a reason.
            IReadOnlyList<string> why = item.Cancelled is { } reason ? [reason] : [];
            return MailOf(
                one, new CalledOffText(one.Name, item.Title, EventTime.Whole(item), why, links.Site + "/agenda"),
                "registration-called-off");
        }
        var was = before is null ? "" : before.IsOff ? "Het ging niet door, en gaat nu toch door."
            : $"Het was: {EventTime.Whole(before.In(item))}, {WhereOf(before.In(item), one.Online)}.";
        return MailOf(
            one, new ChangedText(one.Name, item.Title, EventTime.Whole(item), WhereOf(item, one.Online), was, links.Own(one.Id)),
            "registration-changed");
    }

    /// <summary>Where somebody goes: a place with its address, or online.</summary>
    public static string WhereOf(CalendarEvent item, bool online) =>
        item.Mode == EventMode.Online || (online && item.Mode == EventMode.Hybrid) ? "online"
        : string.Join(", ", new[] { item.Location, item.Address }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private Task SendAsync(Registration one, Announcement found, object words, string kind, bool withFile, CancellationToken stop) =>
        outbox.EnqueueAsync(MailOf(one, words, kind) with { Attachments = withFile ? [FileOf(found)] : [] }, stop);

    // One of a kind at a moment: who does something twice in the same instant did it once.
    private Mail MailOf(Registration one, object words, string kind) =>
        templates.Write(words, one.Address, kind, $"{kind} {one.Id} {clock.GetUtcNow():O}") with
        {
            Person = one.MemberId,
            Lane = JobLane.Soon,
        };

    private MailAttachment FileOf(Announcement found) => new(
        found.Path[(found.Path.LastIndexOf('/') + 1)..] + ".ics", "text/calendar; charset=utf-8; method=PUBLISH",
        text.Calendar(found.Event.Title, null, [new ToldEvent(found, text.Of(found))]).ToArray());
}
