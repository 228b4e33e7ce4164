using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Learning.Certificates;

/// <summary>A certificate was taken back.</summary>
[MailText("certificate-revoked")]
internal sealed record CertificateRevokedText(string Name, string Title, string Reason);

/// <summary>Looks certificates up, checks them, takes them back, forgets them.</summary>
internal sealed class CertificateRegister(
    DbSession session, SigningKeys keys, MemberDirectory members, MailOutbox outbox, MailTemplates mails, TimeProvider clock)
{
    private const string Select = """
        select c.id, c.member_id, c.snapshot::text, c.signature, c.issued_at, r.revoked_at, r.reason
        from learning.certificates c left join learning.certificate_revocations r on r.certificate_id = c.id
        """;

    /// <summary>The certificate with that public reference, or null.</summary>
    public async Task<Certificate?> FindAsync(string @ref, CancellationToken stop = default) =>
        await session.FirstAsync($"{Select} where c.ref = $1", [@ref], Read, stop);

    /// <summary>All certificates of a learner, newest first.</summary>
    public async Task<IReadOnlyList<Certificate>> OfAsync(Guid memberId, CancellationToken stop = default) =>
        await session.ListAsync($"{Select} where c.member_id = $1 order by c.issued_at desc", [memberId], Read, stop);

    /// <summary>True when the certificate that was asked for says, word for word, what was signed when it was granted.</summary>
    public async Task<bool> IsGenuineAsync(string @ref, Certificate certificate, CancellationToken stop = default) =>
        certificate.Snapshot.Ref == @ref
        && await keys.PayloadOfAsync(certificate.Signature, session, stop) is { } payload
        && Read(payload).Write() == certificate.Snapshot.Write();

    /// <summary>When the certificate with that reference was erased with its holder, UTC; null when none was.</summary>
    public Task<DateTimeOffset?> ErasedAtAsync(string @ref, CancellationToken stop = default) => session.ValueAsync<DateTimeOffset?>(
        "select erased_at from learning.erased_certificates where ref_hash = $1", [SHA256.HashData(Encoding.UTF8.GetBytes(@ref))], stop);

    /// <summary>The certificates for one attendance that stand.</summary>
    public async Task<IReadOnlyList<Certificate>> StandingForAsync(Guid attendanceId, CancellationToken stop = default) =>
        await session.ListAsync(
            $"{Select} where c.attendance_id = $1 and r.certificate_id is null order by c.issued_at desc", [attendanceId], Read, stop);

    /// <summary>Takes a certificate back, with a reason that the check page shows; its holder hears of it by mail.</summary>
    /// <exception cref="RuleBroken">It does not exist, was taken back before, or there is no reason.</exception>
    public Task RevokeAsync(string @ref, string reason, Guid by, CancellationToken stop = default) =>
        RevokeAsync(@ref, reason, by.ToString(), stop);

    /// <summary>The same, by what happened and by nobody.</summary>
    /// <exception cref="RuleBroken">It does not exist, was taken back before, or there is no reason.</exception>
    public Task RevokeAsync(string @ref, string reason, string by, CancellationToken stop = default) => session.InTransactionAsync(
        async () =>
        {
            if (string.IsNullOrWhiteSpace(reason)) throw new RuleBroken("Schrijf waarom je dit bewijs intrekt.");
            var rows = await session.ExecuteAsync(
                """
                insert into learning.certificate_revocations (certificate_id, revoked_at, revoked_by, reason)
                select id, $2, $3, $4 from learning.certificates where ref = $1 on conflict do nothing
                """,
                [@ref, clock.GetUtcNow(), by, reason.Trim()], stop);
            if (rows == 0 || await FindAsync(@ref, stop) is not { } revoked)
                throw new RuleBroken("Dit bewijs bestaat niet of is al ingetrokken.");
            if (await members.FindAsync(revoked.MemberId, stop) is not { } holder) return;
            var text = new CertificateRevokedText(holder.Name, revoked.Snapshot.Title, reason.Trim());
            await outbox.EnqueueAsync(
                mails.Write(text, holder.Email, "certificate-revoked", $"certificate-revoked {revoked.Id}") with { Person = holder.Id },
                stop);
        },
        stop);

    /// <summary>Erases a learner's certificates. What stays is that there was one: a hash of its reference, and when it went.</summary>
    public Task ForgetAsync(Guid memberId, CancellationToken stop = default) => session.InTransactionAsync(
        async () =>
        {
            // Whoever is handing in the last answer right now holds this lock: their certificate is there after the wait, and goes too.
            await session.ExecuteAsync("select from learning.enrolments where member_id = $1 for update", [memberId], stop);
            await session.ExecuteAsync("select from learning.attendances where member_id = $1 for update", [memberId], stop);
            await session.ExecuteAsync(
                """
                insert into learning.erased_certificates (ref_hash, erased_at)
                select sha256(convert_to(ref, 'UTF8')), $2 from learning.certificates where member_id = $1 on conflict do nothing
                """,
                [memberId, clock.GetUtcNow()], stop);
            await session.ExecuteAsync("delete from learning.certificates where member_id = $1", [memberId], stop);
        },
        stop);

    private static Certificate Read(Row row) => new(
        row.Id(0), row.Id(1), Read(row.Text(2)), row.Text(3), row.Moment(4), row.GetOrNull<DateTimeOffset>(5), row.TextOrNull(6));

    private static CertificateSnapshot Read(string json) =>
        JsonSerializer.Deserialize<CertificateSnapshot>(json, CertificateSnapshot.Json)!;
}
