using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Portal.Content.Publishing;
using Portal.Learning.Exercises.Scoring;
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
        var (enrolment, structure, now) = happened;
        // An account that was erased meanwhile gets none: there is nobody to prove anything for.
        if (await members.FindAsync(enrolment.MemberId, stop) is not { } holder) return;
        var snapshot = SnapshotOf(
            holder.Name, enrolment, structure, await FirstScoreAsync(enrolment, stop), DutchTime.DateOf(now));
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
}
