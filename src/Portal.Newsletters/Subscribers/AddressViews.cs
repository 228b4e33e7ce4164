using System.Globalization;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Newsletters.Subscribers;

/// <summary>That somebody took the addresses out.</summary>
/// <param name="ViewerId">Who; null when the account is gone.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Number">How many addresses.</param>
/// <param name="At">When, UTC.</param>
internal sealed record AddressView(Guid? ViewerId, string Purpose, int Number, DateTimeOffset At);

/// <summary>Gives all addresses to who says what for, and writes down that it did.</summary>
internal sealed class AddressViews(DbSession session, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// What one takes the addresses for. There is no line of one's own: mailing somebody from elsewhere is none of these.
    /// </summary>
    public static IReadOnlyList<string> Purposes { get; } =
    [
        "Nakijken wie toestemming gaf",
        "Een vraag over de lijst beantwoorden",
        "Overstappen naar een ander systeem voor de nieuwsbrief",
    ];

    /// <summary>Everyone who gets the newsletter, by address; written down in the same transaction.</summary>
    public Task<IReadOnlyList<Subscriber>> TakeAsync(Guid viewer, string purpose, CancellationToken stop) =>
        session.InTransactionAsync<IReadOnlyList<Subscriber>>(
            async () =>
            {
                var all = await session.ListAsync(
                    $"select {Subscriber.Columns} from newsletters.subscribers where ended_at is null order by address, id", [],
                    Subscriber.Of, stop);
                var now = clock.GetUtcNow();
                await session.ExecuteAsync(
                    "insert into newsletters.address_views (id, viewer_id, purpose, number, viewed_at) values ($1, $2, $3, $4, $5)",
                    [Guid.CreateVersion7(now), viewer, purpose, all.Count, now], stop);
                await audit.AppendAsync(
                    new AuditLine("subscribers.exported", NewsletterLines.Subscribers, "all", viewer.ToString())
                    {
                        Title = "Adressen van abonnees",
                        Facts =
                        [
                            new(NewsletterLines.Purpose, null, purpose),
                            new(NewsletterLines.Count, null, all.Count.ToString(CultureInfo.InvariantCulture)),
                        ],
                    },
                    stop);
                return all;
            },
            stop);

    /// <summary>The last times, newest first.</summary>
    public async Task<IReadOnlyList<AddressView>> LastAsync(CancellationToken stop) => await session.ListAsync(
        "select viewer_id, purpose, number, viewed_at from newsletters.address_views order by viewed_at desc, id limit 10", [],
        row => new AddressView(row.GetOrNull<Guid>(0), row.Text(1), row.Number(2), row.Moment(3)), stop);
}
