using System.Text.Json;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Learning.Reports;

/// <summary>
/// The counts behind the reports, of the whole region at one moment. Nothing of it is shown but through <see cref="Suppression"/>.
/// </summary>
/// <param name="At">When it was counted, UTC.</param>
/// <param name="Kinds">Kinds of people.</param>
/// <param name="Passed">By module and training: how many of each kind are trained.</param>
/// <param name="Trained">How many of each kind are trained in one of them or more.</param>
/// <param name="Expiring">What expires, by district and module; those of a module that is null are people.</param>
internal sealed record ReportFacts(
    DateTimeOffset At, IReadOnlyList<PeopleKind> Kinds, IReadOnlyDictionary<string, int[]> Passed, int[] Trained,
    IReadOnlyList<ExpiringFact> Expiring)
{
    /// <summary>Where people leave modules; null in a count of before this was counted.</summary>
    public IReadOnlyList<LeavingFact>? Leaving { get; init; }
}

/// <summary>How many expire within 7 days, from 8 to 30, and from 31 to 60.</summary>
internal sealed record ExpiringFact(string District, string? Module, int Week, int Month, int TwoMonths);

/// <summary>Each night: how many people there are, and what they passed.</summary>
internal sealed record CountPeople;

/// <summary>
/// Counts, once a night: on four million enrolments it takes seconds, which nobody who opens a page waits for; and who looks again and
/// again does not see the figures move with a single person. The last count of each quarter stays, for a trend.
/// </summary>
internal sealed class PeopleCounter(
    DbSession session, Validity validity, Quarters quarters, JobQueue jobs, TimeProvider clock) : IJob<CountPeople>
{
    public async Task RunAsync(CountPeople args, JobRun run, CancellationToken stop)
    {
        var facts = await CountAsync(null, stop);
        await session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync(
                    """
                    insert into learning.report_counts (counted_at, facts) values ($1, $2::jsonb)
                    on conflict (counted_at) do update set facts = excluded.facts
                    """,
                    [facts.At, JsonSerializer.Serialize(facts)], stop);
                await session.ExecuteAsync(
                    """
                    delete from learning.report_counts old where exists (
                        select from learning.report_counts newer where newer.counted_at > old.counted_at
                            and date_trunc('quarter', newer.counted_at at time zone 'Europe/Amsterdam')
                                = date_trunc('quarter', old.counted_at at time zone 'Europe/Amsterdam'))
                    """,
                    [], stop);
                // Who was counted among what expires stands on the list of names as well.
                await jobs.EnqueueAsync(new FindDue(), new JobOptions { Key = "counted" }, stop);
            },
            stop);
        var quarter = Quarter.Of(facts.At);
        await quarters.FillAsync(quarter, at => CountAsync(at, stop), stop);
        await quarters.KeepAsync(facts, quarter, stop);
    }

    // As it is; or as it was at a moment, by when people came and when they passed. Where they worked then nobody knows any more.
    private async Task<ReportFacts> CountAsync(DateTimeOffset? then, CancellationToken stop)
    {
        var at = then ?? clock.GetUtcNow();
        // The end of a quarter is the first moment of the next: what counts is the day before.
        var day = then is null ? validity.Today : DutchTime.DateOf(at).AddDays(-1);
        var versions = await validity.VersionsAsync(day, stop);
        return await session.InTransactionAsync(
            async () =>
            {
                // One picture for all three; room to sort in memory; and no compiling of queries that take less time than that.
                await session.ExecuteAsync("set transaction isolation level repeatable read", [], stop);
                await session.ExecuteAsync("select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)", [], stop);
                var kinds = await KindsAsync(then, stop);
                var (passed, trained) = await PassedAsync(versions, kinds, then, stop);
                return new ReportFacts(at, kinds, passed, trained, then is null ? await ExpiringAsync(versions, day, stop) : [])
                {
                    Leaving = then is null ? await Leaving.CountAsync(session, at, stop) : null,
                };
            },
            stop);
    }

    private Task<List<PeopleKind>> KindsAsync(DateTimeOffset? then, CancellationToken stop) => session.ListAsync(
        """
        select district, municipality, domain, function, count(*)::int from learning.learners
        where $1::timestamptz is null or joined_at is null or joined_at < $1 group by 1, 2, 3, 4 order by 1, 2, 3, 4
        """,
        [then], row => new PeopleKind(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Number(4)), stop);

    private async Task<(Dictionary<string, int[]> Passed, int[] Trained)> PassedAsync(
        VersionValidities versions, List<PeopleKind> kinds, DateTimeOffset? then, CancellationToken stop)
    {
        const string sql = """
            with version (id, since) as materialized (select * from unnest($1::uuid[], $2::timestamptz[])),
            withdrawn (enrolment_id) as materialized (
                select c.enrolment_id from learning.certificate_revocations r join learning.certificates c on c.id = r.certificate_id
                where c.enrolment_id is not null and ($4::timestamptz is null or r.revoked_at < $4)),
            valid as materialized (
                select distinct e.member_id, e.module from learning.enrolments e join version v on v.id = e.module_version_id
                where e.passed_at >= v.since and e.passed_at >= $3 and ($4::timestamptz is null or e.passed_at < $4)
                    and (not exists (select from withdrawn) or e.id not in (select enrolment_id from withdrawn))
                union all
                select distinct a.member_id, a.subject from learning.attendances a
                where a.subject is not null and (a.withdrawn_at is null or a.withdrawn_at >= $4)
                    and ($4::timestamptz is null or a.attended_at < $4) and coalesce((
                    select bool_or(r.certificate_id is null or r.revoked_at >= $4) from learning.certificates c
                    left join learning.certificate_revocations r on r.certificate_id = c.id where c.attendance_id = a.id), true))
            select l.district, l.municipality, l.domain, l.function, valid.module, count(*)::int
            from valid join learning.learners l on l.member_id = valid.member_id
            where $4::timestamptz is null or l.joined_at is null or l.joined_at < $4 group by 1, 2, 3, 4, 5
            union all
            select l.district, l.municipality, l.domain, l.function, null, count(*)::int
            from learning.learners l where exists (select from valid where valid.member_id = l.member_id)
                and ($4::timestamptz is null or l.joined_at is null or l.joined_at < $4) group by 1, 2, 3, 4
            """;
        var numbers = kinds.Select((kind, number) => (kind, number))
            .ToDictionary(pair => (pair.kind.District, pair.kind.Municipality, pair.kind.Domain, pair.kind.Function), pair => pair.number);
        var (passed, trained) = (new Dictionary<string, int[]>(), new int[kinds.Count]);
        var facts = await session.ListAsync(
            sql, [versions.Ids, versions.Since, versions.Oldest, then],
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
    private Task<List<ExpiringFact>> ExpiringAsync(VersionValidities versions, DateOnly today, CancellationToken stop)
    {
        const string sql = """
            with version (id, since, until, months) as materialized (
                select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[]) as v (id, since, until, months) where months > 0),
            ending as materialized (
                select e.id, e.member_id, e.module, e.passed_at,
                    ((e.passed_at at time zone 'Europe/Amsterdam')::date + make_interval(months => v.months))::date as day
                from learning.enrolments e join version v on v.id = e.module_version_id
                where e.passed_at >= v.since and e.passed_at < v.until
                    and e.passed_at >= (select min(since) from version) and e.passed_at < (select max(until) from version)),
            last as materialized (
                select l.district, ending.member_id, ending.module, ending.day from ending join learning.learners l on l.member_id = ending.member_id
                where not exists (
                        select from learning.enrolments n
                        where n.member_id = ending.member_id and n.module = ending.module and n.passed_at > ending.passed_at)
                    and not exists (
                        select from learning.certificate_revocations r join learning.certificates c on c.id = r.certificate_id
                        where c.enrolment_id = ending.id))
            select district, module, count(*) filter (where day <= $5::date + 7)::int,
                count(*) filter (where day > $5::date + 7 and day <= $5::date + 30)::int, count(*) filter (where day > $5::date + 30)::int
            from last where day between $5::date and $5::date + 60 group by 1, 2
            union all
            select district, null, count(distinct member_id)::int, 0, 0 from last where day between $5::date and $5::date + 60 group by 1
            """;
        return session.ListAsync(
            sql, [versions.Ids, versions.Since, versions.SinceAfter, versions.Months, today],
            row => new ExpiringFact(row.Text(0), row.TextOrNull(1), row.Number(2), row.Number(3), row.Number(4)), stop);
    }
}
