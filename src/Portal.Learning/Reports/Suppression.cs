namespace Portal.Learning.Reports;

/// <summary>
/// What a report may show without telling of one person. Pure. Three rules:
/// a group of fewer than five is never shown by itself, but together with others; what is shown cannot be subtracted from each other
/// to get at such a group, neither within a list nor between two; and where all or none of fewer than ten people passed, that is not
/// said, and cannot be computed from what is said around it.
/// </summary>
/// <remarks>
/// The rules take it that every number shown is exact; the pages round percentages to five on top of that. What everyone in
/// view did (or did not) is no secret of a small group: where that is ten people or more and the same for all, it is said.
/// </remarks>
internal static class Suppression
{
    /// <summary>Fewer people are not shown by themselves.</summary>
    public const int FewestPeople = 5;

    /// <summary>Of fewer people it is not said that all or none of them did something; of fewer, nothing is told of answers.</summary>
    public const int FewestForAnswers = 10;

    /// <summary>The lists as they may be shown; null when there are too few people for any.</summary>
    public static ReportGroups? Group(IReadOnlyList<PeopleKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        if (kinds.Sum(kind => kind.People) < FewestPeople) return null;
        var together = new HashSet<(Grouping, string)>();
        while (true)
        {
            var groups = ReportGroups.Of(kinds, together);
            if ((TooSmall(groups) ?? LeavesTooFew(groups)) is not { } one) return groups;
            together.Add((one.Grouping!.Value, one.Key!));
        }
    }

    /// <summary>The lines of which it is not said how many did something.</summary>
    /// <param name="groups">The lists.</param>
    /// <param name="did">How many of each line did it.</param>
    public static IReadOnlySet<ReportGroup> Hidden(ReportGroups groups, Func<ReportGroup, int> did)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(did);
        var tells = groups.All.Where(group => group.People < FewestForAnswers && SaysItOfAll(group, did(group))).ToHashSet();
        if (tells.Contains(groups.Everyone)) return groups.All.ToHashSet();
        if (SaysItOfAll(groups.Everyone, did(groups.Everyone))) return tells;

        var hidden = tells.ToHashSet();
        foreach (var tree in new[] { groups.Lists[Grouping.District].Concat(groups.Lists[Grouping.Municipality]),
            groups.Lists[Grouping.Domain], groups.Lists[Grouping.Function] })
        {
            var lines = tree.ToList();
            while (Exposed(groups.Everyone, lines, tells, hidden, did) is { } one && Shield(one, lines, hidden) is { } other)
                hidden.Add(other);
        }
        return hidden;
    }

    private static bool SaysItOfAll(ReportGroup group, int did) => did == 0 || did == group.People;

    // A small group, or one to go with small groups that would otherwise be alone or still too few.
    private static ReportGroup? TooSmall(ReportGroups groups)
    {
        foreach (var siblings in groups.Lists.Values.SelectMany(list => list.GroupBy(group => group.Parent!)))
        {
            var own = siblings.Where(group => !group.IsRest).OrderBy(group => group.People).ToList();
            if (own.Count == 0) continue;
            var rest = siblings.FirstOrDefault(group => group.IsRest);
            if (own[0].People < FewestPeople || (rest is not null && (rest.Keys.Count < 2 || rest.People < FewestPeople))) return own[0];
        }
        return null;
    }

    // A group of one list that is all of a group of another but for a few: their difference would be those few.
    private static ReportGroup? LeavesTooFew(ReportGroups groups)
    {
        foreach (var whole in groups.All)
        {
            foreach (var list in groups.Lists.Values)
            {
                var inside = PartsOf(whole, list, groups.Kinds);
                if (whole.People - inside.Sum(group => group.People) is not (> 0 and < FewestPeople)) continue;
                // Parts first: it costs the least. A rest cannot grow but by what stands beside it.
                return Smallest(inside) ?? (whole is { Grouping: not null, IsRest: false } ? whole : null)
                    ?? Smallest(
                        groups.All.Where(
                            group => group.Grouping is not null && group.Grouping == whole.Grouping && group.Parent == whole.Parent))
                    ?? Smallest(list);
            }
        }
        return null;
    }

    private static ReportGroup? Smallest(IEnumerable<ReportGroup> groups) =>
        groups.Where(group => !group.IsRest).MinBy(group => group.People);

    private static List<ReportGroup> PartsOf(ReportGroup whole, IReadOnlyList<ReportGroup> list, IReadOnlyList<PeopleKind> kinds)
    {
        var within = whole.Kinds.ToHashSet();
        return
        [
            .. list.Where(
                group => group.People <= whole.People && group.Kinds.All(kind => kinds[kind].People == 0 || within.Contains(kind))),
        ];
    }

    // A line that tells of few people, hidden, but with one value left that it can have.
    private static ReportGroup? Exposed(
        ReportGroup everyone, List<ReportGroup> lines, HashSet<ReportGroup> tells, HashSet<ReportGroup> hidden, Func<ReportGroup, int> did)
    {
        var children = lines.ToLookup(line => line.Parent!);
        var range = new Dictionary<ReportGroup, (int Low, int High)>();
        Upwards(everyone);
        Downwards(everyone);
        return lines.Find(line => tells.Contains(line) && range[line].Low == range[line].High);

        // What a line can be by itself and by its parts ...
        void Upwards(ReportGroup line)
        {
            foreach (var child in children[line]) Upwards(child);
            var (lowest, highest) = hidden.Contains(line) ? (0, line.People) : (did(line), did(line));
            range[line] = !children[line].Any() ? (lowest, highest)
                : (
                    Math.Max(lowest, children[line].Sum(child => range[child].Low)),
                    Math.Min(highest, children[line].Sum(child => range[child].High)));
        }

        // ... and by what it is part of, less the parts beside it.
        void Downwards(ReportGroup line)
        {
            var (low, high) = (children[line].Sum(child => range[child].Low), children[line].Sum(child => range[child].High));
            var made = children[line].Select(child => (Child: child,
                Low: Math.Max(range[child].Low, range[line].Low - (high - range[child].High)),
                High: Math.Min(range[child].High, range[line].High - (low - range[child].Low)))).ToList();
            foreach (var (child, lowest, highest) in made) range[child] = (lowest, highest);
            foreach (var child in children[line]) Downwards(child);
        }
    }

    // The next line to hide as well: the nearest, then the smallest.
    private static ReportGroup? Shield(ReportGroup exposed, List<ReportGroup> lines, HashSet<ReportGroup> hidden)
    {
        var isOpenBelow = lines.Exists(line => line.Parent == exposed)
            && !lines.Exists(line => line.Parent == exposed && hidden.Contains(line));
        return lines.Where(line => !hidden.Contains(line)).OrderBy(Distance).ThenBy(line => line.People).FirstOrDefault();

        int Distance(ReportGroup line) =>
            line.Parent == exposed ? (isOpenBelow ? 0 : 3) : line.Parent == exposed.Parent ? 1 : line == exposed.Parent ? 2 : 3;
    }
}
