using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Calendar.Registrations;

/// <summary>A message of who organises an event.</summary>
[MailText("event-mail")]
internal sealed record EventMailText(string Name, string Subject, string Title, MailContent Words, string Url);

/// <summary>A group of an event's people that one can write to.</summary>
/// <param name="Key">Its word, in the form and in a job.</param>
/// <param name="Label">What the office calls it, Dutch.</param>
/// <param name="States">The states of who is in it.</param>
/// <param name="WasThere">Of these only who was there, or only who was not; null: both.</param>
internal sealed record EventAudience(string Key, string Label, string[] States, bool? WasThere = null)
{
    /// <summary>All groups.</summary>
    public static IReadOnlyList<EventAudience> All { get; } =
    [
        new("aangemeld", "Iedereen met een plek", ["registered"]),
        new("wachtlijst", "Iedereen die wacht of een plek is aangeboden", ["waiting", "offered"]),
        new("allemaal", "Iedereen met een plek en iedereen die wacht", ["registered", "waiting", "offered"]),
        new("geweest", "Wie er was", ["registered"], true),
        new("gemist", "Wie een plek had en er niet was", ["registered"], false),
    ];

    /// <summary>The group of a word; null: there is none.</summary>
    public static EventAudience? Of(string? key) => All.FirstOrDefault(one => one.Key == key);
}

/// <summary>Sends a message to a group; the next part of it from a place in the queue on.</summary>
internal sealed record SendEventMail(Guid Id, string EventId, string Audience, string Subject, string Words, long After);

/// <summary>
/// Messages of the office to a group of an event's people, each person once: whoever is asked twice to send the same one is the same mail.
/// </summary>
internal sealed class EventMails(
    DbSession session, Places places, MailOutbox outbox, MailTemplates templates, RegistrationLinks links, JobQueue jobs)
    : IJob<SendEventMail>
{
    // The registration r is of the event $1, in the states $2, and was there or not ($3).
    private const string Chosen =
        """
        r.event = $1 and r.state = any($2) and ($3::boolean is null or $3 = exists (
            select from calendar.attendance a where a.registration_id = r.id and a.present))
        """;

    private const int AtOnce = 250;

    /// <summary>How many people a group has now.</summary>
    public async Task<int> CountAsync(string eventId, EventAudience audience, CancellationToken stop) =>
        (int)await session.ValueAsync<long>(
            $"select count(*) from calendar.registrations r where {Chosen}",
            [eventId, audience.States, audience.WasThere], stop);

    /// <summary>The mail as one person gets it.</summary>
    /// <param name="mail">What is said.</param>
    /// <param name="title">The event's title.</param>
    /// <param name="name">Their name.</param>
    /// <param name="address">Where it goes.</param>
    /// <param name="url">Their registration.</param>
    public Mail MailOf(SendEventMail mail, string title, string name, string address, string url) => templates.Write(
        new EventMailText(name, mail.Subject, title, MailContent.OfWords(mail.Words), url), address, "event-mail",
        $"event-mail {mail.Id} {address}");

    /// <summary>Has it sent.</summary>
    public Task SendAsync(SendEventMail mail, CancellationToken stop) =>
        jobs.EnqueueAsync(mail, new JobOptions { Key = $"{mail.Id} {mail.After}" }, stop);

    /// <inheritdoc/>
    public async Task RunAsync(SendEventMail args, JobRun run, CancellationToken stop)
    {
        if (await places.EventAsync(args.EventId, stop) is not { } found || EventAudience.Of(args.Audience) is not { } audience) return;
        var people = await session.ListAsync(
            $"""
            select {Registration.Columns} from calendar.registrations r
            where {Chosen} and place > $4 order by place limit $5
            """,
            [args.EventId, audience.States, audience.WasThere, args.After, AtOnce], Registration.Of, stop);
        var mails = people.Select(one =>
            MailOf(args, found.Event.Title, one.Name, one.Address, links.Own(one.Id)) with { Lane = JobLane.Bulk, Person = one.MemberId });
        await outbox.EnqueueAsync([.. mails], stop);
        if (people.Count == AtOnce) await SendAsync(args with { After = people[^1].Place }, stop);
    }
}
