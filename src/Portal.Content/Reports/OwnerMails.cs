using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Content.Reports;

/// <summary>On the first of the month: who owns pages that it is time to look at hears which.</summary>
internal sealed record SendOwnerMails;

/// <summary>One owner's mail.</summary>
internal sealed record SendOwnerMail(Guid MemberId);

/// <summary>Pages of somebody that it is time to look at.</summary>
/// <param name="Name">Who gets the mail.</param>
/// <param name="Count">How many pages.</param>
/// <param name="Pages">The first of them.</param>
/// <param name="More">How many more there are, in words; empty when these are all.</param>
/// <param name="Stop">The address that turns these mails off.</param>
[MailText("pages-to-check")]
internal sealed record PagesToCheckText(string Name, int Count, IReadOnlyList<PageLine> Pages, string More, string Stop);

/// <summary>One of them.</summary>
internal sealed record PageLine(string Title, string Url, string Seen);

/// <summary>
/// Once a month one mail to who owns pages that nobody looked at for long (<see cref="PageFigures.IsDue"/>); not to who has none, who
/// turned these mails off, or who may not write any more.
/// </summary>
internal sealed class OwnerMails(
    AllFigures figures, Owners owners, DbSession session, MailOutbox outbox, MailTemplates mails, MemberDirectory members,
    Reminders reminders, JobQueue jobs, IOptions<PlatformOptions> platform, TimeProvider clock)
    : IJob<SendOwnerMails>, IJob<SendOwnerMail>
{
    /// <summary>What these mails are, to who turns them off.</summary>
    public const string Kind = "pages-to-check";

    private const int MostNamed = 20;

    /// <summary>Asks for the mails of this month; a month in which nothing ran is made up for, and nothing is sent twice.</summary>
    public async Task RunAsync(SendOwnerMails args, JobRun run, CancellationToken stop)
    {
        var writers = (await members.WithRoleAsync(Rights.Editor, stop)).Concat(await members.WithRoleAsync(Rights.Coordinator, stop))
            .Select(card => card.Id).ToHashSet();
        foreach (var member in (await owners.AllAsync(stop)).Where(writers.Contains))
            await jobs.EnqueueAsync(new SendOwnerMail(member), new JobOptions { Key = $"{member}" }, stop);
    }

    /// <summary>Sends one owner's mail.</summary>
    public async Task RunAsync(SendOwnerMail args, JobRun run, CancellationToken stop)
    {
        if (!await reminders.AreWantedAsync(args.MemberId, Kind, stop)) return;
        if (await members.FindAsync(args.MemberId, stop) is not { } member) return;
        var (today, mine) = (DutchTime.DateOf(clock.GetUtcNow()), await owners.PagesOfAsync(args.MemberId, stop));
        var due = figures.ByAge.Where(page => mine.Contains(page.Document.Id) && page.IsDue(today)).ToList();
        if (due.Count == 0) return;
        var month = new DateOnly(today.Year, today.Month, 1);
        await session.ExecuteAsync("delete from content.owner_mails where month < $1", [month.AddMonths(-1)], stop);
        const string Claim = "insert into content.owner_mails (member_id, month) values ($1, $2) on conflict do nothing";
        if (await session.ExecuteAsync(Claim, [member.Id, month], stop) == 0) return;
        var (site, end, more) = (platform.Value.PublicUrl, reminders.OffLink(member.Id, Kind), due.Count - MostNamed);
        var text = new PagesToCheckText(
            member.Name, due.Count,
            [
                .. due.Take(MostNamed).Select(page => new PageLine(
                    page.Document.Title, $"{site}/beheer/inhoud/{page.Document.Id}", page.Seen.Long())),
            ],
            more > 0 ? $"En nog {more} andere." : "", end);
        await outbox.EnqueueAsync(
            mails.Write(text, member.Email, Kind, $"{Kind} {member.Id} {month:O}") with
            {
                Lane = JobLane.Bulk,
                Person = member.Id,
                Headers = MailHeader.WayOut(end),
            },
            stop);
    }
}
