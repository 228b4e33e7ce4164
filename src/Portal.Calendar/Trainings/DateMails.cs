using Portal.Calendar.Registrations;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Calendar.Trainings;

/// <summary>A date of a training was announced: those who would like it are told; the next part of them from a wish on.</summary>
internal sealed record TellOfDate(string EventId, string Training, Guid After);

/// <summary>There is a date for a training that somebody would like.</summary>
[MailText("training-date")]
internal sealed record TrainingDateText(
    string Name, string Training, string Title, string When, string Where, string Url, string Wish, string Stop);

/// <summary>
/// Tells members who would like a training that there is a date for it, once for each date, when it comes online: not when it is published
/// again, not who took their wish back, turned these mails off, or comes to a date of it already. The first mail answers the wish: the
/// office counts it no more, until they say it again or that date is called off. Later dates are told too, as long as the wish stands.
/// </summary>
internal sealed class DateMails(
    DbSession session, RegistrationBook book, RegistrationLinks links, MemberDirectory members, Reminders reminders, MailOutbox outbox,
    MailTemplates templates, JobQueue jobs, LiveSite live, TimeProvider clock) : IHandle<DocumentsPublished>, IJob<TellOfDate>
{
    /// <summary>What these mails are, to who turns them off.</summary>
    public const string Kind = "training-date";

    private const int AtOnce = 250;
    private static readonly DocumentType Type = DocumentType.Of<CalendarEvent>();

    private sealed record Told(Guid Wish, Guid Member);

    /// <inheritdoc/>
    public async Task HandleAsync(DocumentsPublished happened, CancellationToken stop)
    {
        var events = happened.Documents.Where(document => document.Type.Record == Type.Record)
            .Select(document => (document.Id, Item: document.FrontMatter is { } front ? (CalendarEvent)Type.Read(front) : null)).ToList();
        string[] off = [.. events.Where(one => one.Item is null or { Cancelled: not null }).Select(one => one.Id)];
        if (off.Length > 0)
            await session.ExecuteAsync(
                "update calendar.training_wishes set answered_by = null where answered_by = any($1)", [off], stop);
        var now = clock.GetUtcNow();
        foreach (var (id, item) in events)
        {
            if (item is not { Training: { } training, Cancelled: null } || item.BeginsAt <= now) continue;
            var isNews = await session.ExecuteAsync(
                "insert into calendar.told_dates (event, training, told_at) values ($1, $2, $3) on conflict do nothing",
                [id, training, now], stop) > 0;
            if (isNews) await jobs.EnqueueAsync(new TellOfDate(id, training, Guid.Empty), stop);
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(TellOfDate args, JobRun run, CancellationToken stop)
    {
        if (!live.IsLoaded)
        {
            run.TryAgain("the site is not read yet");
            return;
        }
        if (!(await book.EventsAsync([args.EventId], stop)).TryGetValue(args.EventId, out var found) || found.CancelledAt is not null
            || found.Event.BeginsAt <= clock.GetUtcNow() || live.Current.Find<Training>(args.Training) is not { } training)
            return;
        var wishes = await WishesAsync(args, stop);
        var off = await reminders.OffForAsync([.. wishes.Select(one => one.Member)], Kind, stop);
        var cards = (await members.FindAsync([.. wishes.Select(one => one.Member)], stop)).ToDictionary(card => card.Id);
        var told = wishes.Where(one => cards.ContainsKey(one.Member) && !off.Contains(one.Member)).ToList();
        await outbox.EnqueueAsync([.. told.Select(one => MailOf(one, cards[one.Member]))], stop);
        await session.ExecuteAsync(
            "update calendar.training_wishes set answered_by = $2 where id = any($1) and answered_by is null",
            [told.Select(one => one.Wish).ToArray(), args.EventId], stop);
        if (wishes.Count == AtOnce) await jobs.EnqueueAsync(args with { After = wishes[^1].Wish }, stop);

        Mail MailOf(Told one, MemberCard card)
        {
            var end = reminders.OffLink(card.Id, Kind);
            var text = new TrainingDateText(
                card.Name, training.Title, found.Event.Title, EventTime.Whole(found.Event),
                RegistrationMails.WhereOf(found.Event, online: false), links.Site + found.Path, links.Site + training.Path + "#wens", end);
            return templates.Write(text, card.Email, Kind, $"{Kind} {one.Wish} {args.EventId}") with
            {
                Lane = JobLane.Bulk,
                Person = card.Id,
                Headers = MailHeader.WayOut(end),
            };
        }
    }

    // Held until their mail is written: who takes a wish back at this moment does so after it.
    private Task<List<Told>> WishesAsync(TellOfDate args, CancellationToken stop)
    {
        string[] dates =
        [
            args.EventId,
            .. Catalogue.DatesOf(args.Training, live.Current.All<CalendarEvent>(), clock.GetUtcNow()).Select(date => date.Id),
        ];
        return session.ListAsync(
            """
            select id, member_id from calendar.training_wishes w
            where training = $1 and member_id is not null and id > $2 and not exists (
                select from calendar.registrations r
                where r.member_id = w.member_id and r.event = any($3) and r.state in ('registered', 'waiting', 'offered'))
            order by id limit $4 for update
            """,
            [args.Training, args.After, dates, AtOnce], row => new Told(row.Id(0), row.Id(1)), stop);
    }
}
