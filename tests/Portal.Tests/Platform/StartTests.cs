using System.Net;
using System.Net.Sockets;
using Npgsql;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

/// <summary>How a host starts and ends, seen from outside.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private readonly string home = Directory.CreateTempSubdirectory("portal-start-").FullName;
    private string database = "";

    public async Task InitializeAsync() => database = await PostgresServer.CreateAsync();

    public async Task DisposeAsync()
    {
        await PostgresServer.DropAsync(database);
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task Hosts_that_start_together_on_a_new_database_all_start_and_what_happens_once_happens_once()
    {
        Write("nieuws/een.md", Given.Document("nieuws-een", "nieuws", "published: 2026-01-01\n"));
        var hosts = Enumerable.Range(0, 3).Select(_ => Begin("Development")).ToList();
        try
        {
            foreach (var host in hosts) await host.ReadyAsync();

            foreach (var host in hosts) Assert.Contains("Titel", await Http.GetStringAsync(new Uri(host.Address, "/nieuws/een")));
            Assert.Equal(1L, await CountAsync("content.versions"));
            Assert.Equal(1L, await CountAsync("learning.signing_keys"));
            Assert.Equal(1L, await CountAsync("members.data_protection_keys"));
            Assert.Equal(5L, await CountAsync("members.members"));
        }
        finally
        {
            foreach (var host in hosts) await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task During_a_first_import_the_host_lives_and_asks_visitors_to_come_back()
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using (var other = await source.OpenConnectionAsync()) // another host, that imports
        {
            await ExecuteAsync(other, "select pg_advisory_lock(hashtextextended('content import', 20261128))");
            await using var host = Begin();
            await Eventually.Async(() => IsAsync(host, "/healthz", HttpStatusCode.OK), "it listens");
            await Eventually.Async(async () => (await WaitingAsync(source)) > 0, "it waits for its turn");

            Assert.Equal("ok", await Http.GetStringAsync(new Uri(host.Address, "/healthz")));
            using var page = await Http.GetAsync(new Uri(host.Address, "/kennis"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            Assert.NotNull(page.Headers.RetryAfter?.Delta);
            Assert.Contains("Het portaal is even niet bereikbaar", await page.Content.ReadAsStringAsync());
            using var ready = await Http.GetAsync(new Uri(host.Address, "/readyz"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains("\"waiting\":[\"start\"", await ready.Content.ReadAsStringAsync());

            await ExecuteAsync(other, "select pg_advisory_unlock_all()");
            await host.ReadyAsync();
            Assert.True(await IsAsync(host, "/kennis", HttpStatusCode.OK));
        }
    }

    [Fact]
    public async Task A_host_that_is_told_to_stop_goes_on_answering_until_the_balancer_knows()
    {
        await using var host = Begin(settings: new() { ["Portal__DrainSeconds"] = "300" });
        await host.ReadyAsync();

        await host.TerminateAsync();
        await Eventually.Async(() => IsAsync(host, "/readyz", HttpStatusCode.ServiceUnavailable), "it says that it stops");

        using (var page = await Http.GetAsync(new Uri(host.Address, "/kennis")))
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.True(page.Headers.ConnectionClose); // the next one goes elsewhere
        }
        using var ready = await Http.GetAsync(new Uri(host.Address, "/readyz"));
        Assert.Contains("\"waiting\":[\"stopping\"]", await ready.Content.ReadAsStringAsync());

        await host.TerminateAsync(); // whoever is in a hurry says it twice
        Assert.Equal(0, await host.EndAsync());
    }

    [Fact]
    public async Task While_a_host_stops_nobody_who_asks_as_a_balancer_does_is_refused_or_gets_nothing()
    {
        await using var host = Begin(settings: new() { ["Portal__DrainSeconds"] = "2" });
        await host.ReadyAsync();
        var (answered, sent) = (0, true);
        // Asks readiness before each, as no balancer does, so that no clock decides: whoever was told that it serves must be answered.
        var visitors = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (Volatile.Read(ref sent))
            {
                if (!await IsReadyAsync(host)) return;
                using var page = await Http.GetAsync(new Uri(host.Address, "/kennis"));
                Assert.Equal(HttpStatusCode.OK, page.StatusCode);
                Assert.NotEmpty(await page.Content.ReadAsStringAsync());
                Interlocked.Increment(ref answered);
            }
        }).ToList();
        await Eventually.Async(() => Volatile.Read(ref answered) > 20, "visitors come");

        await host.TerminateAsync();
        await Task.WhenAll(visitors);

        Assert.Equal(0, await host.EndAsync());
    }

    [Theory]
    [InlineData("PORT", "abc", 2, "PORT must be a number from 1 to 65535.")]
    [InlineData("Mail__Port", "abc", 2, "'Mail:Port'")]
    [InlineData("Portal__DrainSeconds", "lang", 2, "Portal__DrainSeconds must be a number from 0 to 300.")]
    [InlineData("Portal__Theme", "paars", 1, "There is no theme 'paars'.")]
    [InlineData("PORTAL_DATA", "/proc/nergens", 1, "Cannot make the data folder /proc/nergens")]
    [InlineData("PORTAL_DATA", "/dev/null/data", 1, "Cannot make the data folder /dev/null/data")]
    [InlineData("ConnectionStrings__Portal", "Host=/nergens;Username=u", 1, "The database cannot be used")]
    [InlineData("ConnectionStrings__Portal", "dit is er geen", 1, "ConnectionStrings__Portal cannot be read")]
    [InlineData("ASPNETCORE_URLS", "http://192.0.2.1:5999", 1, "ASPNETCORE_URLS")]
    public async Task What_keeps_it_from_starting_is_said_in_a_sentence(string setting, string value, int exitCode, string sentence)
    {
        var settings = new Dictionary<string, string>(Settings()) { [setting] = value };
        if (setting == "PORTAL_DATA") settings["ConnectionStrings__Portal"] = "";

        var run = await HostProcess.RunAsync(Path.Combine(home, ".data"), HostProcess.FreePort(), settings);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(sentence, run.Errors);
        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", run.Output + run.Errors);
        Assert.DoesNotContain("Critical", run.Output);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var run = await HostProcess.RunAsync(Path.Combine(home, ".data"), port, Settings());

        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT={port + 1} npm start", run.Errors.Trim());
        Assert.DoesNotContain("Critical", run.Output);
    }

    [Fact]
    public async Task Help_lists_what_one_can_ask_for()
    {
        var run = await HostProcess.RunAsync(Path.Combine(home, ".data"), HostProcess.FreePort(), Settings(), "help");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("Deze opdrachten zijn er:", run.Output);
        Assert.Contains("import <map>", run.Output);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_and_one_fault_are_said_in_good_Dutch()
    {
        var run = await HostProcess.RunAsync(
            Path.Combine(home, ".data"), HostProcess.FreePort(), Settings(), "import", Path.Combine(home, "nergens"));

        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith(
            $"\n{home}/nergens: Deze map bestaat niet. Geef de map met de inhoud op.\n1 fout. Er is niets ingelezen.\n", run.Errors);
    }

    [Fact]
    public async Task A_log_in_a_pipe_is_for_machines()
    {
        await using var host = Begin();
        var first = await host.LineAsync();
        Assert.StartsWith("{\"Timestamp\":", first);
    }

    private string Content => Path.Combine(home, "content");

    private Dictionary<string, string> Settings() =>
        new() { ["ConnectionStrings__Portal"] = database, ["Portal__Content"] = Content, ["Jobs__Run"] = "false" };

    private HostProcess Begin(string environment = "Production", Dictionary<string, string>? settings = null)
    {
        var all = Settings();
        foreach (var (name, value) in settings ?? []) all[name] = value;
        return HostProcess.Begin(Path.Combine(home, ".data"), environment, settings: all);
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Content, path))!);
        File.WriteAllText(Path.Combine(Content, path), text);
    }

    private async Task<long> CountAsync(string table)
    {
        await using var source = NpgsqlDataSource.Create(database);
        return (long)(await source.CreateCommand($"select count(*) from {table}").ExecuteScalarAsync())!;
    }

    private static async Task<long> WaitingAsync(NpgsqlDataSource source) => (long)(await source.CreateCommand(
        "select count(*) from pg_locks where locktype = 'advisory' and not granted").ExecuteScalarAsync())!;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql) =>
        await new NpgsqlCommand(sql, connection).ExecuteNonQueryAsync();

    private static async Task<bool> IsAsync(HostProcess host, string path, HttpStatusCode status)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(host.Address, path));
            return answer.StatusCode == status;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }

    // Refused: it has ended, and the balancer was told.
    private static async Task<bool> IsReadyAsync(HostProcess host)
    {
        try
        {
            using var ready = await Http.GetAsync(new Uri(host.Address, "/readyz"));
            return ready.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
