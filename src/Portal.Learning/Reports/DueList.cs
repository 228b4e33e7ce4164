using Portal.Learning.Progress;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;

namespace Portal.Learning.Reports;

/// <summary>Each night, after people were counted: whom one could remind.</summary>
internal sealed record FindDue;

/// <summary>
/// Which of the people in view; names may be seen here, so these may be combined.
/// </summary>
/// <param name="Modules">Modules that one can still do.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="OrganisationId">Where they work.</param>
/// <param name="Municipality">For which municipality.</param>
/// <param name="Function">As what.</param>
internal sealed record DueFilter(
    IReadOnlyList<string> Modules, DateOnly From, DateOnly Until, Guid? OrganisationId = null, string? Municipality = null,
    string? Function = null);

/// <summary>Somebody and a module.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="OrganisationId">Where they work.</param>
/// <param name="Organisation">What that was called.</param>
/// <param name="Municipality">For which municipality.</param>
/// <param name="Function">As what.</param>
/// <param name="Module">Of what.</param>
/// <param name="Day">The last day it counts; of what was left: the day they were in it last.</param>
/// <param name="RemindedAt">When somebody of the office last reminded them of it.</param>
internal sealed record DueRow(
    Guid MemberId, string Name, Guid? OrganisationId, string Organisation, string Municipality, string Function, string Module,
    DateOnly Day, DateTimeOffset? RemindedAt);

/// <summary>A part of the list.</summary>
/// <param name="Rows">In order of day.</param>
/// <param name="Total">How many lines there are in all.</param>
/// <param name="People">Of how many people.</param>
/// <param name="Number">Which page it is.</param>
/// <param name="Pages">How many there are.</param>
internal sealed record DuePart(IReadOnlyList<DueRow> Rows, int Total, int People, int Number, int Pages);

/// <summary>Somebody to remind of one module.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="Module">Of what.</param>
/// <param name="Day">As in <see cref="DueRow"/>.</param>
/// <param name="HeardLately">Somebody of the office reminded them only just.</param>
internal sealed record DueLine(Guid MemberId, string Module, DateOnly Day, bool HeardLately);

/// <summary>
/// Whom one could remind, by name: only for who may see names, see <see cref="ReportScope"/> and <see cref="NameViews"/>. Found once a
/// night: on four million enrolments it takes seconds. Who passes a module is off the list at that moment.
/// </summary>
internal sealed class DueList(DbSession session, Validity validity) : IJob<FindDue>, IHandle<EnrolmentPassed>
{
    /// <summary>How many lines a page shows.</summary>
    public const int PageSize = 50;

    // A reminder that counts as one: its mail is written, or will be.
    private const string Heard = """
        from learning.office_reminder_lines s join learning.office_reminders r on r.id = s.reminder_id
        where s.member_id = d.member_id and r.kind = d.kind and coalesce(s.outcome, 'mailed') = 'mailed'
        """;

    private static string Filtered(ReportScope scope) => $"""
        from learning.due d join learning.learners l on l.member_id = d.member_id
        where {scope.Sql} and d.kind = $2 and d.module = any ($3) and d.day between $4 and $5
            and ($6::uuid is null or l.organisation_id = $6) and ($7::text is null or l.municipality = $7)
            and ($8::text is null or l.function = $8)
        """;

    /// <summary>A page; the first is 1.</summary>
    public async Task<DuePart> PageAsync(
        ReportScope scope, DueKind kind, DueFilter filter, int page, int size = PageSize, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var values = ValuesOf(scope, kind, filter);
        var (total, people) = await session.FirstAsync(
            $"select count(*)::int, count(distinct d.member_id)::int {Filtered(scope)}", values,
            row => (row.Number(0), row.Number(1)), stop);
        var pages = Math.Max(1, (total + size - 1) / size);
        page = Math.Clamp(page, 1, pages);
        var rows = await session.ListAsync(
            $"""
            with part as (
                select d.kind, d.member_id, l.name, l.organisation_id, l.organisation, l.municipality, l.function, d.module, d.day
                {Filtered(scope)} order by d.day, l.name, d.member_id, d.module limit $9 offset $10)
            select d.member_id, d.name, d.organisation_id, d.organisation, d.municipality, d.function, d.module, d.day,
                (select max(r.sent_at) {Heard} and s.module = d.module)
            from part d order by d.day, d.name, d.member_id, d.module
            """,
            [.. values, size, (page - 1) * size],
            row => new DueRow(
                row.Id(0), row.Text(1), row.GetOrNull<Guid>(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Get<DateOnly>(7),
                row.GetOrNull<DateTimeOffset>(8)),
            stop);
        return new(rows, total, people, page, pages);
    }

    /// <summary>All lines of the list that are still true at this moment.</summary>
    /// <param name="scope">Whose learning may be seen.</param>
    /// <param name="kind">Of which list.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="lately">Whoever was reminded after this moment heard of it only just.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IReadOnlyList<DueLine>> LinesAsync(
        ReportScope scope, DueKind kind, DueFilter filter, DateTimeOffset lately, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return await session.ListAsync(
            $"""
            select d.member_id, d.module, d.day, exists (select {Heard} and r.sent_at > $9)
            {Filtered(scope)} and not exists (
                select from learning.enrolments e where e.member_id = d.member_id and e.module = d.module and d.kind = 'stuck'
                    and e.last_seen_at > $10)
            order by d.member_id, d.day, d.module
            """,
            [.. ValuesOf(scope, kind, filter), lately, StartOf(validity.Today.AddDays(-DueKind.DaysAway + 1))],
            row => new DueLine(row.Id(0), row.Text(1), row.Get<DateOnly>(2), row.Get<bool>(3)), stop);
    }

