using Portal.Learning.Modules;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>
/// Since when one must have passed to be trained today, for each version of each module. It follows the certificate's own rule
/// (day of passing and months of validity), so that counting needs no look at certificates.
/// </summary>
internal sealed class Validity(DbSession session, ModuleVersions versions, TimeProvider clock)
{
    /// <summary>
    /// The start of the common part of every counting query: <c>valid</c> holds each learner once for each module passed and not
    /// expired. Takes the values of <see cref="ValuesAsync"/> as $2 and $3.
    /// </summary>
    public const string Sql = """
        version (id, since) as materialized (select * from unnest($2::uuid[], $3::timestamptz[])),
        withdrawn (enrolment_id) as materialized (
            select c.enrolment_id from learning.certificate_revocations r join learning.certificates c on c.id = r.certificate_id),
        valid as (
            select distinct e.member_id, e.module from learning.enrolments e join version v on v.id = e.module_version_id
            where e.passed_at >= v.since and e.passed_at >= (select min(since) from version)
                and (not exists (select from withdrawn) or not e.id in (select enrolment_id from withdrawn)))
        """;

    /// <summary>Today, where the readers are.</summary>
    public DateOnly Today => DutchTime.DateOf(clock.GetUtcNow());

    /// <summary>Versions, and since when one must have passed them.</summary>
    public async Task<(Guid[] Versions, DateTimeOffset[] Since)> ValuesAsync(CancellationToken stop)
    {
        var ids = new List<Guid>();
        await using (var command = await session.CommandAsync("select id from learning.module_versions", [], stop))
        await using (var reader = await command.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop)) ids.Add(reader.GetGuid(0));

        var since = new List<DateTimeOffset>();
        foreach (var id in ids) since.Add(Since((await versions.ReadAsync(id, session, stop)).ValidityMonths, Today));
        return ([.. ids], [.. since]);
    }

    /// <summary>The months a version is valid; null for ever.</summary>
    public async Task<int?> MonthsAsync(Guid version, CancellationToken stop) => (await versions.ReadAsync(version, session, stop)).ValidityMonths;

    /// <summary>The first moment of passing that is still valid on a day.</summary>
    internal static DateTimeOffset Since(int? months, DateOnly today)
    {
        if (months is not { } count) return DateTimeOffset.UnixEpoch;
        // Months are of different lengths: 31 August and six months is 28 February.
        var day = today.AddMonths(-count);
        while (day.AddDays(-1).AddMonths(count) >= today) day = day.AddDays(-1);
        while (day.AddMonths(count) < today) day = day.AddDays(1);
        return DutchTime.MomentOf(day.ToDateTime(TimeOnly.MinValue)).ToUniversalTime();
    }
}
