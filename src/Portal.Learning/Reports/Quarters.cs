using System.Text.Json;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>
/// Keeps the figures of each quarter, each night after people were counted. Of quarters of before that it takes the last count that was
/// kept, and else counts them as they must have been, by when people came and when they passed.
/// </summary>
internal sealed class Quarters(DbSession session)
{
    /// <summary>How many quarters of before are made, and how many a report shows beside its own.</summary>
    public const int Past = 8;

    /// <summary>The reports of a quarter and those before it, oldest first; those without figures are not there.</summary>
    public async Task<IReadOnlyList<QuarterReport>> UntilAsync(ReportScope scope, Quarter last, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.IsOrganisation) throw new ArgumentException("Only a district or the region is reported.", nameof(scope));
        var rows = await session.ListAsync(
            """
            select quarter, municipality, figure, people from learning.quarter_figures
            where district = $1 and people > 0 and quarter between $2 and $3
            """,
            [scope.District ?? "", last.Plus(-Past).FirstDay, last.FirstDay],
            row => (Quarter: Quarter.Of(row.Get<DateOnly>(0)), Key: new QuarterFigure(row.Text(1), row.Text(2)), People: row.Number(3)),
            stop);
        return
        [
            .. rows.GroupBy(row => row.Quarter).OrderBy(quarter => quarter.Key)
                .Select(quarter => new QuarterReport(quarter.Key, quarter.ToDictionary(row => row.Key, row => row.People)))
                .Where(report => report.IsTold),
        ];
    }

    /// <summary>Keeps what was counted, for the region and each district.</summary>
    public async Task KeepAsync(ReportFacts facts, Quarter quarter, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(facts);
        // Also a district that everybody left.
        var known = await session.ListAsync("select distinct district from learning.quarter_figures", [], row => row.Text(0), stop);
        foreach (var district in facts.Kinds.Select(kind => kind.District).Concat(known).Append("").Distinct().ToList())
        {
            var counted = QuarterFigures.Of(facts, district.Length == 0 ? null : district);
            await session.InTransactionAsync(() => KeepAsync(district, quarter, counted, facts.At, stop), stop);
        }
    }

    /// <summary>Keeps the quarters of before this one that were not.</summary>
    /// <param name="current">The quarter that is not over.</param>
    /// <param name="countAsync">Counts as it was at a moment.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task FillAsync(Quarter current, Func<DateTimeOffset, Task<ReportFacts>> countAsync, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(countAsync);
        if (await FirstMissingAsync(current, stop) is not { } quarter) return;
        for (; quarter.CompareTo(current) < 0; quarter = quarter.Plus(1))
            await KeepAsync(await CountOfAsync(quarter, stop) ?? await countAsync(quarter.End), quarter, stop);
    }

    private async Task<Quarter?> FirstMissingAsync(Quarter current, CancellationToken stop)
    {
        var kept = await session.ValueAsync<DateOnly?>(
            "select max(quarter) from learning.quarter_figures where quarter < $1", [current.FirstDay], stop);
        if (kept is { } newest) return Later(Quarter.Of(newest).Plus(1), current.Plus(-Past));
        var began = await session.ValueAsync<DateTimeOffset?>(
            """
            select least((select min(passed_at) from learning.enrolments where passed_at is not null),
                (select min(attended_at) from learning.attendances where subject is not null and withdrawn_at is null))
            """,
            [], stop);
        return began is { } first ? Later(Quarter.Of(first), current.Plus(-Past)) : null;

        static Quarter Later(Quarter one, Quarter other) => one.CompareTo(other) > 0 ? one : other;
    }

    private async Task<ReportFacts?> CountOfAsync(Quarter quarter, CancellationToken stop)
    {
        var facts = await session.ValueAsync<string>(
            """
            select facts::text from learning.report_counts where counted_at >= $1 and counted_at < $2 order by counted_at desc limit 1
            """,
            [quarter.Start, quarter.End], stop);
        return facts is null ? null : JsonSerializer.Deserialize<ReportFacts>(facts);
    }

    private async Task KeepAsync(
        string district, Quarter quarter, IReadOnlyDictionary<QuarterFigure, int> counted, DateTimeOffset at, CancellationToken stop)
    {
        // Of two counts at once the second goes on from the first.
        await session.ExecuteAsync("lock table learning.quarter_figures in share row exclusive mode", [], stop);
        var kept = (await session.ListAsync(
            """
            select distinct on (municipality, figure) municipality, figure, people from learning.quarter_figures
            where district = $1 and quarter <= $2 order by municipality, figure, quarter desc
            """,
            [district, quarter.FirstDay], row => (Key: new QuarterFigure(row.Text(0), row.Text(1)), People: row.Number(2)), stop))
            .ToDictionary(row => row.Key, row => row.People);
        var next = QuarterFigures.Next(kept, counted).ToList();
        await session.ExecuteAsync(
            """
            insert into learning.quarter_figures as kept (district, quarter, municipality, figure, people, made_at)
            select $1, $2, f.municipality, f.figure, f.people, $6
            from unnest($3::text[], $4::text[], $5::int[]) as f (municipality, figure, people)
            on conflict (district, quarter, municipality, figure) do update set people = excluded.people, made_at = excluded.made_at
                where kept.people <> excluded.people
            """,
            [
                district, quarter.FirstDay, next.Select(figure => figure.Key.Municipality).ToArray(),
                next.Select(figure => figure.Key.Name).ToArray(), next.Select(figure => figure.Value).ToArray(), at.ToUniversalTime(),
            ],
            stop);
    }
}
