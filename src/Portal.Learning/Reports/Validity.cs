using Portal.Learning.Modules;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>
/// Since when one must have passed to be trained today, for each version of each module. It follows the certificate's own rule
/// (day of passing and months of validity), so that counting needs no look at certificates.
/// </summary>
internal sealed class Validity(DbSession session, ModuleVersions versions, TimeProvider clock)
{
    /// <summary>Today, where the readers are.</summary>
    public DateOnly Today => DutchTime.DateOf(clock.GetUtcNow());

    /// <summary>All versions that anybody was pinned to, as they count today.</summary>
    public Task<VersionValidities> VersionsAsync(CancellationToken stop) => VersionsAsync(Today, stop);

    /// <summary>All versions that anybody was pinned to, as they count on a day.</summary>
    public async Task<VersionValidities> VersionsAsync(DateOnly day, CancellationToken stop)
    {
        var ids = await session.ListAsync("select id from learning.module_versions", [], row => row.Id(0), stop);
        var months = new List<int?>();
        foreach (var id in ids) months.Add(await MonthsAsync(id, stop));
        return new VersionValidities(
            [.. ids], [.. months.Select(count => count ?? 0)], [.. months.Select(count => Since(count, day))],
            [
                .. months.Select(count => Since(count, day.AddDays(Expiring.Days + 1))),
            ]);
    }

    /// <summary>The months a version is valid; null for ever.</summary>
    public async Task<int?> MonthsAsync(Guid version, CancellationToken stop) =>
        (await versions.ReadAsync(version, session, stop)).ValidityMonths;

    /// <summary>The first moment of passing that is still valid on a day.</summary>
    internal static DateTimeOffset Since(int? months, DateOnly day)
    {
        if (months is not { } count) return DateTimeOffset.UnixEpoch;
        // Months are of different lengths: 31 August and six months is 28 February.
        var first = day.AddMonths(-count);
        while (first.AddDays(-1).AddMonths(count) >= day) first = first.AddDays(-1);
        while (first.AddMonths(count) < day) first = first.AddDays(1);
        return DutchTime.MomentOf(first.ToDateTime(TimeOnly.MinValue)).ToUniversalTime();
    }
}

/// <summary>Versions of modules, and how long having passed them counts; columns of one table.</summary>
/// <param name="Ids">The versions.</param>
/// <param name="Months">Months of validity; 0 for ever.</param>
/// <param name="Since">The first moment of passing that counts today.</param>
/// <param name="SinceAfter">The first moment of passing that counts after the days we look ahead.</param>
internal sealed record VersionValidities(Guid[] Ids, int[] Months, DateTimeOffset[] Since, DateTimeOffset[] SinceAfter)
{
    /// <summary>The first moment of passing that counts for any.</summary>
    public DateTimeOffset Oldest => Since.Length == 0 ? DateTimeOffset.UnixEpoch : Since.Min();
}
