using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>The counts behind the reports, of the whole region at one moment. Nothing of it is shown but through <see cref="Suppression"/>.</summary>
/// <param name="At">When it was counted, UTC.</param>
/// <param name="Kinds">Kinds of people.</param>
/// <param name="Passed">By module: how many of each kind are trained.</param>
/// <param name="Trained">How many of each kind are trained in one module or more.</param>
/// <param name="Expiring">What expires, by district and module; those of a module that is null are people.</param>
internal sealed record ReportFacts(
    DateTimeOffset At, IReadOnlyList<PeopleKind> Kinds, IReadOnlyDictionary<string, int[]> Passed, int[] Trained, IReadOnlyList<ExpiringFact> Expiring);

/// <summary>How many expire within 7 days, from 8 to 30, and from 31 to 60.</summary>
internal sealed record ExpiringFact(string District, string? Module, int Week, int Month, int TwoMonths);

/// <summary>
/// Counts, and keeps what was counted for ten minutes: on four million enrolments it takes seconds, and nobody needs it newer. That
/// somebody who looks again and again sees the figures move with a single person is less likely too.
/// </summary>
internal sealed class ReportCounter(TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim counting = new(1, 1);
    private volatile ReportFacts? known;

    /// <summary>The facts, counted now or less than ten minutes ago; on the session of who asks, outside a transaction.</summary>
    public async Task<ReportFacts> FactsAsync(DbSession session, Validity validity, CancellationToken stop)
    {
        if (Fresh is { } facts) return facts;
        await counting.WaitAsync(stop);
        try
        {
            return Fresh ?? (known = await CountAsync(session, validity, stop));
        }
        finally
        {
            counting.Release();
        }
    }

    /// <summary>Counts anew the next time.</summary>
    internal void Forget() => known = null;

    public void Dispose() => counting.Dispose();

    private ReportFacts? Fresh => known is { } facts && clock.GetUtcNow() - facts.At < Lasts ? facts : null;

    private async Task<ReportFacts> CountAsync(DbSession session, Validity validity, CancellationToken stop)
    {
        var versions = await validity.VersionsAsync(stop);
        var at = clock.GetUtcNow();
        return await session.InTransactionAsync(
            async () =>
            {
                // One picture for all three; room to sort in memory; and no compiling of queries that take less time than that.
                await session.ExecuteAsync("set transaction isolation level repeatable read", [], stop);
                await session.ExecuteAsync("select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)", [], stop);
                var kinds = await KindsAsync(session, stop);
                var (passed, trained) = await PassedAsync(session, versions, kinds, stop);
                return new ReportFacts(at, kinds, passed, trained, await ExpiringAsync(session, versions, validity.Today, stop));
            },
            stop);
    }

    private static Task<List<PeopleKind>> KindsAsync(DbSession session, CancellationToken stop) => session.ListAsync(
        "select district, municipality, domain, function, count(*)::int from learning.learners group by 1, 2, 3, 4 order by 1, 2, 3, 4",
        [], row => new PeopleKind(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Number(4)), stop);

    private static async Task<(Dictionary<string, int[]> Passed, int[] Trained)> PassedAsync(
        DbSession session, VersionValidities versions, List<PeopleKind> kinds, CancellationToken stop)
    {
        const string sql = """
            with version (id, since) as materialized (select * from unnest($1::uuid[], $2::timestamptz[])),
            withdrawn (enrolment_id) as materialized (
                select c.enrolment_id from learning.certificate_revocations r join learning.certificates c on c.id = r.certificate_id),
            valid as materialized (
                select distinct e.member_id, e.module from learning.enrolments e join version v on v.id = e.module_version_id
                where e.passed_at >= v.since and e.passed_at >= $3 and (not exists (select from withdrawn) or e.id not in (select enrolment_id from withdrawn)))
            select l.district, l.municipality, l.domain, l.function, valid.module, count(*)::int
            from valid join learning.learners l on l.member_id = valid.member_id group by 1, 2, 3, 4, 5
            union all
            select l.district, l.municipality, l.domain, l.function, null, count(*)::int
            from learning.learners l where exists (select from valid where valid.member_id = l.member_id) group by 1, 2, 3, 4
            """;
        var numbers = kinds.Select((kind, number) => (kind, number))
            .ToDictionary(pair => (pair.kind.District, pair.kind.Municipality, pair.kind.Domain, pair.kind.Function), pair => pair.number);
        var (passed, trained) = (new Dictionary<string, int[]>(), new int[kinds.Count]);
        var facts = await session.ListAsync(
            sql, [versions.Ids, versions.Since, versions.Oldest],
            row => (Kind: numbers[(row.Text(0), row.Text(1), row.Text(2), row.Text(3))], Module: row.TextOrNull(4), Count: row.Number(5)), stop);
        foreach (var (kind, module, count) in facts)
        {
            var counts = trained;
            if (module is not null && !passed.TryGetValue(module, out counts)) passed[module] = counts = new int[kinds.Count];
            counts![kind] = count;
        }
        return (passed, trained);
    }

    // Only what was passed in the few weeks that expire now is looked at; and then whether it was passed again since.
    private static Task<List<ExpiringFact>> ExpiringAsync(DbSession session, VersionValidities versions, DateOnly today, CancellationToken stop)
    {
        const string sql = """
            with version (id, since, until, months) as materialized (select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[]) as v (id, since, until, months) where months > 0),
            ending as materialized (
                select e.id, e.member_id, e.module, e.passed_at, ((e.passed_at at time zone 'Europe/Amsterdam')::date + make_interval(months => v.months))::date as day
                from learning.enrolments e join version v on v.id = e.module_version_id
                where e.passed_at >= v.since and e.passed_at < v.until and e.passed_at >= (select min(since) from version) and e.passed_at < (select max(until) from version)),
            last as materialized (
                select l.district, ending.member_id, ending.module, ending.day from ending join learning.learners l on l.member_id = ending.member_id
                where not exists (select from learning.enrolments n where n.member_id = ending.member_id and n.module = ending.module and n.passed_at > ending.passed_at)
                    and not exists (select from learning.certificate_revocations r join learning.certificates c on c.id = r.certificate_id where c.enrolment_id = ending.id))
            select district, module, count(*) filter (where day <= $5 + 7)::int, count(*) filter (where day > $5 + 7 and day <= $5 + 30)::int, count(*) filter (where day > $5 + 30)::int
            from last where day between $5 and $5 + 60 group by 1, 2
            union all
            select district, null, count(distinct member_id)::int, 0, 0 from last where day between $5 and $5 + 60 group by 1
            """;
        return session.ListAsync(
            sql, [versions.Ids, versions.Since, versions.SinceAfter, versions.Months, today],
            row => new ExpiringFact(row.Text(0), row.TextOrNull(1), row.Number(2), row.Number(3), row.Number(4)), stop);
    }
}
