using Portal.Platform.Data;

namespace Portal.Newsletters.Bounces;

/// <summary>What came back of one newsletter.</summary>
/// <param name="Hard">To addresses that are gone.</param>
/// <param name="Soft">To addresses that may work again.</param>
/// <param name="Ours">For a reason the address has nothing to do with.</param>
/// <param name="Complaints">How many called it spam.</param>
internal sealed record CampaignBounces(int Hard, int Soft, int Ours, int Complaints);

/// <summary>How reading the mailbox goes.</summary>
/// <param name="ReadAt">When it last went well, UTC; null: never.</param>
/// <param name="Problem">What stands in the way, one word; null: nothing.</param>
internal sealed record MailboxState(DateTimeOffset? ReadAt, string? Problem);

/// <summary>Numbers of what came back, for the office.</summary>
internal sealed class BounceFigures(DbSession session)
{
    /// <summary>Of one campaign.</summary>
    public async Task<CampaignBounces> OfAsync(Guid campaign, CancellationToken stop) => (await session.FirstAsync(
        """
        select count(*) filter (where bounce = 'hard')::int, count(*) filter (where bounce = 'soft')::int,
            count(*) filter (where bounce = 'ours')::int, count(complained_at)::int
        from newsletters.deliveries where campaign_id = $1
        """,
        [campaign], row => new CampaignBounces(row.Number(0), row.Number(1), row.Number(2), row.Number(3)), stop))!;

    /// <summary>Of the mailbox; null: none was ever read.</summary>
    public Task<MailboxState?> MailboxAsync(CancellationToken stop) => session.FirstAsync(
        "select read_at, problem from newsletters.return_mailbox where id = 1", [],
        row => new MailboxState(row.GetOrNull<DateTimeOffset>(0), row.TextOrNull(1)), stop);
}
