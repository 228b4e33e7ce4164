using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>
/// How many certificates of a module expire when. Null is fewer than five, none among them: there are no totals to subtract from.
/// </summary>
/// <param name="Week">Within 7 days.</param>
/// <param name="Month">From 8 to 30 days.</param>
/// <param name="TwoMonths">From 31 to 60 days.</param>
internal sealed record ExpiringModule(int? Week, int? Month, int? TwoMonths);

/// <summary>What expires soon. Somebody who renewed early has nothing that expires.</summary>
internal sealed class Expiring
{
    /// <summary>How far ahead we look, in days.</summary>
    public const int Days = 60;

    private readonly ReportCounter counter;
    private readonly DbSession session;
    private readonly Validity validity;

    internal Expiring(ReportCounter counter, DbSession session, Validity validity) =>
        (this.counter, this.session, this.validity) = (counter, session, validity);

    /// <summary>Each module of which something expires.</summary>
    public async Task<IReadOnlyDictionary<string, ExpiringModule>> OfAsync(ReportScope scope, CancellationToken stop = default) =>
        (await FactsAsync(scope, stop)).Where(fact => fact.Module is not null).GroupBy(fact => fact.Module!).ToDictionary(
            module =>
                module.Key, module =>
                    new ExpiringModule(
                        Enough(module.Sum(fact => fact.Week)), Enough(module.Sum(fact => fact.Month)),
                        Enough(module.Sum(fact => fact.TwoMonths))));

    /// <summary>How many people have something that expires within the days we look ahead; null for fewer than five.</summary>
    public async Task<int?> PeopleAsync(ReportScope scope, CancellationToken stop = default) =>
        Enough((await FactsAsync(scope, stop)).Where(fact => fact.Module is null).Sum(fact => fact.Week));

    private static int? Enough(int count) => count < Suppression.FewestPeople ? null : count;

    private async Task<IEnumerable<ExpiringFact>> FactsAsync(ReportScope scope, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.IsOrganisation) throw new ArgumentException("Only a district or the region is counted.", nameof(scope));
        return (await counter.FactsAsync(session, validity, stop)).Expiring.Where(
            fact => scope.District is null || fact.District == scope.District);
    }
}
