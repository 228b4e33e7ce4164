using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Learning.Reminders;

/// <summary>Each morning: who has a certificate that is about to expire hears of it.</summary>
internal sealed record SendExpiryReminders;

/// <summary>One member's reminder.</summary>
internal sealed record SendExpiryReminder(Guid MemberId);

/// <summary>One certificate expires.</summary>
[MailText("certificate-expires")]
internal sealed record CertificateExpiresText(string Name, string Title, string Date, string Stop);

/// <summary>Several expire.</summary>
[MailText("certificates-expire")]
internal sealed record CertificatesExpireText(string Name, int Count, IReadOnlyList<ExpiringLine> Certificates, string Stop);

/// <summary>One of several.</summary>
internal sealed record ExpiringLine(string Title, string Date);

/// <summary>
/// A certificate is about to expire: one mail 60, one 30 and one 7 days before, several certificates in one mail. Not for one that was
/// taken back, nor where a newer one takes its place, nor to who turned these mails off.
/// </summary>
internal sealed class ExpiryReminders(
    DbSession session, MailOutbox outbox, MailTemplates mails, MemberDirectory members, Members.People.Reminders reminders, JobQueue jobs,
    TimeProvider clock)
    : IJob<SendExpiryReminders>, IJob<SendExpiryReminder>
{
    /// <summary>What these mails are, to who turns them off.</summary>
    public const string Kind = "certificate-expires";

    private sealed record Expiring(Guid Id, Guid MemberId, string Title, DateOnly ValidUntil, int Days);

    /// <summary>Asks for what is due today. A day on which nothing ran is made up for; nothing is sent twice.</summary>
    public async Task RunAsync(SendExpiryReminders args, JobRun run, CancellationToken stop)
    {
        foreach (var member in (await ExpiringAsync(null, stop)).Select(certificate => certificate.MemberId).Distinct())
            await jobs.EnqueueAsync(new SendExpiryReminder(member), new JobOptions { Key = $"{member}" }, stop);
    }

    /// <summary>Sends one member's reminder, of all certificates of which they must hear now.</summary>
    public async Task RunAsync(SendExpiryReminder args, JobRun run, CancellationToken stop)
    {
        // Nothing is claimed: who turns them on again hears what is due then.
        if (!await reminders.AreWantedAsync(args.MemberId, Kind, stop)) return;
        var (memberId, certificates) = (args.MemberId, await ExpiringAsync(args.MemberId, stop));
        var claimed = new List<Expiring>();
        foreach (var certificate in certificates)
        {
            const string claim = "insert into learning.expiry_reminders (certificate_id, days, sent_at) values ($1, $2, $3) on conflict do nothing";
            if (await session.ExecuteAsync(claim, [certificate.Id, certificate.Days, clock.GetUtcNow()], stop) > 0) claimed.Add(certificate);
        }
        if (claimed.Count > 0 && await members.FindAsync(memberId, stop) is { } member) await outbox.EnqueueAsync(MailOf(member, claimed), stop);
    }

    private Mail MailOf(MemberCard member, IReadOnlyList<Expiring> certificates)
    {
        var lines = certificates.Select(certificate => new ExpiringLine(certificate.Title, certificate.ValidUntil.Long())).ToList();
        var end = reminders.OffLink(member.Id, Kind);
        object text = lines is [var only]
            ? new CertificateExpiresText(member.Name, only.Title, only.Date, end)
            : new CertificatesExpireText(member.Name, lines.Count, lines, end);
        var key = "certificate-expires " + string.Join(' ', certificates.Select(certificate => $"{certificate.Id}-{certificate.Days}"));
        return mails.Write(text, member.Email, Kind, key) with
        {
            Lane = JobLane.Bulk,
            Person = member.Id,
            Headers = MailHeader.WayOut(end),
        };
    }

    private Task<List<Expiring>> ExpiringAsync(Guid? memberId, CancellationToken stop) => session.ListAsync(
        """
        with expiring as (
            select c.id, c.member_id, c.snapshot ->> 'title' as title, c.valid_until,
                case when c.valid_until - $1::date <= 7 then 7 when c.valid_until - $1::date <= 30 then 30 else 60 end as days
            from learning.certificates c
            where c.valid_until between $1::date and $1::date + 60 and ($2::uuid is null or c.member_id = $2)
                and not exists (select from learning.certificate_revocations where certificate_id = c.id)
                and not exists (
                    select from learning.certificates newer
                    where newer.member_id = c.member_id and newer.module = c.module and newer.issued_at > c.issued_at
                        and not exists (select from learning.certificate_revocations where certificate_id = newer.id)))
        select id, member_id, title, valid_until, days from expiring
        where not exists (select from learning.expiry_reminders sent where sent.certificate_id = expiring.id and sent.days = expiring.days)
        order by member_id, valid_until, id
        """,
        [DutchTime.DateOf(clock.GetUtcNow()), memberId],
        row => new Expiring(row.Id(0), row.Id(1), row.Text(2), row.Get<DateOnly>(3), row.Number(4)), stop);
}
