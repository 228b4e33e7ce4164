using System.Globalization;

namespace Portal.Platform.Data;

/// <summary>Which transactions a reader sees: PostgreSQL's <c>pg_snapshot</c>.</summary>
/// <param name="Next">Of this number and above nothing is seen (xmax).</param>
/// <param name="Open">Below it, those that were not over (xip).</param>
public sealed record DatabaseSnapshot(ulong Next, IReadOnlySet<ulong> Open)
{
    /// <summary>Reads <c>xmin:xmax:xip,xip</c>, as PostgreSQL writes it.</summary>
    /// <exception cref="FormatException">It is written otherwise.</exception>
    public static DatabaseSnapshot Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split(':') is not [_, var next, var open]) throw new FormatException($"No snapshot: {text}");
        return new(Number(next), open.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToHashSet());
    }

    /// <summary>What this session sees; inside a transaction that reads one picture of all tables, for all of it.</summary>
    public static async Task<DatabaseSnapshot> OfAsync(DbSession session, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Parse((await session.ValueAsync<string>("select pg_current_snapshot()::text", [], stop))!);
    }

    /// <summary>Below this number all transactions are over.</summary>
    public ulong Lowest => Open.Count == 0 ? Next : Open.Min();

    /// <summary>Whether what a committed transaction wrote is seen.</summary>
    /// <param name="transaction">Its number (<c>pg_current_xact_id()</c>).</param>
    public bool Shows(ulong transaction) => transaction < Next && !Open.Contains(transaction);

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
