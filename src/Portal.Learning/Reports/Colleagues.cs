using Portal.Members.Organisations;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>How far colleagues are, in numbers, for their contact person: who may see it in <see cref="Matrix"/> as well.</summary>
internal sealed class Colleagues(DbSession session, Validity validity) : IColleagueProgress
{
    public async Task<IReadOnlyDictionary<Guid, ColleagueProgress>> OfAsync(IReadOnlyCollection<Guid> members, CancellationToken stop)
    {
        var versions = await validity.VersionsAsync(stop);
        // Trained is what it is in all reports: passed, still valid and not taken back; or having been at the training.
        return (await session.ListAsync(
            """
            with version (id, since) as materialized (select * from unnest($2::uuid[], $3::timestamptz[])),
            done as (
                select e.member_id, e.module, e.passed_at >= v.since and not exists (
                    select from learning.certificates c join learning.certificate_revocations r on r.certificate_id = c.id
                    where c.enrolment_id = e.id) as trained
                from learning.enrolments e join version v on v.id = e.module_version_id where e.member_id = any ($1)
                union all
                select a.member_id, a.subject, coalesce((
                    select bool_or(r.certificate_id is null) from learning.certificates c
                    left join learning.certificate_revocations r on r.certificate_id = c.id where c.attendance_id = a.id), true)
                from learning.attendances a where a.member_id = any ($1) and a.subject is not null and a.withdrawn_at is null)
            select member_id, count(distinct module)::int, count(distinct module) filter (where trained)::int from done group by member_id
            """,
            [members.ToArray(), versions.Ids, versions.Since],
            row => (Member: row.Id(0), Progress: new ColleagueProgress(row.Number(1), row.Number(2))), stop))
            .ToDictionary(row => row.Member, row => row.Progress);
    }
}
