using Microsoft.Extensions.Logging;
using Npgsql;

namespace Portal.Platform.Data;

/// <summary>
/// Whether the database is away, as far as anybody on this host noticed. It is logged once when it goes and once when it is back, not
/// for each request it fails.
/// </summary>
public sealed class DatabaseOutage(TimeProvider clock, ILogger<DatabaseOutage> log)
{
    // Beside what Npgsql calls transient: the server is told to stop or came to an end, the database is not there (yet, or now that
    // another server took over), this server only follows another.
    private static readonly string[] Away =
    [
        PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown, PostgresErrorCodes.CannotConnectNow,
        PostgresErrorCodes.InvalidCatalogName, PostgresErrorCodes.ReadOnlySqlTransaction,
    ];

    // Two that get in each other's way: the database is there.
    private static readonly string[] There =
    [
        PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.LockNotAvailable,
        PostgresErrorCodes.ObjectInUse, PostgresErrorCodes.ObjectNotInPrerequisiteState,
    ];

    private readonly Lock gate = new();
    private DateTimeOffset? since;
    private DateTimeOffset? noticedAt;

    /// <summary>When it was last noticed that the database was away; null: never.</summary>
    internal DateTimeOffset? LastNoticedAt
    {
        get
        {
            lock (gate) return noticedAt;
        }
    }

    /// <summary>
    /// True when an exception came of a database that is away, full or too busy, and so of nothing that was asked: the same may work a
    /// minute later.
    /// </summary>
    public static bool IsBehind(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is DatabaseNotStarted) return true;
            if (cause is PostgresException said)
                return Away.Contains(said.SqlState) || (said.IsTransient && !There.Contains(said.SqlState));
            if (cause is NpgsqlException { IsTransient: true }) return true;
        }
        return false;
    }

    /// <summary>Somebody noticed that it is away.</summary>
    public void Noticed(Exception e)
    {
        lock (gate)
        {
            noticedAt = clock.GetUtcNow();
            if (since is not null) return;
            since = noticedAt;
        }
        log.LogWarning("The database is away: {Reason}", (e as NpgsqlException ?? e.InnerException ?? e).Message);
    }

    /// <summary>It answered.</summary>
    internal void IsOver()
    {
        TimeSpan away;
        lock (gate)
        {
            if (since is not { } began) return;
            away = clock.GetUtcNow() - began;
            since = null;
        }
        log.LogInformation("The database is back after {Seconds:0} s", away.TotalSeconds);
    }
}

/// <summary>Somebody needs the database before the host has started it.</summary>
internal sealed class DatabaseNotStarted() : InvalidOperationException("The database is not started yet.");
