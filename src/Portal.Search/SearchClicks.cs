using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Search;

/// <summary>
/// Counts at which place of the results people click, by day: whether what they want stands on top. Neither who, nor what was asked, nor
/// which page is kept.
/// </summary>
public sealed class SearchClicks(DbSession session, TimeProvider clock)
{
    /// <summary>The place of an answer above the results.</summary>
    public const int Above = 0;

    /// <summary>The last place that is counted by itself; what stands lower is counted with it.</summary>
    public const int Last = 11;

    private const int DaysKept = 92;

    private DateOnly Today => DutchTime.DateOf(clock.GetUtcNow());

    /// <summary>How often each place was clicked in the last three months; places that nobody clicked are not there.</summary>
    public async Task<IReadOnlyDictionary<int, int>> ListAsync(CancellationToken stop = default) =>
        (await session.ListAsync(
            "select place, sum(times)::int from search.clicks where day >= $1 group by place", [Today.AddDays(-DaysKept)],
            row => (row.Number(0), row.Number(1)), stop)).ToDictionary();

    /// <summary>Counts a click.</summary>
    /// <param name="place">The place in the list, from 1; or <see cref="Above"/>.</param>
    /// <param name="stop">Cancels the call.</param>
    internal async Task CountAsync(int place, CancellationToken stop)
    {
        await session.ExecuteAsync("delete from search.clicks where day < $1", [Today.AddDays(-DaysKept)], stop);
        await session.ExecuteAsync(
            """
            insert into search.clicks (day, place, times) values ($1, $2, 1)
            on conflict (day, place) do update set times = search.clicks.times + 1
            """,
            [Today, Math.Clamp(place, Above, Last)], stop);
    }
}
