using Portal.Calendar.Announcements;
using Portal.Calendar.Types;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Calendar.Registrations;

/// <summary>Each hour: what begins in a week or tomorrow is told to who comes.</summary>
internal sealed record SendEventReminders;

/// <summary>The reminders of one event.</summary>
internal sealed record RemindOfEvent(string EventId, string Kind);

/// <summary>It begins in a week, or tomorrow.</summary>
[MailText("registration-week")]
[MailText("registration-day")]
internal sealed record EventReminderText(
    string Name, string Title, string When, string Where, IReadOnlyList<string> Lines, string Url, string Stop);

/// <summary>
/// Reminds who has a place 7 days and 1 day before an event begins, each once: the row that says so is written with the mail, so that it
/// does not matter how many hosts run, or die. Not who registered after that moment, for they have just read it; nor who turned these mails
/// off. A mail of the day before brings the address of the online room to who comes there.
/// </summary>
internal sealed class EventReminders(
    DbSession session, RegistrationBook book, OnlineRooms rooms, RegistrationLinks links, Reminders reminders, MailOutbox outbox,
    MailTemplates templates, JobQueue jobs, TimeProvider clock) : IJob<SendEventReminders>, IJob<RemindOfEvent>
{
    /// <summary>What these mails are, to who turns them off.</summary>
    public const string Kind = "event-reminder";

    private const string Week = "week", Day = "day";
    private const int AtOnce = 250;

    /// <summary>Asks for what is due now. An hour in which nothing ran is made up for; nothing is sent twice.</summary>
    public async Task RunAsync(SendEventReminders args, JobRun run, CancellationToken stop)
    {
        var ids = await session.ListAsync(
            "select distinct event from calendar.registrations where state = 'registered'", [], row => row.Text(0), stop);
        foreach (var found in (await book.EventsAsync([.. ids], stop)).Values)
        {
            if (DueFor(found) is { } kind)
                await jobs.EnqueueAsync(new RemindOfEvent(found.Id, kind), new JobOptions { Key = $"{found.Id} {kind}" }, stop);
        }
    }

    /// <summary>Writes the reminders of one event; those who are left get theirs in the next job.</summary>
    public async Task RunAsync(RemindOfEvent args, JobRun run, CancellationToken stop)
    {
        if (!(await book.EventsAsync([args.EventId], stop)).TryGetValue(args.EventId, out var found) || DueFor(found) != args.Kind) return;
        var due = await ClaimAsync(found, args.Kind, stop);
        var off = await reminders.OffForAsync([.. due.Select(one => one.MemberId).OfType<Guid>()], Kind, stop);
        var room = args.Kind == Day ? await rooms.FindAsync(found.Id, stop) : null;
        var wanted = due.Where(one => one.MemberId is not { } member || !off.Contains(member));
        await outbox.EnqueueAsync([.. wanted.Select(one => MailOf(found, one, args.Kind, room))], stop);
        if (due.Count == AtOnce) await jobs.EnqueueAsync(args, stop);
    }

    // The kind that is due at this moment; null: none is, or it is off or has begun.
    private string? DueFor(Announcement found)
    {
        var left = found.Event.BeginsAt - clock.GetUtcNow();
        return found.CancelledAt is not null || left <= TimeSpan.Zero ? null
            : left <= TimeSpan.FromDays(1) ? Day
            : left <= TimeSpan.FromDays(7) ? Week : null;
    }

    // Of two hosts that come at once, one waits for the other's rows and finds the next.
    private Task<List<Registration>> ClaimAsync(Announcement found, string kind, CancellationToken stop)
    {
        var begins = found.Event.BeginsAt.ToUniversalTime();
        return session.ListAsync(
            $"""
            with claimed as (
                insert into calendar.registration_mails (registration_id, kind, about, written_at)
                select id, $2, $3, $4 from calendar.registrations r
                where event = $1 and state = 'registered' and reminders_off_at is null and confirmed_at <= $5 and not exists (
                    select from calendar.registration_mails m where m.registration_id = r.id and m.kind = $2 and m.about = $3)
                order by place limit $6
                on conflict do nothing returning registration_id)
            select {Registration.Columns} from calendar.registrations where id in (select registration_id from claimed) order by place
            """,
            [found.Id, kind, begins, clock.GetUtcNow(), begins - TimeSpan.FromDays(kind == Day ? 1 : 7), AtOnce], Registration.Of, stop);
    }

    private Mail MailOf(Announcement found, Registration one, string kind, string? room)
    {
        var item = found.Event;
        var isOnline = item.Mode == EventMode.Online || (item.Mode == EventMode.Hybrid && one.Online);
        IReadOnlyList<string> lines = !isOnline || kind != Day ? []
            : room is null ? ["De link om online mee te doen staat op de pagina van je aanmelding."]
            : [$"Doe online mee: {room}", "Deze link is voor jou. Deel hem niet."];
        var end = one.MemberId is { } member ? reminders.OffLink(member, Kind) : links.NoReminders(one.Id);
        var text = new EventReminderText(
            one.Name, item.Title, EventTime.Whole(item), RegistrationMails.WhereOf(item, one.Online), lines, links.Own(one.Id), end);
        return templates.Write(text, one.Address, Kind, $"{Kind} {one.Id} {kind} {item.BeginsAt:O}", $"registration-{kind}") with
        {
            Lane = JobLane.Bulk,
            Person = one.MemberId,
            Headers = MailHeader.WayOut(end),
        };
    }
}
