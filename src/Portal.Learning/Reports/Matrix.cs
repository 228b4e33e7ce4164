using Portal.Learning.Certificates;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>How somebody stands in a module. What they answered or scored is not part of it, and never will be.</summary>
internal enum CellState
{
    /// <summary>Not begun.</summary>
    None,

    /// <summary>Begun, not passed.</summary>
    Busy,

    /// <summary>Passed, and that still counts.</summary>
    Passed,

    /// <summary>Of a training: was there.</summary>
    Attended,

    /// <summary>Passed, too long ago.</summary>
    Expired,

    /// <summary>Passed or attended, but the certificate was taken back.</summary>
    Withdrawn,
}

/// <summary>A cell of the matrix.</summary>
/// <param name="State">How somebody stands.</param>
/// <param name="On">The day of passing, or of the training.</param>
/// <param name="Until">The last day it counts; null where it does not expire.</param>
internal sealed record MatrixCell(CellState State, DateOnly? On = null, DateOnly? Until = null)
{
    /// <summary>Not begun.</summary>
    public static MatrixCell None { get; } = new(CellState.None);
}

/// <summary>A person in the matrix.</summary>
internal sealed record MatrixRow(
    Guid MemberId, string Name, Guid? OrganisationId, string Organisation, string Municipality, string Function,
    IReadOnlyDictionary<string, MatrixCell> Cells)
{
    /// <summary>The cell of a module or training.</summary>
    public MatrixCell In(string module) => Cells.GetValueOrDefault(module, MatrixCell.None);
}

/// <summary>Which people to show; names may be seen here, so these may be combined.</summary>
/// <param name="OrganisationId">Who work there.</param>
/// <param name="Municipality">Who work there.</param>
/// <param name="Function">Who do that.</param>
internal sealed record MatrixFilter(Guid? OrganisationId = null, string? Municipality = null, string? Function = null)
{
    /// <summary>Id of the module or training that <see cref="States"/> and an order by course are about; null: none.</summary>
    public string? Course { get; init; }

    /// <summary>How people stand in it; none: however they do.</summary>
    public IReadOnlyList<CellState> States { get; init; } = [];
}

/// <summary>In what order.</summary>
internal enum MatrixOrder
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>By where they work.</summary>
    Organisation,

    /// <summary>By the municipality.</summary>
    Municipality,

    /// <summary>By what they do.</summary>
    Function,

    /// <summary>By how they stand in the course of the filter: trained first, and the last who were.</summary>
    Course,
}

/// <summary>In what order, and whether from back to front.</summary>
internal sealed record MatrixSort(MatrixOrder By = MatrixOrder.Name, bool IsReversed = false);

/// <summary>A page of the matrix.</summary>
/// <param name="Rows">People in order of name.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Number">Which page it is: the last one, where a later one was asked for.</param>
/// <param name="Pages">How many there are.</param>
internal sealed record MatrixPage(IReadOnlyList<MatrixRow> Rows, int Total, int Number, int Pages);

/// <summary>
/// Who passed and attended what: person by module and training. Only for who may see names, see <see cref="ReportScope"/> and
/// <see cref="NameViews"/>.
/// </summary>
internal sealed class Matrix(DbSession session, Validity validity)
{
    /// <summary>How many people a page shows.</summary>
    public const int PageSize = 50;

    /// <summary>For so many people sums are made; of more it would take too long, and one looks at groups.</summary>
    public const int MostToSum = 500;

    // How everybody stands in the one course that is asked for, by the rule of a cell: numbers are those of CellState. Without a course it
    // is empty and costs nothing.
    private const string Standing = """
        with version (id, since) as materialized (select * from unnest($5::uuid[], $6::timestamptz[])),
        withdrawn (enrolment_id) as materialized (
            select c.enrolment_id from learning.certificate_revocations r join learning.certificates c on c.id = r.certificate_id
            where c.enrolment_id is not null),
        each_time (member_id, state, at) as (
            select e.member_id, case when w.enrolment_id is not null then 5 when e.passed_at is null then 1
                when e.passed_at >= v.since then 2 else 4 end, e.passed_at
            from learning.enrolments e join version v on v.id = e.module_version_id left join withdrawn w on w.enrolment_id = e.id
            where e.module = $7
            union all
            select a.member_id, case when coalesce((
                select bool_or(r.certificate_id is null) from learning.certificates c
                left join learning.certificate_revocations r on r.certificate_id = c.id
                where c.attendance_id = a.id), true) then 3 else 5 end,
                a.day::timestamp at time zone 'Europe/Amsterdam'
            from learning.attendances a where a.subject = $7 and a.withdrawn_at is null),
        standing (member_id, state, at) as materialized (
            select distinct on (member_id) member_id, state, at from each_time order by member_id, state = 5, at desc nulls last)
        """;

