using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data.Embedded;

namespace Portal.Tests.Support;

/// <summary>
/// The one PostgreSQL of a test run, in a folder of its own per checkout. It is the same embedded server the portal starts, only
/// without waiting for the disk. Test projects that run at once share it; the last one stops it.
/// </summary>
/// <remarks>With <c>TEST_POSTGRES</c> set to a connection string (a superuser's), the tests use that server instead.</remarks>
public static class PostgresServer
{
    private static readonly Lazy<Task<string>> Started = new(StartAsync);
    private static readonly SemaphoreSlim Making = new(1);
    private static readonly HashSet<string> Templates = [];
    private static EmbeddedPostgres? server;
    private static int count;

    /// <summary>Opens the server's first database; ask <see cref="CloneAsync"/> for one to write in.</summary>
    public static Task<string> ConnectionStringAsync() => Started.Value;

    /// <summary>A new database, copied from a template that is made once: about 30 ms.</summary>
    /// <param name="kind">What it holds, in one word; one template of a kind is kept.</param>
    /// <param name="version">Changes when its contents must change, e.g. a checksum of what fills it.</param>
    /// <param name="fill">Fills the template when it does not exist yet.</param>
    /// <param name="from">Gives the template that it is filled on top of; null: it begins empty.</param>
    public static async Task<string> CloneAsync(string kind, string version, Func<string, Task> fill, Func<Task<string>>? from = null) =>
        // Files are copied: through the log each page of it is written twice, at twenty times the price.
        await CreateAsync($"template {await TemplateAsync(kind, version, fill, from)} strategy file_copy");

    /// <summary>The template that <see cref="CloneAsync"/> copies, made where it is not there yet.</summary>
    public static async Task<string> TemplateAsync(
        string kind, string version, Func<string, Task> fill, Func<Task<string>>? from = null)
    {
        var beneath = from is null ? "" : $"template {await from()} strategy file_copy";
        var template = $"template_{kind}_{version}";
        await Making.WaitAsync();
        try
        {
            if (!Templates.Contains(template)) await MakeTemplateAsync(kind, template, fill, beneath);
            Templates.Add(template);
        }
        finally
        {
            Making.Release();
        }
        return template;
    }

    /// <summary>A new, empty database.</summary>
    public static async Task<string> CreateAsync(string how = "")
    {
        // The process is in the name, so that what a killed run left behind can be told from what a running one needs.
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        await ExecuteAsync($"create database {name} {how}");
        return For(await ConnectionStringAsync(), name);
    }

    /// <summary>Drops a database, whoever is still connected.</summary>
    public static async Task DropAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");
    }

    /// <summary>Stops the server when no other test run uses it; called once at the end (<see cref="TestRun"/>).</summary>
    public static async Task StopAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    private static async Task<string> StartAsync()
    {
        var connectionString = Environment.GetEnvironmentVariable("TEST_POSTGRES");
        if (string.IsNullOrEmpty(connectionString))
        {
            server = await EmbeddedPostgres.EnterAsync(Folder(), NullLogger.Instance, durable: false);
            connectionString = server.ConnectionString;
        }
        await DropLeftoversAsync(connectionString);
        return connectionString;
    }

    private static string Folder()
    {
        var checkout = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Checkout.Root)))[..8];
        return Path.Combine(Scratch(), $"portal-tests-{Environment.UserName}-{checkout}");
    }

    // In memory where there is room: a disk spends a sixth of all the processor time of a run on making and removing files of databases.
    private static string Scratch()
    {
        const string Memory = "/dev/shm";
        const long Enough = 6L << 30;
        try
        {
            return Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= Enough ? Memory : Path.GetTempPath();
        }
        catch (IOException)
        {
            return Path.GetTempPath();
        }
    }

    private static async Task MakeTemplateAsync(string kind, string template, Func<string, Task> fill, string beneath)
    {
        // Another test project may want the same template: one makes it, the other waits.
        var all = await ConnectionStringAsync();
        await using var source = NpgsqlDataSource.Create(all);
        await using var turn = await source.OpenConnectionAsync();
        await using (
            var wait = new NpgsqlCommand("select pg_advisory_lock(hashtext('templates of the tests'))", turn) { CommandTimeout = 0 })
            await wait.ExecuteNonQueryAsync();
        var made = await NamesAsync(source, $"^template_{kind}_");
        if (made.Contains(template)) return;
        // One of yesterday's stays: another test project may have begun before midnight.
        foreach (var older in made.Where(older => older[..^8] != template[..^8])) await ExecuteAsync($"drop database if exists {older}");

        // A name of our own until it is whole.
        var name = $"test_{Environment.ProcessId}_template";
        var half = For(all, name);
        await ExecuteAsync($"drop database if exists {name} with (force)");
        await ExecuteAsync($"create database {name} {beneath}");
        await fill(half);
        NpgsqlConnection.ClearPool(new NpgsqlConnection(half));
        await ExecuteAsync($"alter database {name} rename to {template}");
    }

    private static async Task DropLeftoversAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var names = await NamesAsync(source, @"^test_\d+_");
        foreach (var name in names.Where(name => !Directory.Exists($"/proc/{int.Parse(name.Split('_')[1], CultureInfo.InvariantCulture)}")))
        {
            await using var drop = source.CreateCommand($"drop database if exists {name} with (force)");
            await drop.ExecuteNonQueryAsync();
        }
    }

    private static async Task<List<string>> NamesAsync(NpgsqlDataSource source, string pattern)
    {
        await using var command = source.CreateCommand("select datname from pg_database where datname ~ $1");
        command.Parameters.Add(new NpgsqlParameter { Value = pattern });
        await using var rows = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        return names;
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await ConnectionStringAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string For(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, MaxPoolSize = 10 }.ConnectionString;
}
