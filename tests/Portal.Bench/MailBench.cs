using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Data.Embedded;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Bench;

/// <summary>
/// What mail does to Debian's <c>smtp-sink</c> (package postfix), from the outbox to the server's yes, beside a bare MailKit loop over as
/// many connections in the same run; and how long a person waits while there is a lot that nobody waits for.
/// </summary>
internal static class MailBench
{
    private const int Rounds = 5;
    private const int Warming = 2;
    private const int Connections = 4;
    private const int Mails = 4_000;
    private const int Waiting = 5_000;
    private const double WorkerOfBefore = 91; // mails a second: nodemailer in a Node process, measured before MailKit took its place

    /// <summary>Measures, and prints rows of a table.</summary>
    public static async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        var port = PortalProcess.FreePort();
        using var sink = await SinkAsync(port);
        try
        {
            using var key = RSA.Create(2048);
            var keyFile = Path.Combine(folder, "dkim.pem");
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
            await using var server = await EmbeddedPostgres.EnterAsync(Path.Combine(folder, "data"), NullLogger.Instance);
            await using var source = NpgsqlDataSource.Create(server.ConnectionString);
            var met = true;
            foreach (var signed in new[] { false, true })
            {
                await using var services = Services(server.ConnectionString, port, signed ? keyFile : "");
                await services.GetRequiredService<Database>().StartAsync();
                foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(default);
                met &= await ThroughputAsync(services, source, signed);
                if (!signed) met &= await LatencyAsync(services, source);
                foreach (var service in services.GetServices<IHostedService>().Reverse()) await service.StopAsync(default);
            }
            return met;
        }
        finally
        {
            sink.Kill();
            await sink.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> ThroughputAsync(ServiceProvider services, NpgsqlDataSource source, bool signed)
    {
        var options = services.GetRequiredService<IOptions<MailOptions>>().Value;
        for (var round = 0; round < Warming; round++) // compiled, and compiled again for what is used often
        {
            await BareAsync(options, Mails);
            await PortalAsync(services, source, Mails);
        }
        var (bare, portal) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++) // in turn, so that a machine that becomes slower does so for both
        {
            bare.Add(await BareAsync(options, Mails));
            portal.Add(await PortalAsync(services, source, Mails));
        }
        var ratios = bare.Zip(portal, (loop, ours) => ours / loop).Order().ToList();
        var what = signed ? "signed" : "unsigned";
        var isFast = Table.Row(
            $"mails {what}, outbox to smtp-sink, beside a bare MailKit loop over {Connections} connections", ">= 0.9x",
            $"{ratios[0]:0.00} to {ratios[^1]:0.00}x ({portal.Min():0} to {portal.Max():0}/s; bare {bare.Min():0} to {bare.Max():0}/s)",
            ratios[ratios.Count / 2] >= 0.9);
        if (signed) return isFast;
        return isFast & Table.Row(
            $"the same beside the worker of before ({WorkerOfBefore:0}/s)", ">= 3x", $"{portal.Max() / WorkerOfBefore:0.0}x",
            portal.Max() >= 3 * WorkerOfBefore);
    }

    private static async Task<bool> LatencyAsync(ServiceProvider services, NpgsqlDataSource source)
    {
        await EnqueueAsync(services, Waiting, JobLane.Bulk);
        var waits = new List<double>();
        while (await WaitingAsync(source) > Waiting / 10)
        {
            var watch = Stopwatch.StartNew();
            var key = await EnqueueAsync(services, 1, JobLane.Soon);
            await using var asked = source.CreateCommand("select count(*) from platform.outbox where dedupe_key = $1 and sent_at is null");
            asked.Parameters.Add(new NpgsqlParameter { Value = key });
            while ((long)(await asked.ExecuteScalarAsync())! > 0) await Task.Delay(2);
            waits.Add(watch.Elapsed.TotalSeconds);
            await Task.Delay(100);
        }
        while (await WaitingAsync(source) > 0) await Task.Delay(20);
        waits.Sort();
        return Table.Row(
            $"a mail that a person waits for, while {Waiting:N0} others wait ({waits.Count} times)", "<= 1 s",
            $"{waits[waits.Count / 2]:0.000} s (slowest {waits[^1]:0.000} s)", waits[^1] <= 1);
    }

