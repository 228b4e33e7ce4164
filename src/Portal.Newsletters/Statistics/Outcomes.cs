using Portal.Platform.Data;

namespace Portal.Newsletters.Statistics;

/// <summary>What became of a newsletter.</summary>
/// <param name="Campaign">Its id.</param>
/// <param name="Document">Id of the newsletter.</param>
/// <param name="Title">Its title when it went.</param>
/// <param name="StartedAt">When sending began, UTC.</param>
/// <param name="Readers">To how many it was to go.</param>
/// <param name="Accepted">How many mail servers took it, those that came back later too.</param>
/// <param name="Bounced">How many of those came back.</param>
/// <param name="NotSent">How many got nothing: refused, failed, in doubt, stopped, or gone before their turn.</param>
/// <param name="Left">How many left by a link in it.</param>
/// <param name="CountsClicks">Whether its links were counted.</param>
internal sealed record Outcome(
    Guid Campaign, string Document, string Title, DateTimeOffset StartedAt, int Readers, int Accepted, int Bounced, int NotSent, int Left,
    bool CountsClicks);

/// <summary>What became of the newsletters that were sent: numbers, of nobody in particular.</summary>
internal sealed class Outcomes(DbSession session)
{
    private const string Select =
        """
        select c.id, c.document, c.title, c.started_at, d.readers, d.accepted, d.bounced, d.lost,
            coalesce((select sum(number) from newsletters.departures p where p.campaign_id = c.id), 0)::int, c.counts_clicks
        from newsletters.campaigns c cross join lateral (
            select count(*)::int as readers, count(*) filter (where state in ('sent', 'bounced'))::int as accepted,
                count(*) filter (where state = 'bounced')::int as bounced,
                count(*) filter (where state in ('refused', 'failed', 'unknown', 'withdrawn', 'stopped'))::int as lost
            from newsletters.deliveries where campaign_id = c.id) d
        """;

    /// <summary>How many newsletters were sent.</summary>
    public Task<int> CountAsync(CancellationToken stop) => session.ValueAsync<int>(
        "select count(*)::int from newsletters.campaigns where started_at is not null", [], stop);

    /// <summary>Those of a page, the last first.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="size">How many on a page.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IReadOnlyList<Outcome>> ListAsync(int page, int size, CancellationToken stop) => await session.ListAsync(
        $"{Select} where c.started_at is not null order by c.started_at desc, c.id limit $2 offset $1", [(page - 1) * size, size],
        OutcomeOf, stop);

    /// <summary>Each time a newsletter was sent, the last first.</summary>
    public async Task<IReadOnlyList<Outcome>> OfAsync(string document, CancellationToken stop) => await session.ListAsync(
        $"{Select} where c.started_at is not null and c.document = $1 order by c.started_at desc, c.id", [document], OutcomeOf, stop);

    private static Outcome OutcomeOf(Row row) => new(
        row.Id(0), row.Text(1), row.Text(2), row.Moment(3), row.Number(4), row.Number(5), row.Number(6), row.Number(7), row.Number(8),
        row.Get<bool>(9));
}
