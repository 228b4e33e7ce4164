using Portal.Learning.Exercises.Scoring;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>How many people are trained: passed, and not expired. Every number went through <see cref="Suppression"/>.</summary>
internal sealed class Coverage(PeopleCounts counts, DbSession session)
{
    /// <summary>
    /// The people in view and who of them passed what, as it was counted last; null when they are too few to say anything of, and
    /// before the first count.
    /// </summary>
    /// <exception cref="ArgumentException">Of an organisation there is no such report: it would be a few people.</exception>
    public async Task<CoverageReport?> OfAsync(ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.IsOrganisation) throw new ArgumentException("Only a district or the region is covered.", nameof(scope));
        if (await counts.NewestAsync(session, stop) is not { } facts) return null;
        var inView = Enumerable.Range(0, facts.Kinds.Count)
            .Where(kind => scope.District is null || facts.Kinds[kind].District == scope.District).ToArray();
        return Suppression.Group([.. inView.Select(kind => facts.Kinds[kind])]) is { } groups
            ? new CoverageReport(groups, facts, inView)
            : null;
    }
}

/// <summary>People in lists, and what of them may be said.</summary>
internal sealed class CoverageReport
{
    private readonly ReportFacts facts;
    private readonly int[] inView;
    private readonly Dictionary<string, IReadOnlySet<ReportGroup>> hidden = [];

    internal CoverageReport(ReportGroups groups, ReportFacts facts, int[] inView) =>
        (Groups, this.facts, this.inView) = (groups, facts, inView);

    /// <summary>The lists.</summary>
    public ReportGroups Groups { get; }

    /// <summary>When it was counted, UTC.</summary>
    public DateTimeOffset At => facts.At;

    /// <summary>How many of everyone in view are trained in one module or more; null where that is not said.</summary>
    public int? Trained
    {
        get
        {
            var (trained, people) = (inView.Sum(kind => facts.Trained[kind]), Groups.Everyone.People);
            return people < Suppression.FewestForAnswers && (trained == 0 || trained == people) ? null : trained;
        }
    }

    /// <summary>Share of a line that is trained in a module, in steps of five per cent; null where that is not said.</summary>
    public int? PercentOf(ReportGroup group, string module)
    {
        ArgumentNullException.ThrowIfNull(group);
        return IsHidden(group, module) ? null : Percent.InFives(Passed(group, module), group.People);
    }

    /// <summary>How many of everyone in view are trained in a module; null where that is not said.</summary>
    public int? TrainedIn(string module) => IsHidden(Groups.Everyone, module) ? null : Passed(Groups.Everyone, module);

    private bool IsHidden(ReportGroup group, string module)
    {
        if (!hidden.TryGetValue(module, out var lines)) hidden[module] = lines = Suppression.Hidden(Groups, line => Passed(line, module));
        return lines.Contains(group);
    }

    private int Passed(ReportGroup group, string module) =>
        facts.Passed.TryGetValue(module, out var counts) ? group.Kinds.Sum(kind => counts[inView[kind]]) : 0;
}