    /// <summary>Where the people on a list work.</summary>
    public async Task<IReadOnlySet<Guid>> OrganisationsAsync(ReportScope scope, DueKind kind, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return (await session.ListAsync(
            $"""
            select distinct l.organisation_id from learning.due d join learning.learners l on l.member_id = d.member_id
            where {scope.Sql} and d.kind = $2 and l.organisation_id is not null
            """,
            [scope.Value, kind.Key], row => row.Id(0), stop)).ToHashSet();
    }

    /// <summary>Whoever passed has nothing left to be reminded of in that module.</summary>
    public Task HandleAsync(EnrolmentPassed happened, CancellationToken stop) => session.ExecuteAsync(
        "delete from learning.due where member_id = $1 and module = $2",
        [happened.Enrolment.MemberId, happened.Enrolment.Module], stop);

    /// <summary>Finds them all anew.</summary>
    public async Task RunAsync(FindDue args, JobRun run, CancellationToken stop)
    {
        var versions = await validity.VersionsAsync(stop);
        var today = validity.Today;
        await session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync("select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)", [], stop);
                await session.ExecuteAsync("delete from learning.due", [], stop);
                await FindExpiringAsync(versions, today, stop);
                await FindStuckAsync(versions, today, stop);
            },
            stop);
    }

    // As the counts of what expires: passed, not passed again since, and not taken back.
    private Task FindExpiringAsync(VersionValidities versions, DateOnly today, CancellationToken stop) => session.ExecuteAsync(
        """
        with version (id, since, until, months) as materialized (
            select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[]) as v (id, since, until, months)
            where months > 0),
        ending as materialized (
            select e.id, e.member_id, e.module, e.passed_at,
                ((e.passed_at at time zone 'Europe/Amsterdam')::date + make_interval(months => v.months))::date as day
            from learning.enrolments e join version v on v.id = e.module_version_id
            where e.passed_at >= v.since and e.passed_at < v.until
                and e.passed_at >= (select min(since) from version) and e.passed_at < (select max(until) from version))
        insert into learning.due (kind, member_id, module, day)
        select 'expires', ending.member_id, ending.module, max(ending.day) from ending
        where ending.day between $5::date - $6::int and $5::date + $7::int
            and exists (select from learning.learners l where l.member_id = ending.member_id)
            and not exists (
                select from learning.enrolments n
                where n.member_id = ending.member_id and n.module = ending.module and n.passed_at > ending.passed_at)
            and not exists (
                select from learning.certificate_revocations r join learning.certificates c on c.id = r.certificate_id
                where c.enrolment_id = ending.id)
        group by ending.member_id, ending.module on conflict do nothing
        """,
        [
            versions.Ids,
            versions.Months.Select(months => Validity.Since(OrEver(months), today.AddDays(-DueKind.DaysAfter))).ToArray(),
            versions.SinceAfter, versions.Months, today, DueKind.DaysAfter, Expiring.Days,
        ],
        stop);

    // The last time somebody began it; and what they passed before does not count any more.
    private Task FindStuckAsync(VersionValidities versions, DateOnly today, CancellationToken stop) => session.ExecuteAsync(
        """
        with version (id, since) as materialized (select * from unnest($1::uuid[], $2::timestamptz[])),
        begun as materialized (
            select e.member_id, e.module, e.cycle, e.last_seen_at from learning.enrolments e
            where e.passed_at is null and e.last_seen_at >= $3 and e.last_seen_at < $4)
        insert into learning.due (kind, member_id, module, day)
        select 'stuck', begun.member_id, begun.module, (begun.last_seen_at at time zone 'Europe/Amsterdam')::date from begun
        where exists (select from learning.learners l where l.member_id = begun.member_id)
            and not exists (
                select from learning.enrolments n
                where n.member_id = begun.member_id and n.module = begun.module and n.cycle > begun.cycle)
            and not exists (
                select from learning.enrolments p join version v on v.id = p.module_version_id
                where p.member_id = begun.member_id and p.module = begun.module and p.passed_at >= v.since)
        on conflict do nothing
        """,
        [
            versions.Ids, versions.Since, StartOf(today.AddDays(-DueKind.MostDaysAway)), StartOf(today.AddDays(-DueKind.DaysAway + 1)),
        ],
        stop);

    private static object?[] ValuesOf(ReportScope scope, DueKind kind, DueFilter filter) =>
    [
        scope.Value, kind.Key, filter.Modules.ToArray(), filter.From, filter.Until, filter.OrganisationId, filter.Municipality,
        filter.Function,
    ];

    private static int? OrEver(int months) => months == 0 ? null : months;

    private static DateTimeOffset StartOf(DateOnly day) => DutchTime.MomentOf(day.ToDateTime(TimeOnly.MinValue)).ToUniversalTime();
}
