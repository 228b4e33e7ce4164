using System.Globalization;

namespace Portal.Content;

/// <summary>The channel on which every host hears that something was published: nothing more, a picture's id, or a transaction's number.</summary>
internal static class ContentChannel
{
    /// <summary>Its name in PostgreSQL.</summary>
    public const string Name = "content_published";

    /// <summary>What stands before a transaction's number; no id begins with it.</summary>
    public const string Transaction = "transaction ";

    /// <summary>The transaction that was said to have published; null when another thing was said.</summary>
    public static ulong? TransactionIn(string? payload) =>
        payload?.StartsWith(Transaction, StringComparison.Ordinal) == true
            && ulong.TryParse(payload.AsSpan(Transaction.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
