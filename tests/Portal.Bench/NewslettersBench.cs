using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using MimeKit.Cryptography;
using Npgsql;
using Portal.Platform.Data.Embedded;

namespace Portal.Bench;

/// <summary>
/// Newsletters: how fast the portal renders, signs and hands over, beside a bare MailKit loop to the same <c>smtp-sink</c>; what that does
/// to its memory and to readers; and what kills of the host, of the database and of the mail server leave.
/// </summary>
internal static class NewslettersBench
{
    private const int Connections = 4;
    private const int Rounds = 3;

    /// <summary>Measures, and prints a table.</summary>
    /// <param name="part"><c>speed</c>, <c>kills</c>, or null for both.</param>
    /// <param name="runs">How many kills.</param>
    public static async Task<int> RunAsync(string? part, int runs = 50)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        try
        {
            using var key = RSA.Create(2048);
            var keyFile = Path.Combine(folder, "dkim.pem");
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
            await using var server = await EmbeddedPostgres.EnterAsync(Path.Combine(folder, "data"), NullLogger.Instance);
            await using var source = NpgsqlDataSource.Create(server.ConnectionString);
            var bench = new Run(folder, keyFile, server.ConnectionString, source);
            Table.Head();
            var met = part is "kills" || await bench.SpeedAsync();
            met &= part is "speed" || await bench.KillsAsync(runs);
            return met ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Run(string folder, string keyFile, string database, NpgsqlDataSource source)
    {
        public async Task<bool> SpeedAsync()
        {
            var sinkPort = PortalProcess.FreePort();
            using var sink = MailBench.StartSink(sinkPort);
            var port = PortalProcess.FreePort();
            using var host = StartHost(port, sinkPort);
            try
            {
                await PortalProcess.ReadyAsync(host, port, "/readyz");
                await SendAsync(500);
                await BareAsync(sinkPort, 500);
                var (bare, portal) = (new List<double>(), new List<double>());
                for (var round = 0; round < Rounds; round++) // in turn, so that a machine that becomes slower does so for both
                {
                    bare.Add(10_000 / await BareAsync(sinkPort, 10_000));
                    portal.Add(10_000 / await SendAsync(10_000));
                }
                var ratios = bare.Zip(portal, (loop, ours) => ours / loop).Order().ToList();
                var met = Table.Row(
                    "10,000 readers: rendered, signed and handed over", "<= 60 s",
                    $"{10_000 / portal.Max():0.0} to {10_000 / portal.Min():0.0} s ({portal.Min():0} to {portal.Max():0}/s)",
                    10_000 / portal.Min() <= 60);
                met &= Table.Row(
                    $"the same beside a bare MailKit loop over {Connections} connections", ">= 0.8x",
                    $"{ratios[0]:0.00} to {ratios[^1]:0.00}x (bare {bare.Min():0} to {bare.Max():0}/s)", ratios[ratios.Count / 2] >= 0.8);

                const string page = "GET /kennis HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n";
                var quiet = await Load.RunAsync(port, page, 200, 4, TimeSpan.FromSeconds(5));
                var sending = SendAsync(20_000);
                var busy = await Load.RunAsync(port, page, 200, 4, TimeSpan.FromSeconds(5));
                await sending;
                met &= Table.Row(
                    "p95 of a page, alone and while sending", "<= 2x",
                    $"{quiet.P95:0.00} and {busy.P95:0.00} ms: {busy.P95 / quiet.P95:0.0}x",
                    busy.P95 <= 2 * quiet.P95);

                await SendAsync(1_000);
                var before = MemoryOf(host);
                await SendAsync(100_000);
                var after = MemoryOf(host);
                return met & Table.Row(
                    "memory of the host after 1,000 and after 100,000 readers", "flat", $"{before} and {after} MB",
                    after <= before * 1.15 + 20);
            }
            finally
            {
                await PortalProcess.StopAsync(host);
                sink.Kill();
                await sink.WaitForExitAsync();
            }
        }

        public async Task<bool> KillsAsync(int runs)
        {
            using var sink = new RecordingSink();
            var random = new Random(11);
            var (twice, missed, doubt, mostDoubt) = (0, 0, 0, 0);
            for (var run = 0; run < runs; run++)
            {
                const int readers = 1_000;
                int[] ports = run % 2 == 0 ? [PortalProcess.FreePort()] : [PortalProcess.FreePort(), PortalProcess.FreePort()];
                var hosts = ports.Select(port => StartHost(port, sink.Port)).ToList();
                try
                {
                    foreach (var (host, port) in hosts.Zip(ports)) await PortalProcess.ReadyAsync(host, port, "/readyz");
                    sink.Forget();
                    var id = await BeginAsync(readers);
                    while (sink.Taken.Count < 5) await Task.Delay(5);
                    await Task.Delay(random.Next(0, 400));
                    switch (run / 2 % 3)
                    {
                        case 0:
                            foreach (var host in hosts) host.Kill(); // which of them sends nobody knows
                            foreach (var host in hosts) await host.WaitForExitAsync();
                            hosts = [.. ports.Select(port => StartHost(port, sink.Port))];
                            break;
                        case 1:
                            KillDatabase();
                            break;
                        default:
                            await sink.DieAsync(TimeSpan.FromMilliseconds(random.Next(100, 1500)));
                            break;
                    }
                    await EndAsync(id);
                    var states = await StatesAsync(id);
                    var counts = sink.Taken.GroupBy(address => address).ToDictionary(group => group.Key, group => group.Count());
                    twice += counts.Count(pair => pair.Value > 1);
                    var inDoubt = states.Count(pair => pair.Value == "unknown");
                    missed += states.Count(pair => pair.Value != "unknown" && !counts.ContainsKey(pair.Key));
                    (doubt, mostDoubt) = (doubt + inDoubt, Math.Max(mostDoubt, inDoubt));
                }
                finally
                {
                    foreach (var host in hosts) await PortalProcess.StopAsync(host);
                }
            }
            return Table.Row(
                $"{runs} runs of 1,000 readers, every other on two hosts, with a kill of host, database or mail server",
                "0 twice, 0 missed",
                $"{twice} twice, {missed} missed", twice + missed == 0)
                & Table.Row(
                    "mails in doubt after a kill", $"<= {Connections}", $"at most {mostDoubt}, {doubt} in all", mostDoubt <= Connections);
        }

        private Process StartHost(int port, int sinkPort) =>
            PortalProcess.Start(PortalProcess.Dll("Portal.Web"), new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["PORT"] = $"{port}",
                ["PORTAL_DATA"] = Path.Combine(folder, "host"),
                ["ConnectionStrings__Portal"] = database,
                ["Mail__Host"] = "127.0.0.1",
                ["Mail__Port"] = $"{sinkPort}",
                ["Mail__From"] = "Meting <noreply@toets.example>",
                ["Mail__Connections"] = $"{Connections}",
                ["Mail__DkimKeyFile"] = keyFile,
                ["Mail__DkimDomain"] = "toets.example",
                ["Mail__DkimSelector"] = "meting",
                ["Newsletters__MailsPerSecond"] = "0",
                ["Newsletters__MailsPerSecondToOneDomain"] = "0",
            });

        // Seconds from the moment that it may begin until everybody has it.
        private async Task<double> SendAsync(int readers)
        {
            await ReadersAsync(readers);
            var watch = Stopwatch.StartNew();
            var id = await BeginAsync(null);
            while (await StateAsync(id) == "sending") await Task.Delay(20);
            return watch.Elapsed.TotalSeconds;
        }

        private async Task ReadersAsync(int readers) => await ExecuteAsync(
            """
            delete from newsletters.subscribers;
            insert into newsletters.subscribers (id, address, address_hash, themes, regions, functions, subscribed_at, consent_at)
            select gen_random_uuid(), 'lezer' || n || '@toets' || n % 50 || '.example', sha256(n::text::bytea),
                array[]::text[], array[]::text[], array[]::text[], now(), now()
            from generate_series(1, $READERS$) n
            """.Replace("$READERS$", readers.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        private async Task<Guid> BeginAsync(int? readers)
        {
            if (readers is { } number) await ReadersAsync(number);
            var id = Guid.NewGuid();
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var begin = new NpgsqlCommand(
                """
                insert into newsletters.campaigns
                    (id, document, state, made_by, made_at, started_at, not_after, subject, preview, title, html, plain, path)
                values
                    ($1, $1::text, 'sending', $1, now(), now(), now() + interval '12 hours', 'Meting van één nieuwsbrief',
                    'Wat er nieuw is', 'Meting', $2, $3, '/nieuwsbrieven/meting')
                """,
                connection)
            { Parameters = { new() { Value = id }, new() { Value = Html }, new() { Value = Text } } };
            await begin.ExecuteNonQueryAsync();
            await using var rows = new NpgsqlCommand(
                """
                insert into newsletters.deliveries (campaign_id, subscriber_id, domain, next_at)
                select $1, id, split_part(address, '@', 2), now() from newsletters.subscribers
                """,
                connection)
            { Parameters = { new() { Value = id } } };
            await rows.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            await EnqueueAsync(id);
            return id;
        }

        // What waits for its next try gets it now: a bench has no five minutes.
        private async Task EndAsync(Guid id)
        {
            for (var watch = Stopwatch.StartNew(); await StateAsync(id) == "sending"; await Task.Delay(200))
            {
                if (watch.Elapsed > TimeSpan.FromMinutes(5)) throw new TimeoutException("The campaign does not end.");
                var isWaiting = await TryAsync(
                    """
                    update newsletters.deliveries set next_at = now()
                    where campaign_id = $1 and state = 'waiting' and next_at > now() + interval '30 seconds'
                    """,
                    id);
                if (isWaiting > 0) await EnqueueAsync(id);
            }
        }

        private async Task EnqueueAsync(Guid id) => await TryAsync(
            """
            with added as (
                insert into platform.jobs (kind, lane, args, run_at, enqueued_at)
                values ('newsletters.send', 1, jsonb_build_object('id', $1::text), now(), now()) returning 1)
            select pg_notify('jobs_waiting', 'newsletters.send') from added
            """,
            id);

        private async Task<string> StateAsync(Guid id)
        {
            try
            {
                await using var command = source.CreateCommand("select state from newsletters.campaigns where id = $1");
                command.Parameters.Add(new NpgsqlParameter { Value = id });
                return (string)(await command.ExecuteScalarAsync())!;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or SocketException)
            {
                return "sending"; // the database is away for a moment
            }
        }

        private async Task<Dictionary<string, string>> StatesAsync(Guid id)
        {
            var states = new Dictionary<string, string>();
            await using var command = source.CreateCommand(
                """
                select s.address, d.state from newsletters.deliveries d join newsletters.subscribers s on s.id = d.subscriber_id
                where campaign_id = $1
                """);
            command.Parameters.Add(new NpgsqlParameter { Value = id });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) states[reader.GetString(0)] = reader.GetString(1);
            return states;
        }

        private async Task<int> TryAsync(string sql, Guid id)
        {
            try
            {
                await using var command = source.CreateCommand(sql);
                command.Parameters.Add(new NpgsqlParameter { Value = id });
                return await command.ExecuteNonQueryAsync();
            }
            catch (Exception e) when (e is NpgsqlException or IOException or SocketException)
            {
                return 0;
            }
        }

        private async Task ExecuteAsync(string sql)
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        private void KillDatabase()
        {
            var file = Directory.EnumerateFiles(folder, "postmaster.pid", SearchOption.AllDirectories).First();
            using var server = Process.GetProcessById(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
            server.Kill();
        }

        private static long MemoryOf(Process process) => long.Parse(
            File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) / 1024;

        // What anybody would write who has MailKit, a list, and no wish to lose nothing.
        private async Task<double> BareAsync(int port, int count)
        {
            var watch = Stopwatch.StartNew();
            var left = count;
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync("127.0.0.1", port);
                using var client = new SmtpClient();
                await client.ConnectAsync(socket, "127.0.0.1", port, SecureSocketOptions.None);
                using var signature = MailBench.SignatureOf(keyFile);
                while (Interlocked.Decrement(ref left) is >= 0 and var number)
                {
                    var words = new MultipartAlternative(new TextPart("plain") { Text = Text }, new TextPart("html") { Text = Page });
                    var message = new MimeMessage { Subject = "Meting van één nieuwsbrief", Body = words };
                    message.From.Add(new MailboxAddress("Meting", "noreply@toets.example"));
                    message.To.Add(new MailboxAddress("", $"lezer{number}@toets{number % 50}.example"));
                    message.Headers.Add("List-Unsubscribe", $"<https://portaal.voorbeeld.nl/nieuwsbrieven/afmelden?sleutel={number}>");
                    message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
                    message.Prepare(EncodingConstraint.SevenBit);
                    signature.Sign(FormatOptions.Default, message);
                    await client.SendAsync(message);
                }
                await client.DisconnectAsync(quit: true);
            })));
            return watch.Elapsed.TotalSeconds;
        }

        private const string Paragraph =
            "<p style=\"margin:0 0 16px\">Een stuk van het portaal met een paar zinnen waarom het de moeite waard is.</p>\n";

        // As large as a newsletter of a dozen pieces; the bare loop sends as much as the portal's layout makes of it.
        private static readonly string Html = string.Concat(Enumerable.Repeat(Paragraph, 120));

        private static readonly string Page =
            $"<!doctype html><html lang=\"nl\"><title>Meting</title>{new string(' ', 9_000)}{Html}</html>";

        private static readonly string Text = string.Concat(Enumerable.Repeat("Een stuk van het portaal met een paar zinnen.\n\n", 120));
    }

    /// <summary>A mail server that knows whom it took a mail for, and that can die.</summary>
    private sealed class RecordingSink : IDisposable
    {
        private readonly ConcurrentDictionary<TcpClient, bool> clients = new();
        private TcpListener listener;

        public RecordingSink()
        {
            listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _ = AcceptAsync(listener);
        }

        public int Port { get; }

        /// <summary>The addresses of the mails it took.</summary>
        public ConcurrentQueue<string> Taken { get; } = new();

        public void Forget() => Taken.Clear();

        /// <summary>Goes away without a word, and comes back.</summary>
        public async Task DieAsync(TimeSpan away)
        {
            listener.Stop();
            foreach (var client in clients.Keys) client.Client.Close(0);
            await Task.Delay(away);
            listener = new TcpListener(IPAddress.Loopback, Port);
            listener.Start();
            _ = AcceptAsync(listener);
        }

        public void Dispose() => listener.Stop();

        private async Task AcceptAsync(TcpListener from)
        {
            try
            {
                while (true) _ = TalkAsync(await from.AcceptTcpClientAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // it went away
            }
        }

        private async Task TalkAsync(TcpClient client)
        {
            clients[client] = true;
            try
            {
                using (client)
                {
                    client.NoDelay = true;
                    using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                    var (stream, to, inText) = (client.GetStream(), "", false);
                    Task SayAsync(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n")).AsTask();
                    await SayAsync("220 sink");
                    while (await reader.ReadLineAsync() is { } line)
                    {
                        if (inText)
                        {
                            if (line != ".") continue;
                            inText = false;
                            Taken.Enqueue(to);
                            await SayAsync("250 2.0.0 taken");
                            continue;
                        }
                        if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase)) to = line.Split('<', '>')[1];
                        inText = line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
                        await SayAsync(
                            inText ? "354 go" : line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 2.0.0 ok");
                    }
                }
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // they went, or it did
            }
            finally
            {
                clients.TryRemove(client, out _);
            }
        }
    }
}
