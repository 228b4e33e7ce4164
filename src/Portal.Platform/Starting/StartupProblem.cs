using System.Net.Sockets;
using Npgsql;
using Portal.Platform.Data;

namespace Portal.Platform.Starting;

/// <summary>
/// What keeps the portal, or a command, from running and can be mended by whoever started it, in one sentence. Everything else is a
/// mistake of ours, and shows where it happened.
/// </summary>
public static class StartupProblem
{
    /// <summary>The sentence; null: nobody but a programmer can mend it.</summary>
    public static string? SentenceFor(Exception e)
    {
        foreach (var cause in CausesOf(e))
        {
            var sentence = cause switch
            {
                StartupFailure failure => failure.Message,
                NpgsqlException database => Database.Failure(database).Message,
                SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                    "This port may not be used by this user: ports below 1024 are root's. Choose another one (PORT).",
                SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
                    "This machine does not have the address to listen on. Look at ASPNETCORE_URLS.",
                UnauthorizedAccessException => $"A file or folder may not be used by this user: {cause.Message}",
                IOException when cause.InnerException is not (SocketException or AggregateException) =>
                    IsFullDisk(cause)
                        ? $"The disk is full: make room and start again ({cause.Message})."
                        : $"A file, folder or connection cannot be used: {cause.Message}",
                _ => null,
            };
            if (sentence is not null) return sentence;
        }
        return null;
    }

    /// <summary>True when there was no room left, on the disk of the database or on ours.</summary>
    internal static bool IsFullDisk(Exception e) => CausesOf(e).Any(cause =>
        cause is PostgresException { SqlState: PostgresErrorCodes.DiskFull }
        || (cause is IOException
            && (cause.HResult == NoRoom || cause.Message.StartsWith("No space left on device", StringComparison.Ordinal))));

    private const int NoRoom = 28; // ENOSPC

    private static IEnumerable<Exception> CausesOf(Exception e)
    {
        for (var cause = e; cause is not null;)
        {
            yield return cause;
            cause = cause is AggregateException { InnerExceptions: [var first, ..] } ? first : cause.InnerException;
        }
    }
}
