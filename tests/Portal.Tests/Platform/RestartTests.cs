using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Platform.Data;
using Portal.Platform.Data.Embedded;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

/// <summary>A database server that is killed again and again, under readers and with changes in between.</summary>
public sealed class RestartTests : IDisposable
{
    // PORTAL_RESTARTS=50: as often as whoever doubts wants.
    private static readonly int Restarts =
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_RESTARTS"), CultureInfo.InvariantCulture, out var count) ? count : 3;

    private readonly string home = Directory.CreateTempSubdirectory("portal-restart-").FullName;

    public RestartTests()
    {
        // Root's server runs as another user, who must be able to pass.
        File.SetUnixFileMode(home, File.GetUnixFileMode(home) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Directory.CreateDirectory(Path.Combine(home, "content", "nieuws"));
        File.WriteAllText(
            Path.Combine(home, "content", "nieuws", "weg.md"), Given.Document("nieuws-weg", "nieuws", "published: 2026-01-01\n"));
        File.WriteAllText(
            Path.Combine(home, "content", "nieuws", "vast.md"), Given.Document("nieuws-vast", "nieuws", "published: 2026-01-01\n"));
    }

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task No_host_goes_on_showing_what_was_and_no_reader_notices()
    {
        await using var server = await EmbeddedPostgres.EnterAsync(Path.Combine(home, ".data"), NullLogger.Instance, durable: false);
        await using var one = await PortalHost.StartAsync(server.ConnectionString, content: Path.Combine(home, "content"));
        await using var two = await PortalHost.StartAsync(server.ConnectionString, content: Path.Combine(home, "content"));
        PortalHost[] hosts = [one, two];
        using var enough = new CancellationTokenSource();
        var readers = hosts.Select(host => ReadAsync(host, enough.Token)).ToList();

        for (var restart = 0; restart < Restarts; restart++)
        {
            var isThere = restart % 2 == 1;
            var (killed, database) = (ServerProcess(), server.ConnectionString + ";Pooling=false");
            Process.GetProcessById(killed).Kill();
            // As soon as it is back, perhaps before anybody listens again.
            await Eventually.Async(() => ChangeAsync(database, isThere), "the database is back");

            var status = isThere ? 200 : 404;
            foreach (var host in hosts)
            {
                await Eventually.Async(
                    async () => (await host.AskAsync("/nieuws/weg")).Status == status, $"after restart {restart} a host shows {status}");
            }
        }

        await enough.CancelAsync();
        foreach (var reader in readers) Assert.Empty(await reader);
        foreach (var host in hosts)
            await Eventually.Async(async () => (await host.AskAsync("/readyz")).Status == 200, "it is among those that serve");
    }

    private static async Task<IReadOnlyCollection<HttpStatusCode>> ReadAsync(PortalHost host, CancellationToken enough)
    {
        var wrong = new HashSet<HttpStatusCode>();
        while (!enough.IsCancellationRequested)
        {
            using var answer = await host.Client.GetAsync(new Uri("/nieuws/vast", UriKind.Relative), CancellationToken.None);
            if (answer.StatusCode != HttpStatusCode.OK) wrong.Add(answer.StatusCode);
            await Task.Delay(1, CancellationToken.None);
        }
        return wrong;
    }

    private static async Task<bool> ChangeAsync(string database, bool isThere)
    {
        try
        {
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync();
            await using var change = new NpgsqlCommand(
                """
                with changed as (
                    update content.documents set live_since = case when $1 then now() end,
                        live_version_id = case when $1 then latest_version_id end
                    where ref = 'nieuws-weg' returning 1)
                select pg_notify('content_published', '')::text from changed
                """,
                connection);
            change.Parameters.Add(new NpgsqlParameter { Value = isThere });
            await change.ExecuteNonQueryAsync();
            return true;
        }
        catch (NpgsqlException e) when (DatabaseOutage.IsBehind(e))
        {
            return false;
        }
    }

    private int ServerProcess() =>
        int.Parse(File.ReadLines(Path.Combine(home, ".data", "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
}
