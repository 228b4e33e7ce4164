using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>How many certificates of a module expire when. Null is fewer than five, none among them: there are no totals to subtract from.</summary>
/// <param name="Module">Id of the module document.</param>
/// <param name="Week">Within 7 days.</param>
/// <param name="Month">From 8 to 30 days.</param>
/// <param name="TwoMonths">From 31 to 60 days.</param>
public sealed record ExpiringModule(string Module, int? Week, int? Month, int? TwoMonths);

/// <summary>What expires soon.</summary>
public sealed class Expiring
{
    /// <summary>How far ahead we look, in days.</summary>
    public const int Days = 60;

    private readonly DbSession session;
    private readonly Validity validity;

    internal Expiring(DbSession session, Validity validity) => (this.session, this.validity) = (session, validity);

    // The last day of each learner's newest pass: somebody who renewed early has nothing that expires.
    private static string Last(ReportScope scope) =>
        $"""
        with version (id, months, oldest) as materialized (select * from unnest($2::uuid[], $3::int[], $4::timestamptz[])),
        last as (
            select e.member_id, e.module, max(coalesce(c.valid_until, ((e.passed_at at time zone 'Europe/Amsterdam')::date + make_interval(months => v.months))::date)) as day
            from learning.learners l join learning.enrolments e on e.member_id = l.member_id join version v on v.id = e.module_version_id
            left join learning.certificates c on c.enrolment_id = e.id
            where {scope.Sql} and e.passed_at >= v.oldest and not exists (select from learning.certificate_revocations r where r.certificate_id = c.id)
            group by 1, 2)
        """;

    /// <summary>Each module of which something expires.</summary>
    public async Task<IReadOnlyDictionary<string, ExpiringModule>> OfAsync(ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var command = await session.CommandAsync(
            $"""
            {Last(scope)}
            select module, count(*) filter (where day <= $5 + 7)::int, count(*) filter (where day > $5 + 7 and day <= $5 + 30)::int, count(*) filter (where day > $5 + 30)::int
            from last where day between $5 and $5 + {Days} group by module
            """, await ValuesAsync(scope, stop), stop);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var all = new Dictionary<string, ExpiringModule>();
        while (await reader.ReadAsync(stop)) all[reader.GetString(0)] = new(reader.GetString(0), Enough(reader.GetInt32(1)), Enough(reader.GetInt32(2)), Enough(reader.GetInt32(3)));
        return all;
    }

    /// <summary>How many people have something that expires within the days we look ahead; null for fewer than five.</summary>
    public async Task<int?> PeopleAsync(ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var command = await session.CommandAsync(
            $"{Last(scope)} select count(distinct member_id)::int from last where day between $5 and $5 + {Days}", await ValuesAsync(scope, stop), stop);
        return Enough((int)(await command.ExecuteScalarAsync(stop))!);
    }

    private static int? Enough(int count) => count < Suppression.FewestPeople ? null : count;

    private async Task<object?[]> ValuesAsync(ReportScope scope, CancellationToken stop)
    {
        // What does not expire cannot expire soon; what expired already is passed over before it is computed.
        var (ids, since) = await validity.ValuesAsync(stop);
        var months = new List<(Guid Id, int Months, DateTimeOffset Oldest)>();
        foreach (var (id, oldest) in ids.Zip(since))
            if (await validity.MonthsAsync(id, stop) is { } count) months.Add((id, count, oldest));
        return [scope.Value, months.Select(version => version.Id).ToArray(), months.Select(version => version.Months).ToArray(), months.Select(version => version.Oldest).ToArray(), validity.Today];
    }
}
