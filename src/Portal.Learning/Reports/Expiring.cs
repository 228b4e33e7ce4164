using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>
/// How many certificates of a module expire when. Null is fewer than five, none among them: there are no totals to subtract from.
/// </summary>
/// <param name="Week">Within 7 days.</param>
/// <param name="Month">From 8 to 30 days.</param>
/// <param name="TwoMonths">From 31 to 60 days.</param>
internal sealed record ExpiringModule(int? Week, int? Month, int? TwoMonths);

/// <summary>What expires, as it was counted.</summary>
/// <param name="At">When, UTC; null before the first count.</param>
/// <param name="People">How many people have something that expires within the days we look ahead; null for fewer than five.</param>
/// <param name="Modules">Each module of which something expires.</param>
internal sealed record ExpiringReport(DateTimeOffset? At, int? People, IReadOnlyDictionary<string, ExpiringModule> Modules);

/// <summary>What expires soon. Somebody who renewed early has nothing that expires.</summary>
internal sealed class Expiring(PeopleCounts counts, DbSession session)
{
    /// <summary>How far ahead we look, in days.</summary>
    public const int Days = 60;

    /// <summary>What expires in a district or the region.</summary>
    /// <exception cref="ArgumentException">Of an organisation nothing is counted: who may see it sees names.</exception>
    public async Task<ExpiringReport> OfAsync(ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.IsOrganisation) throw new ArgumentException("Only a district or the region is counted.", nameof(scope));
        var facts = await counts.NewestAsync(session, stop);
        var inView = facts?.Expiring.Where(fact => scope.District is null || fact.District == scope.District).ToLookup(fact => fact.Module)
            ?? Enumerable.Empty<ExpiringFact>().ToLookup(fact => fact.Module);
        return new ExpiringReport(
            facts?.At, Enough(inView[null].Sum(fact => fact.Week)),
            inView.Where(module => module.Key is not null).ToDictionary(
                module => module.Key!,
                module => new ExpiringModule(
                    Enough(module.Sum(fact => fact.Week)), Enough(module.Sum(fact => fact.Month)),
                    Enough(module.Sum(fact => fact.TwoMonths)))));
    }

    private static int? Enough(int count) => count < Suppression.FewestPeople ? null : count;
}
