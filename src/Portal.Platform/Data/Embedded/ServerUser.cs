namespace Portal.Platform.Data.Embedded;

/// <summary>
/// Who the server runs as. PostgreSQL refuses to be root, so a host that is root hands its server to another user:
/// the owner of the data where they exist, else <c>postgres</c>, else <c>nobody</c>.
/// </summary>
internal sealed record ServerUser(string Name, uint Uid, uint Gid)
{
    /// <summary>The user for a server on this folder, which may not exist yet; null when the host may run it itself.</summary>
    public static async Task<ServerUser?> ForAsync(string dataFolder)
    {
        if (!Environment.IsPrivilegedProcess) return null;

        var users = File.ReadLines("/etc/passwd").Select(Parse).OfType<ServerUser>().ToList();
        if (Directory.Exists(dataFolder))
        {
            var owner = await Command.RunAsync("stat", "--dereference", "--format=%u", dataFolder);
            if (owner.Succeeded && uint.TryParse(owner.Output, out var uid) && uid != 0)
                return users.Find(user => user.Uid == uid) ?? new ServerUser($"uid {uid}", uid, uid);
        }
        return users.Find(user => user.Name == "postgres") ?? users.Find(user => user.Name == "nobody")
            ?? throw new StartupFailure("PostgreSQL refuses to run as root, and there is no user 'postgres' or 'nobody' to run it as.");
    }

    /// <summary>What to put before a command line to run it as this user, without any privilege left.</summary>
    public IEnumerable<string> Prefix =>
        ["setpriv", $"--reuid={Uid}", $"--regid={Gid}", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs", "--"];

    /// <summary>Gives a file or folder to this user.</summary>
    public async Task TakeAsync(string path)
    {
        var given = await Command.RunAsync("chown", "--no-dereference", $"{Uid}:{Gid}", path);
        if (!given.Succeeded) throw new StartupFailure($"Cannot give {path} to user {Name}: {given.Output}");
    }

    private static ServerUser? Parse(string line) =>
        line.Split(':') is [var name, _, var uid, var gid, ..] && uint.TryParse(uid, out var u) && uint.TryParse(gid, out var g)
            ? new ServerUser(name, u, g)
            : null;
}

/// <summary>Commands as the server's user.</summary>
internal static class AsServerUser
{
    public static Task<Command.Outcome> RunAsync(this ServerUser? user, params IEnumerable<string> command) =>
        Command.RunAsync(user is null ? command : user.Prefix.Concat(command));

    /// <summary>Whether this user gets as far as the folder. Asked of the kernel: mode bits do not tell of ACLs and mounts.</summary>
    public static async Task<bool> ReachesAsync(this ServerUser? user, string folder) =>
        (await user.RunAsync("test", "-x", folder)).Succeeded;
}
