using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Portal.Content.Publishing;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Learning.Certificates;

/// <summary>Grants certificates: one for each enrolment that was completed and passed, in the transaction that made it so.</summary>
internal sealed class CertificateIssuer(DbSession session, MemberDirectory members, SigningKeys keys, LiveSite live)
    : IHandle<EnrolmentPassed>
{
    // Without letters and digits that are taken for one another when read aloud or typed over.
    private const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <inheritdoc/>
    public async Task HandleAsync(EnrolmentPassed happened, CancellationToken stop)
    {
        var (enrolment, structure, work, now) = happened;
        // An account that was erased meanwhile gets none: there is nobody to prove anything for.
        if (await members.FindAsync(enrolment.MemberId, stop) is not { } holder) return;
        var snapshot = SnapshotOf(holder.Name, enrolment, structure, work, DutchTime.DateOf(now));
        var json = snapshot.Write();
        await session.ExecuteAsync(
            """
            insert into learning.certificates (id, ref, enrolment_id, member_id, module, snapshot, signature, issued_at, valid_until)
            values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9) on conflict (enrolment_id) do nothing
            """,
            [
                Guid.CreateVersion7(now), snapshot.Ref, enrolment.Id, enrolment.MemberId, enrolment.Module, json,
                await keys.SignAsync(json, stop), now,
                new NpgsqlParameter { Value = (object?)snapshot.ValidUntil ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            ],
            stop);
    }

    private CertificateSnapshot SnapshotOf(string holder, Enrolment enrolment, ModuleStructure structure, WorkDone work, DateOnly today)
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
            FirstScore = work.EndTests.MinBy(test => test.Number)?.Percent,
            PassMark = structure.EndTest is null ? null : structure.PassMark,
            Accreditations = properties?.Accreditations ?? [],
            ModuleHash = structure.Hash(),
        };
    }
}
