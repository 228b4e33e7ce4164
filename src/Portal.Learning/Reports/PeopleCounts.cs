using System.Text.Json;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>The newest count, read again only when there is a newer one: on a large portal it is some hundred kilobytes.</summary>
internal sealed class PeopleCounts
{
    private volatile ReportFacts? known;

    /// <summary>What was counted last; null before the first night.</summary>
    public async Task<ReportFacts?> NewestAsync(DbSession session, CancellationToken stop)
    {
        var newest = await session.ValueAsync<DateTimeOffset?>("select max(counted_at) from learning.report_counts", [], stop);
        if (newest is null || known?.At == newest) return newest is null ? null : known;
        var facts = await session.ValueAsync<string>(
            "select facts::text from learning.report_counts where counted_at = $1", [newest], stop);
        // A job may have put a newer one in its place meanwhile: then that one is read.
        if (facts is null) return await NewestAsync(session, stop);
        return known = JsonSerializer.Deserialize<ReportFacts>(facts)! with { At = newest.Value };
    }
}
