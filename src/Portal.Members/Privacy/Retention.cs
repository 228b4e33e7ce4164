using Microsoft.EntityFrameworkCore;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Members.Privacy;

/// <summary>Each night: what is too old goes.</summary>
internal sealed record ForgetTheOld;

/// <summary>Somebody was warned, and did not come.</summary>
internal sealed record EraseInactiveMember(Guid MemberId);

/// <summary>A warning before an account goes.</summary>
[MailText("account-inactive")]
internal sealed record AccountInactiveText(string Name, string Date);

/// <summary>How long things stay; /account/gegevens says the same to members.</summary>
internal sealed class Retention(
    MembersDb db, DbSession session, MailOutbox outbox, MailTemplates mails, Erasure erasure, JobQueue jobs, TimeProvider clock)
    : IJob<ForgetTheOld>, IJob<EraseInactiveMember>
{
    private const int InactiveMonths = 24, DepartureMonths = 12;
    private static readonly TimeSpan AfterWarning = TimeSpan.FromDays(30);
    private static readonly TimeSpan Invitations = TimeSpan.FromDays(60);

    /// <summary>
    /// Warns who has not been here for two years, erases who did not come after that, and forgets old invitations, links and sessions.
    /// </summary>
    public async Task RunAsync(ForgetTheOld args, JobRun run, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await db.Invitations.Where(row => row.AcceptedAt == null && (row.ResentAt ?? row.CreatedAt) < now - Invitations)
            .ExecuteDeleteAsync(stop);
        await session.ExecuteAsync("delete from members.departures where left_at < $1", [now.AddMonths(-DepartureMonths)], stop);
        await db.Links.Where(row => row.ExpiresAt < now.AddDays(-1)).ExecuteDeleteAsync(stop);
        await db.Sessions.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(stop);
        await session.ExecuteAsync("delete from members.attempts where ends_at < $1", [now], stop);

        var tooOld = now.AddMonths(-InactiveMonths);
        var inactive = db.Members.AsNoTracking().Where(row => row.LastSeenAt < tooOld);
        foreach (var member in await inactive.Where(row => row.WarnedAt == null || row.WarnedAt < row.LastSeenAt).ToListAsync(stop))
        {
            await session.InTransactionAsync(
                async () =>
                {
                    await db.Members.Where(row => row.Id == member.Id)
                        .ExecuteUpdateAsync(row => row.SetProperty(found => found.WarnedAt, now), stop);
                    await outbox.EnqueueAsync(Warning(member, now), stop);
                },
                stop);
        }
        foreach (var id in await Overdue(now).Select(row => row.Id).ToListAsync(stop))
            await jobs.EnqueueAsync(new EraseInactiveMember(id), new JobOptions { Key = $"{id}" }, stop);
    }

    /// <summary>Erases somebody, unless they have come back meanwhile.</summary>
    public async Task RunAsync(EraseInactiveMember args, JobRun run, CancellationToken stop)
    {
        if (await Overdue(clock.GetUtcNow()).AnyAsync(row => row.Id == args.MemberId, stop)) await erasure.EraseAsync(args.MemberId, stop);
    }

    private IQueryable<Member> Overdue(DateTimeOffset now)
    {
        var (tooOld, warnedBefore) = (now.AddMonths(-InactiveMonths), now - AfterWarning);
        return db.Members.Where(row => row.LastSeenAt < tooOld && row.WarnedAt > row.LastSeenAt && row.WarnedAt < warnedBefore);
    }

    private Mail Warning(Member member, DateTimeOffset now) => mails.Write(
        new AccountInactiveText(
            member.Name, DutchTime.DateOf(now + AfterWarning).Long()), member.Email!, "notice", $"inactive {member.Id} {now:yyyy-MM}")
        with
    { Lane = JobLane.Bulk };
}
