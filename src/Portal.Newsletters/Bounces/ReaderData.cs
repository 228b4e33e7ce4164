using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Newsletters.Sending;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Newsletters.Bounces;

/// <summary>
/// Which newsletters went to a member, and whether they came back or were called spam. Rows stay for the numbers when a subscription is
/// forgotten: then nothing says any more whose they were.
/// </summary>
internal sealed class ReaderData(DbSession session) : IPersonalData
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            """
            select c.title, d.at, d.state, d.bounce, d.complained_at
            from newsletters.deliveries d
            join newsletters.subscribers s on s.id = d.subscriber_id
            join newsletters.campaigns c on c.id = d.campaign_id
            where s.member_id = $1 and d.at is not null order by d.at, d.campaign_id
            """,
            [memberId],
            row => (IReadOnlyList<object?>)
            [
                row.TextOrNull(0), DutchTime.WallClockOf(row.Moment(1)), row.TextOrNull(3) is null ? WordFor(row.Text(2)) : "kwam terug",
                row.GetOrNull<DateTimeOffset>(4) is { } complained ? DutchTime.WallClockOf(complained) : null,
            ],
            stop);
        return [new PersonalTable("nieuwsbrieven-die-je-kreeg", ["nieuwsbrief", "wanneer", "wat ermee gebeurde", "spam gemeld op"], rows)];
    }

    /// <inheritdoc/>
    public Task HandleAsync(MemberErased happened, CancellationToken stop) => Task.CompletedTask;

    private static string WordFor(string state) => state switch
    {
        DeliveryState.Sent => "verstuurd",
        DeliveryState.Unknown => "onzeker of hij is verstuurd",
        _ => "niet verstuurd",
    };
}
