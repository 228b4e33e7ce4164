using Portal.Newsletters.Subscribers;
using Portal.Platform.Data;

namespace Portal.Newsletters.Sending;

/// <summary>Who a campaign goes to: counted when it is asked, written down once, when sending begins.</summary>
internal sealed class Recipients(DbSession session, Figures figures)
{
    private const string Domain = "lower(substring(s.address from '@([^@]*)$'))";

    /// <summary>How many it would go to now, and how many subscribers there are.</summary>
    public async Task<(int Chosen, int All)> CountAsync(Interests segment, CancellationToken stop) =>
        (await figures.CountAsync(segment, stop), await figures.CountAsync(Interests.All, stop));

    /// <summary>The mail domains that most of them have, with how many: who is there, without a name.</summary>
    public Task<List<(string Domain, int Number)>> DomainsAsync(Interests segment, CancellationToken stop) => session.ListAsync(
        $"""
        select {Domain}, count(*)::int from newsletters.subscribers s where {Figures.Chosen}
        group by 1 having count(*) >= 5 order by 2 desc, 1 limit 8
        """,
        figures.ValuesOf(segment), row => (row.Text(0), row.Number(1)), stop);

    /// <summary>Gives everybody their row.</summary>
    public Task<int> WriteDownAsync(Campaign campaign, DateTimeOffset now, CancellationToken stop) => session.ExecuteAsync(
        $"""
        insert into newsletters.deliveries (campaign_id, subscriber_id, domain, next_at)
        select $4, s.id, {Domain}, $5 from newsletters.subscribers s where {Figures.Chosen} on conflict do nothing
        """,
        [.. figures.ValuesOf(campaign.Segment), campaign.Id, now], stop);

    /// <summary>Who left meanwhile gets nothing.</summary>
    public Task<int> WithdrawAsync(Guid campaign, CancellationToken stop) => session.ExecuteAsync(
        """
        update newsletters.deliveries d set state = 'withdrawn'
        where d.campaign_id = $1 and d.state = 'waiting' and not exists (
            select from newsletters.subscribers s
            where s.id = d.subscriber_id and s.ended_at is null
                and not exists (select from newsletters.suppressions x where x.address_hash = s.address_hash))
        """,
        [campaign], stop);
}
