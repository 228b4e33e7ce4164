using Portal.Platform.Data;

namespace Portal.Calendar.Registrations;

/// <summary>Where online events are held. In a table and not in the document, for documents are public.</summary>
internal sealed class OnlineRooms(DbSession session, TimeProvider clock)
{
    /// <summary>The longest address.</summary>
    public const int Most = 1_000;

    /// <summary>The address of an event's room; null: none is filled in.</summary>
    public Task<string?> FindAsync(string eventId, CancellationToken stop) =>
        session.ValueAsync<string>("select address from calendar.online_rooms where event = $1", [eventId], stop);

    /// <summary>True for an address that a browser opens.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= Most && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>Keeps the address of an event's room; null takes it away.</summary>
    public Task SetAsync(string eventId, string? address, Guid by, CancellationToken stop) => address is null
        ? session.ExecuteAsync("delete from calendar.online_rooms where event = $1", [eventId], stop)
        : session.ExecuteAsync(
            """
            insert into calendar.online_rooms (event, address, changed_at, changed_by) values ($1, $2, $3, $4)
            on conflict (event) do update set address = $2, changed_at = $3, changed_by = $4
            """,
            [eventId, address, clock.GetUtcNow(), by], stop);
}
