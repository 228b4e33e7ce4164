using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Portal.Platform.Data.Embedded;

/// <summary>
/// Two locks on a data folder, both gone when their process ends, however it ends: everyone who uses the server shares
/// <c>postgres.users</c>; who starts or stops it holds <c>postgres.lock</c> alone. Who leaves and then gets
/// <c>postgres.users</c> alone was the last one.
/// </summary>
internal static class DataFolderLock
{
    private static readonly TimeSpan SayAfter = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The right to start or stop the server, waited for: for as long as whoever has it lives, which on a busy machine may be long.
    /// </summary>
    public static async Task<IDisposable> AloneAsync(string folder, ILogger log, CancellationToken stop)
    {
        var (waited, said) = (Stopwatch.StartNew(), false);
        while (true)
        {
            if (TryOpen(Path.Combine(folder, "postgres.lock"), FileAccess.ReadWrite, FileShare.None) is { } held) return held;
            if (!said && waited.Elapsed > SayAfter)
            {
                log.LogWarning("Waiting for another process that starts or stops the database in {Folder}", folder);
                said = true;
            }
            await Task.Delay(100, stop);
        }
    }

    /// <summary>Says that this process uses the server.</summary>
    public static IDisposable Share(string folder)
    {
        Open(Path.Combine(folder, "postgres.users"), FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
        return Open(Path.Combine(folder, "postgres.users"), FileAccess.Read, FileShare.Read);
    }

    /// <summary>Whether nobody shares it any more. Ask while holding <see cref="AloneAsync"/>.</summary>
    public static bool IsLast(string folder)
    {
        using var held = TryOpen(Path.Combine(folder, "postgres.users"), FileAccess.ReadWrite, FileShare.None);
        return held is not null;
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return Open(path, access, share);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException) && File.Exists(path))
        {
            return null;
        }
    }

    // .NET turns FileShare.None into an exclusive flock and reading with FileShare.Read into a shared one.
    private static FileStream Open(string path, FileAccess access, FileShare share) => new(path, new FileStreamOptions
    {
        Mode = access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate,
        Access = access,
        Share = share,
        BufferSize = 0,
        UnixCreateMode = access == FileAccess.Read ? null : UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
