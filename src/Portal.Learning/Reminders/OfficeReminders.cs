using System.Security.Cryptography;
using System.Text;
using Portal.Content.Publishing;
using Portal.Learning.Reports;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Learning.Reminders;

/// <summary>A reminder was sent: the next mails of it are written.</summary>
internal sealed record WriteOfficeReminder(Guid Id, int Part);

/// <summary>A reminder as somebody of the office is about to send it.</summary>
/// <param name="Id">Made with the form: sent twice it is the same one.</param>
/// <param name="Kind">Of what.</param>
/// <param name="Filter">To whom.</param>
/// <param name="Words">What the sender says.</param>
internal sealed record OfficeReminder(Guid Id, DueKind Kind, DueFilter Filter, string Words);

/// <summary>Who sends it, for what, and of whose learning.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As the receivers read it.</param>
/// <param name="Purpose">For what names were asked for.</param>
/// <param name="Scope">Whose learning the sender may see.</param>
internal sealed record ReminderSender(Guid Id, string Name, string Purpose, ReportScope Scope);

/// <summary>Somebody who gets the mail.</summary>
internal sealed record Receiver(MemberCard Card, IReadOnlyList<DueLine> Lines);

/// <summary>Who gets a mail, and how many do not.</summary>
/// <param name="People">Who does, by id.</param>
/// <param name="Off">How many turned these reminders off.</param>
/// <param name="HeardLately">How many were reminded only just.</param>
/// <param name="Gone">How many have no account any more, or a closed one.</param>
internal sealed record Receivers(IReadOnlyList<Receiver> People, int Off, int HeardLately, int Gone)
{
    /// <summary>Names these people and what they are reminded of: other ones have another mark.</summary>
    public string Mark { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', People.SelectMany(one => one.Lines).Select(line => $"{line.MemberId} {line.Module} {line.Day.Stamp()}")))));
}

/// <summary>What came of sending.</summary>
internal enum ReminderOutcome
{
    /// <summary>The mails are on their way.</summary>
    Sent,

    /// <summary>This very reminder was sent before; nothing happened now.</summary>
    SentBefore,