    private static async Task<double> PortalAsync(ServiceProvider services, NpgsqlDataSource source, int count)
    {
        var watch = Stopwatch.StartNew();
        await EnqueueAsync(services, count, JobLane.Bulk, () => watch.Restart());
        while (await WaitingAsync(source) > 0) await Task.Delay(10);
        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<string> EnqueueAsync(ServiceProvider services, int count, JobLane lane, Action? written = null)
    {
        await using var scope = services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<MailOutbox>();
        var mail = NewMail();
        await scope.ServiceProvider.GetRequiredService<DbSession>().InTransactionAsync(async () =>
        {
            for (var i = 0; i < count; i++) await outbox.EnqueueAsync(mail = NewMail() with { Lane = lane }, default);
            written?.Invoke();
        });
        return mail.DedupeKey;
    }

    // At most a thousand are counted, the newest, which go last: to count all of them a hundred times a second is work of its own.
    private static async Task<long> WaitingAsync(NpgsqlDataSource source) => (long)(await source.CreateCommand(
        "select count(*) from (select from platform.outbox where sent_at is null order by created_at desc limit 1000) waiting")
        .ExecuteScalarAsync())!;

    // What anybody would write who has MailKit, a list, and no wish to lose nothing.
    private static async Task<double> BareAsync(MailOptions options, int count)
    {
        var watch = Stopwatch.StartNew();
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(options.Host, options.Port);
            using var client = new SmtpClient();
            await client.ConnectAsync(socket, options.Host, options.Port, SecureSocketOptions.None);
            using var signature = options.SettingsKey() is { } key ? new DkimSignature(key, TimeProvider.System) : null;
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var mail = NewMail();
                var words = new MultipartAlternative(new TextPart("plain") { Text = mail.Text }, new TextPart("html") { Text = mail.Html! });
                var message = new MimeMessage { Subject = mail.Subject, Body = words };
                message.From.Add(options.Sender);
                message.To.Add(MailboxAddress.Parse(mail.To));
                message.Prepare(EncodingConstraint.SevenBit);
                signature?.Sign(FormatOptions.Default, message);
                await client.SendAsync(message);
            }
            await client.DisconnectAsync(quit: true);
        })));
        return count / watch.Elapsed.TotalSeconds;
    }

    private const string Paragraph = "<p style=\"font-size:18px;line-height:28px\">Eén regel van een gewone mail.</p>\n";

    private const string Text = "Hallo,\n\nEén regel van een gewone mail.\n\nhttps://toets.example/inloggen/link/abcdefghijklmnop\n";

    // As large as the portal's own mails.
    private static readonly string Html =
        $"<!doctype html><html lang=\"nl\"><title>Meting</title>{string.Concat(Enumerable.Repeat(Paragraph, 120))}</html>";

    private static int made;

    private static Mail NewMail()
    {
        var number = Interlocked.Increment(ref made).ToString(CultureInfo.InvariantCulture);
        return new($"lid{number}@toets.example", "Meting van één mail", Text, Html, "bench", number);
    }

    private static ServiceProvider Services(string connectionString, int port, string keyFile)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ConnectionStrings:Portal", connectionString),
            new("Mail:Host", "127.0.0.1"), new("Mail:Port", $"{port}"), new("Mail:Connections", $"{Connections}"),
            new("Mail:From", "Meting <noreply@toets.example>"), new("Mail:DkimKeyFile", keyFile),
            new("Mail:DkimDomain", keyFile.Length > 0 ? "toets.example" : ""), new("Mail:DkimSelector", keyFile.Length > 0 ? "meting" : ""),
        ]).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddLogging().AddPlatform(configuration).BuildServiceProvider();
    }

    /// <summary>What signs as the portal does.</summary>
    public static DkimSignature SignatureOf(string keyFile) => new(
        new SigningKey("toets.example", "meting", File.ReadAllText(keyFile)), TimeProvider.System);

    /// <summary>Starts Debian's <c>smtp-sink</c>, and waits until it listens.</summary>
    public static Process StartSink(int port) => SinkAsync(port).GetAwaiter().GetResult();

    private static async Task<Process> SinkAsync(int port)
    {
        const string program = "/usr/sbin/smtp-sink";
        if (!File.Exists(program)) throw new FileNotFoundException("smtp-sink is not installed. Debian: apt-get install postfix.", program);
        string[] user = Environment.UserName == "root" ? ["-u", "nobody"] : [];
        var sink = Process.Start(new ProcessStartInfo(program, [.. user, $"127.0.0.1:{port}", "100"]) { UseShellExecute = false })!;
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", port);
                return sink;
            }
            catch (SocketException) when (tries < 500 && !sink.HasExited)
            {
                await Task.Delay(20);
            }
        }
    }
}
