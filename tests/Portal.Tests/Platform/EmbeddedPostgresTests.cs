using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data.Embedded;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

/// <summary>Each on a data folder of its own, with a server of its own.</summary>
public sealed class EmbeddedPostgresTests(EmbeddedPostgresTests.DataOfYesterday yesterday) : IClassFixture<EmbeddedPostgresTests.DataOfYesterday>, IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string home = StartedFolder.Passable();

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task Nobody_else_can_enter()
    {
        await using var server = await EnterAsync();

        Assert.Equal(Mine | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(Folder, "postgres")));
        Assert.Equal(Mine, File.GetUnixFileMode(Path.Combine(Folder, "postgres-password")));
        Assert.Equal("", await AskAsync(server, "show listen_addresses"));
        var stranger = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "", Pooling = false };
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => new NpgsqlConnection(stranger.ConnectionString).OpenAsync());

        // 24 random bytes, in hexadecimal: rounds of hashing would make nobody's guess harder, and each connection slower.
        Assert.Equal(48, new NpgsqlConnectionStringBuilder(server.ConnectionString).Password!.Length);
        var kept = await AskAsync(server, "select rolpassword from pg_authid where rolname = current_user");
        Assert.StartsWith("SCRAM-SHA-256$1:", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_for_the_disk()
    {
        yesterday.CopyTo(Folder);
        await using var server = await EnterAsync();
        Assert.Equal(("on", "on", "on"), (
            await AskAsync(server, "show fsync"), await AskAsync(server, "show synchronous_commit"), await AskAsync(server, "show full_page_writes")));
    }

    [Fact]
    public async Task The_second_joins_the_first_and_the_last_to_leave_stops_it()
    {
        yesterday.CopyTo(Folder);
        var first = await EnterAsync();
        var process = ServerProcess();
        var second = await EnterAsync();
        Assert.Equal(process, ServerProcess());

        await first.DisposeAsync();
        Assert.Equal("1", await AskAsync(second, "select '1'"));

        await second.DisposeAsync();
        Assert.Null(Postmaster.Of(Path.Combine(Folder, "postgres")));
    }

    [Fact]
    public async Task Several_that_come_at_once_share_one()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => EnterAsync()));

        Assert.Single((await Task.WhenAll(all.Select(server => AskAsync(server, "select pg_postmaster_start_time()::text")))).Distinct());
        await Task.WhenAll(all.Select(server => server.DisposeAsync().AsTask()));
        Assert.False(File.Exists(Path.Combine(Folder, "postgres", "postmaster.pid")));
    }

    [Fact]
    public async Task Servers_of_two_folders_do_not_meet()
    {
        yesterday.CopyTo(Folder);
        await using var here = await EnterAsync();
        await using var there = await EmbeddedPostgres.EnterAsync(Path.Combine(home, "other"), NullLogger.Instance);
        await AskAsync(here, "create table only_here ()");
        Assert.Equal("", await AskAsync(there, "select to_regclass('only_here')::text"));
    }

    [Fact]
    public async Task A_server_that_is_killed_comes_back_by_itself_with_all_it_had_acknowledged()
    {
        yesterday.CopyTo(Folder);
        await using var server = await EnterAsync();
        await AskAsync(server, "create table kept (n int)");
        await AskAsync(server, "insert into kept values (1)");
        var killed = ServerProcess();

        Process.GetProcessById(killed).Kill();
        await EventuallyAsync(() => File.Exists(Note) && ServerProcess() != killed);

        await EventuallyAsync(async () => await AskAsync(server, "select count(*)::text from kept") == "1");
    }

    [Fact]
    public async Task A_server_that_cannot_come_back_at_first_comes_back_when_it_can()
    {
        yesterday.CopyTo(Folder);
        var log = new LogCollector();
        await using var server = await EmbeddedPostgres.EnterAsync(Folder, log.CreateLogger("postgres"));
        var (killed, settings) = (ServerProcess(), Path.Combine(Folder, "postgres", "postgresql.conf"));
        File.Delete(settings);
        Directory.CreateDirectory(settings); // what no rule foresaw: it cannot be written

        Process.GetProcessById(killed).Kill();
        await EventuallyAsync(() => log.Lines.Count > 0);
        Directory.Delete(settings);

        await EventuallyAsync(async () => await AskAsync(server, "select '1'") == "1");
        Assert.Single(log.Lines, line => line.Message.Contains("is tried again until it works", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_that_are_away_for_a_while_are_not_made_anew()
    {
        yesterday.CopyTo(Folder);
        await using var server = await EnterAsync();
        await AskAsync(server, "create table kept ()");
        var (killed, data) = (ServerProcess(), Path.Combine(Folder, "postgres"));

        Process.GetProcessById(killed).Kill();
        Directory.Move(data, data + ".away");
        await Task.WhenAny(EventuallyAsync(() => Directory.Exists(data)), Task.Delay(TimeSpan.FromSeconds(3)));
        Assert.False(Directory.Exists(data));
        Directory.Move(data + ".away", data);

        await EventuallyAsync(async () => await AskAsync(server, "select to_regclass('kept')::text") == "kept");
    }

    [Fact]
    public async Task A_server_that_was_killed_with_its_host_is_started_again()
    {
        yesterday.CopyTo(Folder);
        var before = await EnterAsync();
        await AskAsync(before, "create table kept (n int)");
        await before.DisposeAsync();
        // What a power cut leaves: a note of a process that is somebody else's by now.
        await File.WriteAllTextAsync(Note, $"{Environment.ProcessId}\n{Folder}/postgres\n1700000000\n5432\n\n\n");
        await File.WriteAllTextAsync(Path.Combine(Folder, "postgres", ".s.PGSQL.5432.lock"), $"{Environment.ProcessId}\n");

        await using var after = await EnterAsync();

        Assert.Equal("kept", await AskAsync(after, "select to_regclass('kept')::text"));
    }

    [Fact]
    public async Task Data_that_were_half_made_are_made_again()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "postgres.new", "base"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "postgres.new", "PG_VERSION"), "18\n");

        await using var server = await EnterAsync();

        Assert.Equal("1", await AskAsync(server, "select '1'"));
        Assert.False(Directory.Exists(Path.Combine(Folder, "postgres.new")));
    }

    [Fact]
    public async Task A_database_that_was_not_made_yet_is_made()
    {
        yesterday.CopyTo(Folder);
        var before = await EnterAsync();
        await using (var connection = new NpgsqlConnection(before.ConnectionString.Replace("Database=portal", "Database=postgres")))
        {
            await connection.OpenAsync();
            await new NpgsqlCommand("drop database portal with (force)", connection).ExecuteNonQueryAsync();
        }
        await before.DisposeAsync();

        await using var after = await EnterAsync();
        Assert.Equal("portal", await AskAsync(after, "select current_database()::text"));
    }

    [Fact]
    public async Task Files_that_are_no_database_are_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "postgres", "thesis.txt"), "mine");

        Assert.Contains("PG_VERSION is missing", await FailureAsync());
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(Folder, "postgres", "thesis.txt")));
    }

    [Fact]
    public async Task A_lost_password_is_said_and_not_made_anew()
    {
        yesterday.CopyTo(Folder);
        File.Delete(Path.Combine(Folder, "postgres-password"));

        Assert.Contains("postgres-password is gone", await FailureAsync());
    }

    [Fact]
    public async Task Data_of_another_version_are_left_alone()
    {
        yesterday.CopyTo(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "postgres", "PG_VERSION"), "14\n");

        Assert.Contains("initialized by PostgreSQL version 14", await FailureAsync());
    }

    [Fact]
    public async Task A_broken_setting_is_shown()
    {
        yesterday.CopyTo(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "postgres", "local.conf"), "shared_buffers = 'much'\n");

        Assert.Contains("shared_buffers", await FailureAsync());
    }

    [Theory]
    [InlineData("a folder with spaces, a comma and Janneke's name")]
    [InlineData("a-name-that-makes-the-path-of-the-socket-far-too-long-for-the-one-hundred-and-seven-bytes-that-unix-has-for-it-since-1983")]
    public async Task Any_path_will_do(string name)
    {
        var odd = Path.Combine(home, name, ".data");
        yesterday.CopyTo(odd);
        var server = await EmbeddedPostgres.EnterAsync(odd, NullLogger.Instance);
        Assert.Equal("1", await AskAsync(server, "select '1'"));
        await server.DisposeAsync();

        await using var again = await EmbeddedPostgres.EnterAsync(odd, NullLogger.Instance);
        Assert.Equal("1", await AskAsync(again, "select '1'"));
    }

    [Fact]
    public async Task A_folder_that_only_root_can_enter_keeps_its_data_elsewhere_and_a_copy_of_it_is_refused()
    {
        if (!Environment.IsPrivilegedProcess) return; // other users run the server themselves

        File.SetUnixFileMode(home, Mine | UnixFileMode.UserExecute);
        var server = await EnterAsync();
        var data = new FileInfo(Path.Combine(Folder, "postgres")).LinkTarget!;
        try
        {
            Assert.StartsWith("/var/lib/", data);
            Assert.Equal("1", await AskAsync(server, "select '1'"));

            var copy = Path.Combine(home, "copy");
            Directory.CreateDirectory(copy);
            Directory.CreateSymbolicLink(Path.Combine(copy, "postgres"), data);
            var refused = await Assert.ThrowsAsync<StartupFailure>(() => EmbeddedPostgres.EnterAsync(copy, NullLogger.Instance));
            Assert.Contains($"the data of {Folder}", refused.Message);

            await server.DisposeAsync();
            Directory.Move(Folder, Path.Combine(home, "moved"));
            await using var moved = await EmbeddedPostgres.EnterAsync(Path.Combine(home, "moved"), NullLogger.Instance);
            Assert.Equal("1", await AskAsync(moved, "select '1'"));
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(Path.GetDirectoryName(data)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_data_folder_closed_to_the_server_s_user_lets_it_pass_and_no_more()
    {
        Directory.CreateDirectory(Folder, Mine | UnixFileMode.UserExecute);

        await using var server = await EnterAsync();

        Assert.Null(new FileInfo(Path.Combine(Folder, "postgres")).LinkTarget);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Folder) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
    }

    [Fact]
    public async Task The_folder_of_its_programs_is_a_setting()
    {
        var machine = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        var link = Path.Combine(home, "programs");
        Directory.CreateSymbolicLink(link, Checkout.NodeModule($"@embedded-postgres/linux-{machine}/native")!);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Portal:PostgresBinaries", link)]).Build();
        var set = PlatformOptions.From(settings).PostgresBinaries;
        yesterday.CopyTo(Folder);
        await using (var server = await EmbeddedPostgres.EnterAsync(Folder, NullLogger.Instance, set))
            Assert.Equal("1", await AskAsync(server, "select '1'"));

        Directory.Delete(link);
        var refused = await Assert.ThrowsAsync<StartupFailure>(() => EmbeddedPostgres.EnterAsync(Folder, NullLogger.Instance, set));
        Assert.Contains("Portal__PostgresBinaries", refused.Message, StringComparison.Ordinal);
    }

    private string Folder => Path.Combine(home, ".data");

    private string Note => Path.Combine(Folder, "postgres", "postmaster.pid");

    private Task<EmbeddedPostgres> EnterAsync() => EmbeddedPostgres.EnterAsync(Folder, NullLogger.Instance);

    private async Task<string> FailureAsync() => (await Assert.ThrowsAsync<StartupFailure>(EnterAsync)).Message;

    private int ServerProcess() => int.Parse(File.ReadLines(Note).First(), CultureInfo.InvariantCulture);

    private static async Task<string> AskAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string ?? "";
    }

    private static Task EventuallyAsync(Func<bool> holds) => EventuallyAsync(() => Task.FromResult(holds()));

    private static Task EventuallyAsync(Func<Task<bool>> holds) => Eventually.Async(async () =>
    {
        try
        {
            return await holds();
        }
        catch (Exception e) when (e is NpgsqlException or IOException)
        {
            return false; // not yet
        }
    }, "the server does what it must");

    /// <summary>A data folder with an empty database, made once; making one takes a second of work.</summary>
    public sealed class DataOfYesterday : StartedFolder
    {
        /// <inheritdoc/>
        protected override async Task FillAsync(string data) =>
            await (await EmbeddedPostgres.EnterAsync(data, NullLogger.Instance, durable: false)).DisposeAsync();
    }
}
