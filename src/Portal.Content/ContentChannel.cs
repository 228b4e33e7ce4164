using System.Globalization;
using Portal.Platform.Data;

namespace Portal.Content;

/// <summary>The channel on which every host hears that something was published: nothing more, a picture's id, or a transaction's number.</summary>
internal static class ContentChannel
{
    /// <summary>Its name in PostgreSQL.</summary>
    public const string Name = "content_published";

    // What stands before a transaction's number; no id begins with it.
    private const string Transaction = "transaction ";

    /// <summary>Tells every host, when the caller's transaction commits, that something was published in it.</summary>
    /// <returns>The transaction's number, for <see cref="Publishing.LiveSite"/>.</returns>
    public static async Task<ulong> TellAsync(DbSession session, CancellationToken stop)
    {
        var number = ulong.Parse(
            (await session.ValueAsync<string>("select pg_current_xact_id()::text", [], stop))!, CultureInfo.InvariantCulture);
        await session.NotifyAsync(Name, Transaction + number, stop);
        return number;
    }

    /// <summary>The transaction that was said to have published; null when another thing was said.</summary>
    public static ulong? TransactionIn(string? payload) =>
        payload?.StartsWith(Transaction, StringComparison.Ordinal) == true
            && ulong.TryParse(payload.AsSpan(Transaction.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
