using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Portal.Platform.Data.Embedded;

/// <summary>
/// A PostgreSQL server of the portal's own on a data folder. Who comes first starts it, others join it, who leaves last stops it.
/// It outlives a host that is killed; the next one joins it.
/// </summary>
/// <remarks>Listens on a unix socket only, with a password, so servers of several checkouts cannot meet.</remarks>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string User = "portal";
    private static readonly string[] NoSync = ["--no-sync"];
    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromHours(1); // a day's work, read back by a tenth of a core
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly string folder;
    private readonly bool durable;
    private readonly ILogger log;
    private readonly ServerUser? user;
    private readonly PostgresBinaries binaries;
    private readonly ServerHome home;
    private readonly IDisposable share;
    private readonly CancellationTokenSource leaving = new();
    private Task watching = Task.CompletedTask;

    private EmbeddedPostgres(
        string folder, bool durable, ILogger log, ServerUser? user, PostgresBinaries binaries, ServerHome home, IDisposable share)
    {
        (this.folder, this.durable, this.log) = (folder, durable, log);
        (this.user, this.binaries, this.home, this.share) = (user, binaries, home, share);
    }

    /// <summary>Opens the portal's database.</summary>
    public string ConnectionString => ConnectionStringOf("portal");

    /// <summary>Joins the server of a data folder, or starts it; makes folder, server and database where they do not exist.</summary>
    /// <param name="dataFolder">The portal's data folder (<c>PORTAL_DATA</c>).</param>
    /// <param name="log">Hears of starts, stops and failures.</param>
    /// <param name="binaries">The folder with PostgreSQL's programs; null: the npm package's.</param>
    /// <param name="durable">False only in tests: commits then survive a crash of the server, not of the machine.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="StartupFailure">Says why it cannot run and what to do.</exception>
    public static async Task<EmbeddedPostgres> EnterAsync(
        string dataFolder, ILogger log, string? binaries = null, bool durable = true, CancellationToken stop = default)
    {
        var path = Path.GetFullPath(dataFolder);
        try
        {
            ServerHome.Create(path);
            using var alone = await DataFolderLock.AloneAsync(path, log, stop);
            var sharing = DataFolderLock.Share(path);
            try
            {
                var runAs = await ServerUser.ForAsync(ServerHome.DataIn(path));
                var programs = await PostgresBinaries.ForAsync(binaries, runAs);
                var place = await ServerHome.InAsync(path, runAs);
                var server = new EmbeddedPostgres(path, durable, log, runAs, programs, place, sharing);
                await server.RunAsync(stop);
                server.watching = server.WatchAsync();
                return server;
            }
            catch
            {
                sharing.Dispose();
                throw;
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartupFailure($"The data folder {path} belongs to another user: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new StartupFailure($"The data folder {path} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Leaves the server; stops it when nobody else uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (leaving.IsCancellationRequested) return;
        await leaving.CancelAsync();
        await watching;
        using var alone = await DataFolderLock.AloneAsync(folder, log, CancellationToken.None);
        share.Dispose();
        if (DataFolderLock.IsLast(folder)) await StopAsync();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        if (Postmaster.Of(home.Data) is { } running)
        {
            log.LogInformation("Joined PostgreSQL {ProcessId} on {Folder}", running.ProcessId, home.Data);
            try
            {
                await WaitUntilOpenAsync(stop);
                return;
            }
            catch (StartupFailure) when (Postmaster.Of(home.Data) is null)
            {
                // it was stopping just then
            }
        }
        await InitialiseAsync();
        await StartAsync(stop);
        await WaitUntilOpenAsync(stop);
    }

    // Made under another name and renamed when whole: half-made data never take the place of real ones.
    private async Task InitialiseAsync()
    {
        if (File.Exists(Path.Combine(home.Data, "PG_VERSION"))) return;
        if (Directory.Exists(home.Data) && Directory.EnumerateFileSystemEntries(home.Data).Any())
            throw new StartupFailure(
                $"{home.Data} has files but is no database: PG_VERSION is missing. "
                + "Put the data back, or move the folder away to start empty.");

        var half = home.Data + ".new";
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        Directory.CreateDirectory(half, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var password = Path.Combine(Path.GetDirectoryName(home.Data)!, "postgres-init");
        ServerHome.WritePrivate(password, home.Password);
        try
        {
            if (user is not null)
            {
                await user.TakeAsync(half);
                await user.TakeAsync(password);
            }
            // The built-in locale sorts the same on every machine and for ever; Dutch order and Dutch words are made in C#. Rounds of
            // hashing (RFC 5802) are against guessing, and nobody guesses 192 random bits: they would cost each connection milliseconds.
            var made = await user.RunAsync([
                binaries.InitDb, "--pgdata", half, "--username", User, "--pwfile", password, "--auth=scram-sha-256",
                "--set", "scram_iterations=1", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                .. durable ? [] : NoSync]);
            if (!made.Succeeded) throw Failure("PostgreSQL cannot make its data folder", made.Output);
        }
        finally
        {
            File.Delete(password);
        }
        if (Directory.Exists(home.Data)) Directory.Delete(home.Data);
        Directory.Move(half, home.Data);
        log.LogInformation("Made an empty database in {Folder}", home.Data);
    }

    private async Task StartAsync(CancellationToken stop)
    {
        ServerSettings.Write(home, durable);
        var note = Path.Combine(home.Data, "start.log");
        var waited = Stopwatch.StartNew();
        while (true)
        {
            Postmaster.RemoveStaleNotes(home);
            File.Delete(note);
            var started = await user.RunAsync(
                binaries.PgCtl, "start", "--wait", $"--timeout={RecoveryPatience.TotalSeconds:0}", "--silent",
                "--pgdata", home.Data, "--log", note);
            if (started.Succeeded) break;

            var output = started.Output + "\n" + (File.Exists(note) ? await File.ReadAllTextAsync(note, stop) : "") + LastLogLines();
            // Workers of a server that was killed take a moment to notice.
            var orphans = output.Contains("pre-existing shared memory block", StringComparison.Ordinal);
            if (!orphans || waited.Elapsed > OrphanPatience) throw Failure("PostgreSQL does not start", output);
            await Task.Delay(500, stop);
        }
        log.LogInformation("Started PostgreSQL {ProcessId} on {Folder}", Postmaster.Of(home.Data)?.ProcessId, home.Data);
    }

    private async Task WaitUntilOpenAsync(CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionStringOf("postgres") + ";Pooling=false");
                await connection.OpenAsync(stop);
                await using var find = new NpgsqlCommand("select 1 from pg_database where datname = 'portal'", connection);
                if (await find.ExecuteScalarAsync(stop) is not null) return;
                await using var create = new NpgsqlCommand("create database portal", connection);
                await create.ExecuteNonQueryAsync(stop);
                return;
            }
            catch (NpgsqlException e) when (Postmaster.Of(home.Data) is not null && waited.Elapsed < PatienceWith(e))
            {
                await Task.Delay(100, stop);
            }
            catch (NpgsqlException e)
            {
                throw new StartupFailure($"PostgreSQL runs on {home.Data} but does not let the portal in: {e.Message}", e);
            }
        }
    }

    private static TimeSpan PatienceWith(NpgsqlException e) => e.SqlState switch
    {
        PostgresErrorCodes.CannotConnectNow => RecoveryPatience, // it is reading back what a crash left
        null => RecoveryPatience, // it does not listen yet
        _ => TimeSpan.Zero,
    };

    // The server restarts its own workers; this is for the day the server itself is killed (out of memory). Whatever keeps it from coming
    // back (a full disk, a folder that is away) may be over in a minute.
    private Task WatchAsync() => Supervision.RunAsync($"Keeping PostgreSQL on {home.Data} alive", LookAsync, log, leaving.Token);

    private async Task LookAsync(CancellationToken stop)
    {
        await Task.Delay(LookEvery, stop);
        if (Postmaster.Of(home.Data) is not null) return;
        using var alone = await DataFolderLock.AloneAsync(folder, log, stop);
        if (Postmaster.Of(home.Data) is not null) return;
        // Data that are gone are never made anew here: a disk that is away for a while would hide behind an empty database.
        await StartAsync(stop);
        await WaitUntilOpenAsync(stop);
        log.LogError("PostgreSQL on {Folder} was gone; it was started again", home.Data);
    }

    private async Task StopAsync()
    {
        if (Postmaster.Of(home.Data) is null) return;
        var stopped = await user.RunAsync(
            binaries.PgCtl, "stop", "--mode=fast", "--wait", "--timeout=60", "--silent", "--pgdata", home.Data);
        if (stopped.Succeeded) log.LogInformation("Stopped PostgreSQL on {Folder}", home.Data);
        else log.LogWarning("PostgreSQL on {Folder} did not stop within a minute: {Output}", home.Data, stopped.Output);
    }

    private string LastLogLines()
    {
        var logs = new DirectoryInfo(Path.Combine(home.Data, "log"));
        var last = logs.Exists ? logs.EnumerateFiles().MaxBy(file => file.LastWriteTimeUtc) : null;
        return last is null ? "" : string.Join('\n', File.ReadLines(last.FullName).TakeLast(8));
    }

    private StartupFailure Failure(string what, string output)
    {
        if (output.Contains("No space left on device", StringComparison.Ordinal))
            return new StartupFailure($"{what}: the disk of {home.Data} is full. Make room and start again.");
        var end = string.Join('\n', output.Trim().Split('\n').TakeLast(12));
        return new StartupFailure($"{what} ({home.Data}). It says:\n{end}");
    }

    private string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = home.SocketFolder,
        Username = User,
        Password = home.Password,
        Database = database,
        MaxPoolSize = 40,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;
}