    /// <summary>It would go to other people than were shown; nothing happened.</summary>
    Changed,
}

/// <summary>A reminder that was sent.</summary>
/// <param name="SentAt">When, UTC.</param>
/// <param name="Kind">Of what.</param>
/// <param name="People">To how many.</param>
/// <param name="Waiting">For how many the mail is not written yet.</param>
internal sealed record SentReminder(DateTimeOffset SentAt, DueKind Kind, int People, int Waiting);

/// <summary>
/// Reminders of the office to many at once: each of them once, however often it is pressed, and whatever happens to a host. Who turned
/// them off gets none, and nobody gets two of a kind within a week.
/// </summary>
internal sealed class OfficeReminders(
    DbSession session, DueList due, MemberDirectory members, Members.People.Reminders reminders, MailTemplates templates,
    MailOutbox outbox, JobQueue jobs, AuditLog audit, LiveSite live, TimeProvider clock) : IJob<WriteOfficeReminder>
{
    /// <summary>What these mails are, to who turns them off.</summary>
    public const string Kind = "office-reminder";

    /// <summary>Whoever was reminded is left alone this long.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(7);

    /// <summary>The purpose of a contact person, who need not choose one.</summary>
    public const string OfColleagues = "Collega’s van de eigen organisatie herinneren";

    private const string Turn = "learning.office-reminders", Purpose = "purpose", People = "people", District = "district";
    private const int AtOnce = 250;

    /// <summary>How sending is read in the log of who did what. Purposes are of a fixed list, so they may stand there.</summary>
    public static AuditKind Lines { get; } = new("learning-reminder", "Herinnering")
    {
        Actions = new Dictionary<string, string> { ["reminder.sent"] = "verstuurd" },
        Facts = new Dictionary<string, string> { [Purpose] = "Doel", [People] = "Mensen", [District] = "Gebied" },
    };

    /// <summary>Who gets a reminder at this moment.</summary>
    public async Task<Receivers> ReceiversAsync(ReportScope scope, DueKind kind, DueFilter filter, CancellationToken stop)
    {
        var lines = (await due.LinesAsync(scope, kind, filter, clock.GetUtcNow() - Rest, stop)).ToLookup(line => line.MemberId);
        Guid[] all = [.. lines.Select(person => person.Key)];
        var off = await OffAsync(all, kind, stop);
        var lately = lines.Where(person => person.Any(line => line.HeardLately)).Select(person => person.Key).ToHashSet();
        Guid[] left = [.. all.Where(id => !off.Contains(id) && !lately.Contains(id))];
        var cards = await members.FindOpenAsync(left, stop);
        return new(
            [.. cards.OrderBy(card => card.Id).Select(card => new Receiver(card, [.. lines[card.Id]]))],
            off.Count, lately.Count(id => !off.Contains(id)), left.Length - cards.Count);
    }

    /// <summary>The mail as one person gets it.</summary>
    public Mail MailOf(Guid reminder, DueKind kind, string sender, string words, Receiver to)
    {
        var end = reminders.OffLink(to.Card.Id, Kind);
        return Write(reminder, kind, sender, words, to, end) with { Headers = MailHeader.WayOut(end) };
    }

    /// <summary>
    /// The mail as its sender may see it: of the link by which its receiver turns reminders off, all but the key.
    /// </summary>
    public Mail PreviewOf(DueKind kind, string sender, string words, Receiver to) =>
        Write(Guid.Empty, kind, sender, words, to, $"{reminders.OffLink(to.Card.Id, Kind).Split('=')[0]}=…");

    private Mail Write(Guid reminder, DueKind kind, string sender, string words, Receiver to, string end)
    {
        var text = new OfficeReminderText(to.Card.Name, sender, [.. to.Lines.Select(line => LineOf(kind, line))],
            MailContent.OfWords(words), end);
        return templates.Write(text, to.Card.Email, Kind, $"{Kind} {reminder} {to.Card.Id}", OfficeReminderText.TemplateOf(kind)) with
        {
            Lane = JobLane.Bulk,
            Person = to.Card.Id,
        };
    }

    /// <summary>Has it sent to the people of this mark, and to no others.</summary>
    public Task<ReminderOutcome> SendAsync(OfficeReminder reminder, string mark, ReminderSender by, CancellationToken stop) =>
        session.InTransactionAsync(
            () => session.AloneAsync(
                // One after the other: of two who remind the same people at once, the second finds them reminded.
                Turn,
                async () =>
                {
                    const string sent = "select exists (select from learning.office_reminders where id = $1)";
                    if (await session.ValueAsync<bool>(sent, [reminder.Id], stop)) return ReminderOutcome.SentBefore;
                    var receivers = await ReceiversAsync(by.Scope, reminder.Kind, reminder.Filter, stop);
                    if (receivers.People.Count == 0 || receivers.Mark != mark) return ReminderOutcome.Changed;
                    await WriteAsync(reminder, receivers, by, stop);
                    return ReminderOutcome.Sent;
                },
                stop),
            stop);

    /// <summary>The last ones that were sent for these people, newest first.</summary>
    public async Task<IReadOnlyList<SentReminder>> LastAsync(ReportScope scope, int most, CancellationToken stop) =>
        await session.ListAsync(
            """
            select r.sent_at, r.kind, count(distinct l.member_id)::int, count(distinct l.member_id) filter (where l.outcome is null)::int
            from learning.office_reminders r join learning.office_reminder_lines l on l.reminder_id = r.id
            where r.organisation_id is not distinct from $1 and r.district is not distinct from $2
            group by r.id order by r.sent_at desc limit $3
            """,
            [scope.OrganisationId, scope.District, most],
            row => new SentReminder(row.Moment(0), DueKind.Of(row.Text(1)), row.Number(2), row.Number(3)), stop);

    /// <summary>Writes the next mails: what is written and that it is written commit together.</summary>
    public async Task RunAsync(WriteOfficeReminder args, JobRun run, CancellationToken stop)
    {
        var found = await session.FirstAsync(
            "select kind, words, sender_id from learning.office_reminders where id = $1", [args.Id],
            row => new { Kind = row.Text(0), Words = row.Text(1), Sender = row.GetOrNull<Guid>(2) }, stop);
        if (found is null) return;
        var lines = await session.ListAsync(
            """
            select member_id, module, day from learning.office_reminder_lines
            where reminder_id = $1 and member_id in (
                select distinct member_id from learning.office_reminder_lines where reminder_id = $1 and outcome is null
                order by member_id limit $2)
            order by member_id, day, module
            """,
            [args.Id, AtOnce], row => new DueLine(row.Id(0), row.Text(1), row.Get<DateOnly>(2), HeardLately: false), stop);
        if (lines.Count == 0) return;
        var people = lines.ToLookup(line => line.MemberId);
        var kind = DueKind.Of(found.Kind);
        Guid[] all = [.. people.Select(person => person.Key)];
        var sender = found.Sender is { } id ? (await members.FindAsync(id, stop))?.Name : null;
        var off = await OffAsync(all, kind, stop);
        var cards = (await members.FindOpenAsync(all, stop)).ToDictionary(card => card.Id);
        string[] outcomes = [.. all.Select(one => off.Contains(one) ? "off" : cards.ContainsKey(one) ? "mailed" : "gone")];
        Guid[] names = found.Sender is { } named ? [named] : [];
        await outbox.EnqueueAsync(
            [
                .. all.Where((_, at) => outcomes[at] == "mailed").Select(one =>
                    MailOf(args.Id, kind, sender ?? "Het netwerk", found.Words, new Receiver(cards[one], [.. people[one]])) with
                    {
                        Names = names,
                    }),
            ],
            stop);
        await session.ExecuteAsync(
            """
            update learning.office_reminder_lines l set outcome = done.outcome
            from unnest($2::uuid[], $3::text[]) as done (member_id, outcome)
            where l.reminder_id = $1 and l.member_id = done.member_id
            """,
            [args.Id, all, outcomes], stop);
        if (all.Length == AtOnce) await ContinueAsync(args with { Part = args.Part + 1 }, stop);
    }

    private async Task WriteAsync(OfficeReminder reminder, Receivers receivers, ReminderSender by, CancellationToken stop)
    {
        await session.ExecuteAsync(
            """
            insert into learning.office_reminders (id, kind, sender_id, purpose, organisation_id, district, words, sent_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                reminder.Id, reminder.Kind.Key, by.Id, by.Purpose, by.Scope.OrganisationId, by.Scope.District, reminder.Words,
                clock.GetUtcNow(),
            ],
            stop);
        DueLine[] lines = [.. receivers.People.SelectMany(one => one.Lines)];
        await session.ExecuteAsync(
            """
            insert into learning.office_reminder_lines (reminder_id, member_id, module, day)
            select $1, member_id, module, day from unnest($2::uuid[], $3::text[], $4::date[]) as line (member_id, module, day)
            """,
            [
                reminder.Id, lines.Select(line => line.MemberId).ToArray(), lines.Select(line => line.Module).ToArray(),
                lines.Select(line => line.Day).ToArray(),
            ],
            stop);
        var count = receivers.People.Count.ToString(DutchTime.Culture);
        var line = new AuditLine("reminder.sent", Lines.Name, reminder.Id.ToString(), by.Id.ToString())
        {
            Title = reminder.Kind == DueKind.Expires ? "Een bewijs verloopt" : "Een module is niet af",
            Facts =
            [
                new(Purpose, null, by.Purpose), new(People, null, count),
                .. by.Scope.District is { } district ? [new AuditFact(District, null, district)] : Array.Empty<AuditFact>(),
            ],
        };
        await audit.AppendAsync(line, stop);
        await ContinueAsync(new WriteOfficeReminder(reminder.Id, 1), stop);
    }

    private Task ContinueAsync(WriteOfficeReminder next, CancellationToken stop) =>
        jobs.EnqueueAsync(next, new JobOptions { Key = $"{next.Id} {next.Part}" }, stop);

    // Whoever wants no mail of the portal about what expires, wants none of a colleague about it either.
    private async Task<HashSet<Guid>> OffAsync(IReadOnlyCollection<Guid> people, DueKind kind, CancellationToken stop)
    {
        var off = (await reminders.OffForAsync(people, Kind, stop)).ToHashSet();
        if (kind == DueKind.Expires) off.UnionWith(await reminders.OffForAsync(people, ExpiryReminders.Kind, stop));
        return off;
    }

    private string LineOf(DueKind kind, DueLine line)
    {
        var title = live.Current.Find(line.Module)?.Title ?? "een module";
        if (kind == DueKind.Stuck) return $"{title}: het laatst bezig op {line.Day.Long()}";
        return line.Day < DutchTime.DateOf(clock.GetUtcNow())
            ? $"{title}: verlopen op {line.Day.AddDays(1).Long()}" : $"{title}: geldig tot en met {line.Day.Long()}";
    }
}
