using Portal.Platform.Data;

namespace Portal.Platform.Conditions;

/// <summary>Something that stands worse than when it was last told of.</summary>
/// <param name="Key">Its word.</param>
/// <param name="Title">What administrators call it, Dutch.</param>
/// <param name="State">How it stands.</param>
public sealed record Worsened(string Key, string Title, ConditionState State);

/// <summary>How things stood when any host last looked, and what was told of them. What is unknown leaves what is known.</summary>
public sealed class ConditionRecord
{
    private readonly DbSession session;
    private readonly ConditionBoard board;
    private readonly TimeProvider clock;

    internal ConditionRecord(DbSession session, ConditionBoard board, TimeProvider clock) =>
        (this.session, this.board, this.clock) = (session, board, clock);

    /// <summary>What somebody must do now, as it was last seen; by title.</summary>
    public Task<List<string>> UrgentAsync(CancellationToken stop) => session.ListAsync(
        "select key from platform.conditions where state = 'urgent' order by key", [], row => board.TitleOf(row.Text(0)), stop);

    /// <summary>
    /// What stands worse than when a week was last told of, the worst first; each week once: null when this one was told of already.
    /// Belongs in the transaction of whoever tells it.
    /// </summary>
    /// <param name="week">Its Monday.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<IReadOnlyList<Worsened>?> TellAsync(DateOnly week, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            const string Claim =
                "insert into platform.condition_weeks (week, told_at) values ($1, $2) on conflict do nothing";
            if (await session.ExecuteAsync(Claim, [week, clock.GetUtcNow()], stop) == 0) return null;
            await session.ExecuteAsync("delete from platform.condition_weeks where week < $1", [week.AddDays(-7 * 8)], stop);
            var worse = await session.ListAsync(
                """
                select key, state from platform.conditions
                where state <> told and (state = 'urgent' or told = 'good') order by state = 'urgent' desc, key
                """,
                [], row => new Worsened(row.Text(0), board.TitleOf(row.Text(0)), StateOf(row.Text(1))), stop);
            await session.ExecuteAsync("update platform.conditions set told = state where told <> state", [], stop);
            return (IReadOnlyList<Worsened>?)worse;
        },
        stop);

    /// <summary>Writes down what was found; gives since when each stands as it does.</summary>
    internal async Task<IReadOnlyDictionary<string, DateTimeOffset>> KeepAsync(
        IReadOnlyList<ConditionLine> lines, DateTimeOffset now, CancellationToken stop)
    {
        var seen = lines.Where(line => line.Found.State != ConditionState.Unknown).OrderBy(line => line.Key, StringComparer.Ordinal)
            .ToList();
        // What no room looks at any more is nobody's trouble; another version of the portal may still, for a while.
        await session.ExecuteAsync(
            "delete from platform.conditions where seen_at < $1 and not key = any($2)",
            [now - TimeSpan.FromDays(8), lines.Select(line => line.Key).ToArray()], stop);
        return (await session.ListAsync(
            """
            insert into platform.conditions as known (key, state, since, seen_at)
            select key, state, $3, $3 from unnest($1::text[], $2::text[]) as seen (key, state)
            on conflict (key) do update set state = excluded.state, seen_at = excluded.seen_at,
                since = case when known.state = excluded.state then known.since else excluded.since end
            returning key, since
            """,
            [seen.Select(line => line.Key).ToArray(), seen.Select(line => WordOf(line.Found.State)).ToArray(), now],
            row => (Key: row.Text(0), Since: row.Moment(1)), stop)).ToDictionary(row => row.Key, row => row.Since, StringComparer.Ordinal);
    }

    private static string WordOf(ConditionState state) => state switch
    {
        ConditionState.Urgent => "urgent",
        ConditionState.Attention => "attention",
        _ => "good",
    };

    private static ConditionState StateOf(string word) => word switch
    {
        "urgent" => ConditionState.Urgent,
        "attention" => ConditionState.Attention,
        _ => ConditionState.Good,
    };
}
