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
internal sealed record MatrixFilter(Guid? OrganisationId = null, string? Municipality = null, string? Function = null);

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

    private static string Filtered(ReportScope scope) => $"""
        from learning.learners l
        where {scope.Sql} and ($2::uuid is null or l.organisation_id = $2) and ($3::text is null or l.municipality = $3)
            and ($4::text is null or l.function = $4)
        """;

    /// <summary>A page; the first is 1.</summary>
    public async Task<MatrixPage> PageAsync(
        ReportScope scope, MatrixFilter filter, int page, int size = PageSize, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(filter);
        object?[] values = [scope.Value, filter.OrganisationId, filter.Municipality, filter.Function];

        var total = await session.ValueAsync<int>($"select count(*)::int {Filtered(scope)}", values, stop);
        var pages = Math.Max(1, (total + size - 1) / size);
        page = Math.Clamp(page, 1, pages);

        var people = await session.ListAsync(
            $"""
            select member_id, name, organisation_id, organisation, municipality, function {Filtered(scope)}
            order by name, member_id limit $5 offset $6
            """,
            [.. values, size, (page - 1) * size],
            row => new MatrixRow(
                row.Id(0), row.Text(1), row.GetOrNull<Guid>(2), row.Text(3), row.Text(4), row.Text(5),
                new Dictionary<string, MatrixCell>()),
            stop);
        var cells = await CellsAsync([.. people.Select(person => person.MemberId)], stop);
        return new(
            [.. people.Select(person => cells.TryGetValue(person.MemberId, out var own) ? person with { Cells = own } : person)], total,
            page, pages);
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
