using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Mail;

namespace Portal.Learning.Certificates;

/// <summary>Somebody was at a training, and has a certificate for it: they did not see it come, as who hands in a test does.</summary>
[MailText("certificate-attended")]
internal sealed record CertificateAttendedText(string Name, string Title, string Day);

/// <summary>
/// Grants certificates, in the transaction that gives a reason: one for each enrolment that was completed and passed, and one for each
/// training that was attended, which is taken back when it turns out that it was not.
/// </summary>
internal sealed class CertificateIssuer(
    DbSession session, MemberDirectory members, SigningKeys keys, LiveSite live, Attendances attendances, CertificateRegister register,
    MailOutbox outbox, MailTemplates mails)
    : IHandle<EnrolmentPassed>, IHandle<EventAttended>, IHandle<AttendanceWithdrawn>
{
    private const string TakenBackBy = "attendance";

    // Without letters and digits that are taken for one another when read aloud or typed over.
    private const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <inheritdoc/>
    public async Task HandleAsync(EnrolmentPassed happened, CancellationToken stop)
    {
        var (enrolment, structure, now) = happened;
        // An account that was erased meanwhile gets none: there is nobody to prove anything for.
        if (await members.FindAsync(enrolment.MemberId, stop) is not { } holder) return;
        var snapshot = SnapshotOf(
            holder.Name, enrolment, structure, await FirstScoreAsync(enrolment, stop), DutchTime.DateOf(now)) with
        {
            Measured = await MeasuredAsync(enrolment, stop),
        };
        await KeepAsync(snapshot, enrolment.MemberId, enrolment.Id, null, now, stop);
    }

    /// <inheritdoc/>
    public Task HandleAsync(EventAttended happened, CancellationToken stop) =>
        happened.Attendance is { Subject: { } subject, MemberId: var member }
            ? InTurnAsync(member, subject, () => GrantAsync(member, subject, happened.At, stop), stop)
            : Task.CompletedTask;

    /// <inheritdoc/>
    public async Task HandleAsync(AttendanceWithdrawn happened, CancellationToken stop)
    {
        var gone = happened.Attendance;
        if (gone.Subject is not { } subject) return;
        await InTurnAsync(
            gone.MemberId, subject,
            async () =>
            {
                foreach (var certificate in await register.StandingForAsync(gone.Id, stop))
                    await register.RevokeAsync(
                        certificate.Snapshot.Ref, $"De aanwezigheid op {gone.Day.Long()} is teruggenomen.", TakenBackBy, stop);
                await GrantAsync(gone.MemberId, subject, happened.At, stop); // who attended it on another day too has that one
            },
            stop);
    }

    // A training attended counts once: one certificate that stands, for the first of its days that stands.
    private async Task GrantAsync(Guid memberId, string subject, DateTimeOffset now, CancellationToken stop)
    {
        var attended = await attendances.OfAsync(memberId, subject, stop);
        foreach (var one in attended)
            if ((await register.StandingForAsync(one.Id, stop)).Count > 0) return;
        if (attended is not [var first, ..] || await members.FindAsync(memberId, stop) is not { } holder) return;
        var snapshot = SnapshotOf(holder.Name, first, subject, DutchTime.DateOf(now));
        await KeepAsync(snapshot, memberId, null, first.Id, now, stop);
        var text = new CertificateAttendedText(holder.Name, snapshot.Title, first.Day.Long());
        await outbox.EnqueueAsync(
            mails.Write(text, holder.Email, "certificate-attended", $"certificate-attended {snapshot.Ref}") with { Person = holder.Id },
            stop);
    }

    // Two days of one training that are recorded at once wait for each other.
    private Task InTurnAsync(Guid memberId, string subject, Func<Task> work, CancellationToken stop) =>
        session.InTransactionAsync(() => session.AloneAsync($"certificate of {memberId} for {subject}", work, stop), stop);

    private async Task KeepAsync(
        CertificateSnapshot snapshot, Guid memberId, Guid? enrolmentId, Guid? attendanceId, DateTimeOffset now, CancellationToken stop)
    {
        var json = snapshot.Write();
        await session.ExecuteAsync(
            """
            insert into learning.certificates
                (id, ref, enrolment_id, attendance_id, member_id, module, snapshot, signature, issued_at, valid_until)
            values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10) on conflict (enrolment_id) do nothing
            """,
            [
                Guid.CreateVersion7(now), snapshot.Ref, OrNull(enrolmentId, NpgsqlDbType.Uuid), OrNull(attendanceId, NpgsqlDbType.Uuid),
                memberId, snapshot.Module, json, await keys.SignAsync(json, stop), now, OrNull(snapshot.ValidUntil, NpgsqlDbType.Date),
            ],
            stop);
    }

    private static NpgsqlParameter OrNull<T>(T? value, NpgsqlDbType type) where T : struct =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = type };

    // The first end test since the module was last passed, in whatever round: doing it anew makes no score a first one.
    private async Task<int?> FirstScoreAsync(Enrolment enrolment, CancellationToken stop)
    {
        var first = await session.FirstAsync(
            """
            select a.score, a.max from learning.attempts a join learning.enrolments e on e.id = a.enrolment_id
            where e.member_id = $1 and e.module = $2 and a.kind = 'end_test' and a.submitted_at is not null and e.cycle <= $3
                and e.cycle > coalesce((
                    select max(earlier.cycle) from learning.enrolments earlier
                    where earlier.member_id = $1 and earlier.module = $2 and earlier.cycle < $3 and earlier.passed_at is not null), 0)
            order by e.cycle, a.number limit 1
            """,
            [enrolment.MemberId, enrolment.Module, enrolment.Cycle], row => (Score: row.Get<float>(0), Max: row.Get<float>(1)), stop);
        return first.Max > 0 ? Percent.Of(first.Score, first.Max) : null;
    }

    // The end test of this round that was passed, the first one; null where it has no forms.
    private Task<TestMeasured?> MeasuredAsync(Enrolment enrolment, CancellationToken stop) => session.FirstAsync(
        """
        select form, score, max, hits, signals, false_alarms, ordinary from learning.attempts
        where enrolment_id = $1 and kind = 'end_test' and passed and form is not null order by number limit 1
        """,
        [enrolment.Id],
        row => new TestMeasured(
            row.Text(0), Math.Round(row.Get<float>(1), 2), Math.Round(row.Get<float>(2), 2), row.GetOrNull<short>(3),
            row.GetOrNull<short>(4), row.GetOrNull<short>(5), row.GetOrNull<short>(6)),
        stop);

    private CertificateSnapshot SnapshotOf(string holder, Enrolment enrolment, ModuleStructure structure, int? firstScore, DateOnly today)
    {
        var properties = live.Current.Find<LearningModule>(enrolment.Module)?.Properties;
        return new CertificateSnapshot
        {
            Ref = RandomNumberGenerator.GetString(Signs, CertificateRef.Length),
            Holder = holder,
            Module = enrolment.Module,
            Title = structure.Title,
            Minutes = structure.Chapters.Sum(chapter => chapter.Minutes),
            Goals = properties?.Goals ?? [],
            IssuedOn = today,
            ValidUntil = CertificateSnapshot.LastDay(today, structure.ValidityMonths),
            FirstScore = firstScore,
            PassMark = structure.EndTest is null ? null : structure.PassMark,
            Accreditations = properties?.Accreditations ?? [],
            ModuleHash = structure.Hash(),
        };
    }

    private CertificateSnapshot SnapshotOf(string holder, Attendance attendance, string subject, DateOnly today) => new()
    {
        Ref = RandomNumberGenerator.GetString(Signs, CertificateRef.Length),
        Holder = holder,
        Module = subject,
        Title = attendance.Title,
        Minutes = attendance.Minutes,
        Goals = live.Current.Find<Training>(subject)?.Properties.Goals ?? [],
        IssuedOn = today,
        AttendedOn = attendance.Day,
    };
}
