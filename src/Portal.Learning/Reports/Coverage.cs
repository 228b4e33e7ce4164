using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>How many people are trained: passed, and not expired. Every number went through <see cref="Suppression"/>.</summary>
public sealed class Coverage
{
    private readonly DbSession session;
    private readonly Validity validity;

    internal Coverage(DbSession session, Validity validity) => (this.session, this.validity) = (session, validity);

    /// <summary>The people in view and who of them passed what; null when they are too few to say anything of.</summary>
    public async Task<CoverageReport?> OfAsync(ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var kinds = await KindsAsync(scope, stop);
        if (Suppression.Group(kinds) is not { } groups) return null;

        var numbers = kinds.Select((kind, number) => (kind, number)).ToDictionary(pair => (pair.kind.District, pair.kind.Municipality, pair.kind.Domain, pair.kind.Function), pair => pair.number);
        var passed = new Dictionary<string, int[]>();
        var (versions, since) = await validity.ValuesAsync(stop);
        await using var command = await session.CommandAsync(
            $"""
            with {Validity.Sql}
            select l.district, l.municipality, l.domain, l.function, valid.module, count(*)::int
            from valid join learning.learners l on l.member_id = valid.member_id where {scope.Sql} group by 1, 2, 3, 4, 5
            """, [scope.Value, versions, since], stop);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            // Somebody may have become a member between the two queries: not counted yet.
            if (!numbers.TryGetValue((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)), out var kind)) continue;
            if (!passed.TryGetValue(reader.GetString(4), out var counts)) passed[reader.GetString(4)] = counts = new int[kinds.Count];
            counts[kind] = Math.Min(kinds[kind].People, reader.GetInt32(5));
        }
        return new CoverageReport(groups, passed);
    }

    /// <summary>How many people are trained in one module or more.</summary>
    public async Task<int> TrainedAsync(ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var (versions, since) = await validity.ValuesAsync(stop);
        await using var command = await session.CommandAsync(
            $"with {Validity.Sql} select count(distinct l.member_id)::int from learning.learners l join valid on valid.member_id = l.member_id where {scope.Sql}",
            [scope.Value, versions, since], stop);
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    private async Task<List<PeopleKind>> KindsAsync(ReportScope scope, CancellationToken stop)
    {
        await using var command = await session.CommandAsync(
            $"select l.district, l.municipality, l.domain, l.function, count(*)::int from learning.learners l where {scope.Sql} group by 1, 2, 3, 4 order by 1, 2, 3, 4", [scope.Value], stop);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var kinds = new List<PeopleKind>();
        while (await reader.ReadAsync(stop)) kinds.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4)));
        return kinds;
    }
}

/// <summary>People in lists, and what of them may be said.</summary>
public sealed class CoverageReport
{
    private readonly IReadOnlyDictionary<string, int[]> passed;
    private readonly Dictionary<string, IReadOnlySet<ReportGroup>> hidden = [];

    internal CoverageReport(ReportGroups groups, IReadOnlyDictionary<string, int[]> passed) => (Groups, this.passed) = (groups, passed);

    /// <summary>The lists.</summary>
    public ReportGroups Groups { get; }

    /// <summary>Share of a line that is trained in a module, in steps of five per cent; null where that is not said.</summary>
    public int? PercentOf(ReportGroup group, string module)
    {
        ArgumentNullException.ThrowIfNull(group);
        return IsHidden(group, module) ? null : Suppression.Rounded(Passed(group, module), group.People);
    }

    /// <summary>How many of everyone in view are trained in a module; null where that is not said.</summary>
    public int? TrainedIn(string module) => IsHidden(Groups.Everyone, module) ? null : Passed(Groups.Everyone, module);

    private bool IsHidden(ReportGroup group, string module)
    {
        if (!hidden.TryGetValue(module, out var lines)) hidden[module] = lines = Suppression.Hidden(Groups, line => Passed(line, module));
        return lines.Contains(group);
    }

    private int Passed(ReportGroup group, string module) => passed.TryGetValue(module, out var counts) ? group.Kinds.Sum(kind => counts[kind]) : 0;
}