    private static string Filtered(ReportScope scope) => $"""
        from learning.learners l left join standing s on s.member_id = l.member_id
        where {scope.Sql} and ($2::uuid is null or l.organisation_id = $2) and ($3::text is null or l.municipality = $3)
            and ($4::text is null or l.function = $4) and ($8::int[] is null or coalesce(s.state, 0) = any ($8))
        """;

    /// <summary>A page; the first is 1.</summary>
    public async Task<MatrixPage> PageAsync(
        ReportScope scope, MatrixFilter filter, int page, int size = PageSize, MatrixSort? sort = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(filter);
        var values = await ValuesAsync(scope, filter, stop);

        var order = sort ?? new();
        // Counted with the page itself: how twenty thousand people stand in a module is worked out once.
        var people = await RowsAsync(Math.Max(1, page));
        if (people.Count == 0 && page > 1)
        {
            var all = await session.ValueAsync<int>($"{Standing} select count(*)::int {Filtered(scope)}", values, stop);
            people = await RowsAsync(page = PagesOf(all));
        }
        var total = people.Count == 0 ? 0 : people[0].Total;
        var cells = await CellsAsync([.. people.Select(person => person.Row.MemberId)], stop);
        return new(
            [.. people.Select(person => cells.TryGetValue(person.Row.MemberId, out var own) ? person.Row with { Cells = own } : person.Row)],
            total, Math.Clamp(page, 1, PagesOf(total)), PagesOf(total));

        int PagesOf(int count) => Math.Max(1, (count + size - 1) / size);

        Task<List<(MatrixRow Row, int Total)>> RowsAsync(int number) => session.ListAsync(
            $"""
            {Standing}
            select l.member_id, l.name, l.organisation_id, l.organisation, l.municipality, l.function, count(*) over ()::int
            {Filtered(scope)}
            order by
                case when not $12::boolean then
                    case $11::int when 1 then l.organisation when 2 then l.municipality when 3 then l.function end end,
                case when $12 then case $11 when 1 then l.organisation when 2 then l.municipality when 3 then l.function end end desc,
                case when $11 = 4 then case when $12 then -1 else 1 end
                    * case coalesce(s.state, 0) when 2 then 0 when 3 then 0 when 1 then 1 when 4 then 2 when 5 then 3 else 4 end end,
                case when $11 = 4 and not $12 then s.at end desc nulls last, case when $11 = 4 and $12 then s.at end,
                case when $11 = 0 and $12 then l.name end desc, l.name, l.member_id limit $9 offset $10
            """,
            [.. values, size, (number - 1) * size, (int)order.By, order.IsReversed],
            row => (
                new MatrixRow(
                    row.Id(0), row.Text(1), row.GetOrNull<Guid>(2), row.Text(3), row.Text(4), row.Text(5),
                    new Dictionary<string, MatrixCell>()),
                row.Number(6)),
            stop);
    }

