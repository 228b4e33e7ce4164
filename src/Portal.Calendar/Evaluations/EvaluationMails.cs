using Portal.Calendar.Attendance;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Calendar.Evaluations;

/// <summary>Each morning: who was at an event is asked what they thought of it.</summary>
internal sealed record AskForEvaluations;

/// <summary>The mails of one event.</summary>
internal sealed record AskForEvaluation(string EventId);

/// <summary>What did you think of it? For a member, who can turn such mails off.</summary>
[MailText("event-evaluation")]
internal sealed record EvaluationMailText(string Name, string Title, string When, string Url, string Until, string Stop);

/// <summary>The same for somebody without an account, who gets no other one.</summary>
[MailText("event-evaluation-once")]
internal sealed record EvaluationOnceText(string Name, string Title, string When, string Url, string Until);

/// <summary>
/// Asks who was there what they thought of it, once, the morning after the event or after somebody wrote down that they were there; the row
/// of their attendance says that it was done. Not who answered already, nor who turned these mails off. Whoever has no account gets no more
/// than this one mail.
/// </summary>
internal sealed class EvaluationMails(
    DbSession session, LiveSite live, DayLinks links, Reminders reminders, MailOutbox outbox, MailTemplates templates, JobQueue jobs,
    TimeProvider clock) : IJob<AskForEvaluations>, IJob<AskForEvaluation>
{
    /// <summary>What these mails are, to who turns them off.</summary>
    public const string Kind = "event-evaluation";

    // Phones that were without internet send what was tapped for as long; later nobody remembers.
    private const int Days = 14, AtOnce = 250;

    private sealed record Asked(Guid Id, Guid? MemberId, string Address, string Name, bool IsOff);

    /// <inheritdoc/>
    public async Task RunAsync(AskForEvaluations args, JobRun run, CancellationToken stop)
    {
        string[] over = [.. live.Current.All<CalendarEvent>().Where(one => IsDue(one.Properties)).Select(one => one.Id)];
        var found = await session.ListAsync(
            "select distinct event from calendar.attendance where event = any($1) and present and asked_at is null", [over],
            row => row.Text(0), stop);
        foreach (var id in found) await jobs.EnqueueAsync(new AskForEvaluation(id), new JobOptions { Key = id }, stop);
    }

    /// <inheritdoc/>
    public async Task RunAsync(AskForEvaluation args, JobRun run, CancellationToken stop)
    {
        if (live.Current.Find<CalendarEvent>(args.EventId) is not { } item || !IsDue(item.Properties)) return;
        var (asked, count) = await ClaimAsync(args.EventId, stop);
        var off = await reminders.OffForAsync([.. asked.Select(one => one.MemberId).OfType<Guid>()], Kind, stop);
        var wanted = asked.Where(one => !one.IsOff && (one.MemberId is not { } member || !off.Contains(member)));
        await outbox.EnqueueAsync([.. wanted.Select(one => MailOf(item, one))], stop);
        if (count == AtOnce) await jobs.EnqueueAsync(args, stop);
    }

    // On a day that is over, and not longer ago than that.
    private bool IsDue(CalendarEvent item)
    {
        var (day, today) = (DutchTime.DateOf(item.OverAt), DutchTime.DateOf(clock.GetUtcNow()));
        return item.Cancelled is null && day < today && day >= today.AddDays(-Days);
    }

    // Who answered already is marked as asked and gets no mail; nobody sees that of them here. Of two hosts one waits for the other.
    private async Task<(List<Asked> People, int Count)> ClaimAsync(string eventId, CancellationToken stop)
    {
        var all = await session.ListAsync(
            """
            with asked as (
                update calendar.attendance a set asked_at = $2
                from (
                    select id from calendar.attendance where event = $1 and present and asked_at is null
                    order by id limit $3 for update) due
                where a.event = $1 and a.id = due.id and a.asked_at is null
                returning a.id, a.registration_id, a.member_id, a.address, a.name)
            select a.id, coalesce(r.member_id, a.member_id), coalesce(r.address, a.address), coalesce(r.name, a.name, ''),
                r.reminders_off_at is not null,
                exists (select from calendar.evaluation_marks m where m.event = $1 and m.id = a.id)
            from asked a left join calendar.registrations r on r.id = a.registration_id
            order by a.id
            """,
            [eventId, clock.GetUtcNow(), AtOnce],
            row => (
                Who: row.TextOrNull(2) is { } address
                    ? new Asked(row.Id(0), row.GetOrNull<Guid>(1), address, row.Text(3), row.Get<bool>(4)) : null,
                HasAnswered: row.Get<bool>(5)),
            stop);
        return ([.. all.Where(one => !one.HasAnswered).Select(one => one.Who).OfType<Asked>()], all.Count);
    }

    private Mail MailOf(PublishedDocument<CalendarEvent> item, Asked one)
    {
        var (when, url) = (EventTime.Whole(item.Properties), links.Evaluation(one.Id));
        var until = DutchTime.DateOf(item.Properties.OverAt.AddDays(EvaluationBook.Days)).Long();
        var end = one.MemberId is { } member ? reminders.OffLink(member, Kind) : null;
        object text = end is null
            ? new EvaluationOnceText(one.Name, item.Title, when, url, until)
            : new EvaluationMailText(one.Name, item.Title, when, url, until, end);
        return templates.Write(text, one.Address, Kind, $"{Kind} {item.Id} {one.Id}") with
        {
            Lane = JobLane.Bulk,
            Person = one.MemberId,
            Headers = end is null ? [] : MailHeader.WayOut(end),
        };
    }
}
