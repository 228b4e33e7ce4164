using System.Security.Cryptography;
using System.Text;

namespace Portal.Platform.Data.Embedded;

/// <summary>Where a data folder keeps its server: the data, the password and the socket.</summary>
/// <param name="Data">PostgreSQL's own folder, 0700, of the server's user.</param>
/// <param name="SocketFolder">Where it listens; nothing else does.</param>
/// <param name="Password">The password of the one database user.</param>
internal sealed record ServerHome(string Data, string SocketFolder, string Password)
{
    private const string ReachablePlace = "/var/lib/portal";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // A socket's path has at most 107 bytes.
    private static readonly int LongestSocketFolder = 107 - Encoding.UTF8.GetByteCount("/.s.PGSQL.5432");

    /// <summary>Name of PostgreSQL's folder, or of the link to it, in the data folder.</summary>
    public static string DataIn(string folder) => Path.Combine(folder, "postgres");

    /// <summary>Makes the data folder where it does not exist.</summary>
    public static void Create(string folder)
    {
        try
        {
            // The server's user must be able to pass through a folder of root's to its own.
            if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, Environment.IsPrivilegedProcess ? Passable : Private);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupFailure($"Cannot make the data folder {folder}: {e.Message}", e);
        }
    }

    /// <summary>Finds or chooses the places. Makes the password, not the data.</summary>
    public static async Task<ServerHome> InAsync(string folder, ServerUser? user)
    {
        var data = await PlaceAsync(folder, user);
        return new ServerHome(data, await SocketFolderForAsync(data, user), PasswordOf(folder));
    }

    private static async Task<string> PlaceAsync(string folder, ServerUser? user)
    {
        var here = DataIn(folder);
        if (new FileInfo(here).LinkTarget is { } target) return Follow(folder, target);
        if (user is null || await user.ReachesAsync(folder)) return here;
        if (await user.ReachesAsync(Path.GetDirectoryName(folder)!))
        {
            // Only the data folder itself is closed, and that is the portal's own: let its server pass, not look.
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            if (await user.ReachesAsync(folder)) return here;
        }
        if (Directory.Exists(here))
            throw new StartupFailure(
                    $"User {user.Name}, who runs PostgreSQL, cannot reach {here}. "
                    + "Move the data folder, or give PORTAL_DATA a folder that everyone may pass through.");

        var place = Path.Combine(ReachablePlace, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
        Directory.CreateDirectory(ReachablePlace, Passable);
        Directory.CreateDirectory(place, Passable);
        if (!await user.ReachesAsync(place))
            throw new StartupFailure(
                $"User {user.Name}, who runs PostgreSQL, can reach neither {folder} nor {place}. "
                + "Give PORTAL_DATA a folder that everyone may pass through.");
        await File.WriteAllTextAsync(Path.Combine(place, "owner"), folder);
        Directory.CreateSymbolicLink(here, Path.Combine(place, "postgres"));
        return Path.Combine(place, "postgres");
    }

    // A copy of a checkout carries a copy of the link. Two servers on one folder would be the end of the data.
    private static string Follow(string folder, string data)
    {
        var note = Path.Combine(Path.GetDirectoryName(data)!, "owner");
        if (!File.Exists(note))
            throw new StartupFailure($"{DataIn(folder)} points to {data}, which is gone. Put it back, or remove the link to start empty.");
        var owner = File.ReadAllText(note);
        if (owner != folder && new FileInfo(DataIn(owner)).LinkTarget == data)
            throw new StartupFailure($"{DataIn(folder)} points to the data of {owner}. Remove the link to start with data of its own.");
        if (owner != folder) File.WriteAllText(note, folder); // the data folder was moved
        return data;
    }

    private static async Task<string> SocketFolderForAsync(string data, ServerUser? user)
    {
        // A comma would divide hosts in the connection string.
        if (Encoding.UTF8.GetByteCount(data) <= LongestSocketFolder && !data.Contains(',')) return data;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..16];
        var folder = Path.Combine("/tmp", $"portal-{user?.Name ?? Environment.UserName}-{name}");
        Directory.CreateDirectory(folder, Private);
        if (user is not null) await user.TakeAsync(folder);
        File.SetUnixFileMode(folder, Private); // fails when somebody else made it
        return folder;
    }

    private static string PasswordOf(string folder)
    {
        var file = Path.Combine(folder, "postgres-password");
        if (File.Exists(file)) return File.ReadAllText(file).Trim();
        if (Directory.Exists(Path.Combine(DataIn(folder), "base")))
            throw new StartupFailure($"{file} is gone. Put it back: the database in {folder} cannot be opened without it.");

        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        WritePrivate(file, password);
        return password;
    }

    /// <summary>Writes a file that only its owner can read, whole or not at all.</summary>
    public static void WritePrivate(string file, string text)
    {
        var half = file + ".new";
        File.Delete(half);
        using (var stream = new FileStream(half, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }
        File.Move(half, file, overwrite: true);
    }
}