    /// <summary>
    /// How many of these people are trained in each module and training, by its id; null where they are too many to sum.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, int>?> SumsAsync(
        ReportScope scope, MatrixFilter filter, int total, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(filter);
        if (total > MostToSum) return null;
        return (await session.ListAsync(
            $"""
            {Standing}, chosen as materialized (select l.member_id {Filtered(scope)})
            select e.module, count(distinct e.member_id)::int
            from chosen join learning.enrolments e on e.member_id = chosen.member_id join version v on v.id = e.module_version_id
            where e.passed_at >= v.since and not exists (select from withdrawn w where w.enrolment_id = e.id) group by e.module
            union all
            select a.subject, count(distinct a.member_id)::int
            from chosen join learning.attendances a on a.member_id = chosen.member_id
            where a.subject is not null and a.withdrawn_at is null and coalesce((
                select bool_or(r.certificate_id is null) from learning.certificates c
                left join learning.certificate_revocations r on r.certificate_id = c.id where c.attendance_id = a.id), true)
            group by a.subject
            """,
            await ValuesAsync(scope, filter, stop), row => (Course: row.Text(0), People: row.Number(1)), stop))
            .ToDictionary(row => row.Course, row => row.People);
    }

    /// <summary>The trainings at which one of these people was.</summary>
    public async Task<IReadOnlySet<string>> TrainingsAsync(ReportScope scope, MatrixFilter filter, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(filter);
        return (await session.ListAsync(
            $"""
            {Standing}, attended as materialized (
                select distinct subject, member_id from learning.attendances where subject is not null and withdrawn_at is null)
            select distinct attended.subject from attended join (select l.member_id {Filtered(scope)}) chosen
                on chosen.member_id = attended.member_id
            """,
            await ValuesAsync(scope, filter, stop), row => row.Text(0), stop)).ToHashSet();
    }

    private async Task<object?[]> ValuesAsync(ReportScope scope, MatrixFilter filter, CancellationToken stop)
    {
        var versions = await validity.VersionsAsync(stop);
        return
        [
            scope.Value, filter.OrganisationId, filter.Municipality, filter.Function, versions.Ids, versions.Since, filter.Course,
            filter.Course is null || filter.States.Count == 0 ? null : filter.States.Select(state => (int)state).ToArray(),
        ];
    }

    /// <summary>Where the people in view work.</summary>
    public async Task<IReadOnlySet<Guid>> OrganisationsAsync(ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return (await session.ListAsync(
            $"select distinct l.organisation_id from learning.learners l where l.organisation_id is not null and {scope.Sql}",
            [scope.Value], row => row.Id(0), stop)).ToHashSet();
    }

    private async Task<Dictionary<Guid, IReadOnlyDictionary<string, MatrixCell>>> CellsAsync(Guid[] members, CancellationToken stop)
    {
        // Of each module the newest pass that stands, else a cycle that was begun, else a pass that was taken back.
        const string sql = """
            select distinct on (e.member_id, e.module) e.member_id, e.module, e.module_version_id, e.passed_at, c.valid_until,
                c.id is not null, r.certificate_id is not null
            from learning.enrolments e
            left join learning.certificates c on c.enrolment_id = e.id
            left join learning.certificate_revocations r on r.certificate_id = c.id
            where e.member_id = any ($1) order by e.member_id, e.module, r.certificate_id is not null, e.passed_at desc nulls last
            """;
        var rows = await session.ListAsync(sql, [members], row => (
            Member: row.Id(0), Module: row.Text(1), Version: row.Id(2), Passed: row.GetOrNull<DateTimeOffset>(3),
            Until: row.GetOrNull<DateOnly>(4),
            HasCertificate: row.Get<bool>(5), Withdrawn: row.Get<bool>(6)), stop);
        var all = new Dictionary<Guid, Dictionary<string, MatrixCell>>();
        var today = validity.Today;
        foreach (var row in rows)
        {
            if (!all.TryGetValue(row.Member, out var cells)) all[row.Member] = cells = [];
            var on = row.Passed is { } passed ? DutchTime.DateOf(passed) : (DateOnly?)null;
            var until = row.HasCertificate ? row.Until
                : on is { } day ? CertificateSnapshot.LastDay(day, await validity.MonthsAsync(row.Version, stop))
                : null;
            cells[row.Module] = on is null ? new(CellState.Busy)
                : new(row.Withdrawn ? CellState.Withdrawn : until < today ? CellState.Expired : CellState.Passed, on, until);
        }
        foreach (var (member, subject, cell) in await AttendedAsync(members, stop))
        {
            if (!all.TryGetValue(member, out var cells)) all[member] = cells = [];
            cells[subject] = cell;
        }
        return all.ToDictionary(member => member.Key, member => (IReadOnlyDictionary<string, MatrixCell>)member.Value);
    }

    // Of each training the newest day that stands, else one of which the certificate was taken back.
    private Task<List<(Guid Member, string Subject, MatrixCell Cell)>> AttendedAsync(Guid[] members, CancellationToken stop) =>
        session.ListAsync(
            """
            select distinct on (a.member_id, a.subject) a.member_id, a.subject, a.day, granted.counts
            from learning.attendances a cross join lateral (
                select coalesce(bool_or(r.certificate_id is null), true) from learning.certificates c
                left join learning.certificate_revocations r on r.certificate_id = c.id where c.attendance_id = a.id) as granted (counts)
            where a.member_id = any ($1) and a.subject is not null and a.withdrawn_at is null
            order by a.member_id, a.subject, granted.counts desc, a.day desc
            """,
            [members],
            row => (
                row.Id(0), row.Text(1),
                new MatrixCell(row.Get<bool>(3) ? CellState.Attended : CellState.Withdrawn, row.Get<DateOnly>(2))),
            stop);
}
