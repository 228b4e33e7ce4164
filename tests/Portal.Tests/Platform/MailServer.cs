using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

/// <summary>
/// A real SMTP server on a real socket, that also can do what servers do on a bad day. What it does with a mail hangs on the address:
/// "weg" is not known (550), "straks" must wait (451), "traag" is held after its last dot until <see cref="GoOn"/>.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    /// <summary>An answer that never comes.</summary>
    public const string Silence = "";

    /// <summary>Hanging up instead of an answer.</summary>
    public const string Gone = "gone";

    private readonly TcpListener listener;
    private readonly ConcurrentQueue<TakenMail> taken = new();
    private readonly ConcurrentQueue<string> heard = new();
    private readonly ConcurrentDictionary<Session, Task> sessions = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private TaskCompletionSource going = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int connections;

    private MailServer(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The settings of a portal that sends by this server.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{Port}",
        ["Mail:From"] = "Weerbare Jeugd <noreply@weerbaar.example>",
    };

    /// <summary>What it answers to a line; null: what a good server does. The greeting is the answer to "CONNECT", a whole mail is ".".</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>What it offers (RFC 5321 4.1.1.1).</summary>
    public IReadOnlyList<string> Offers { get; set; } = ["PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8", "AUTH PLAIN"];

    /// <summary>Its certificate; null: it does not speak TLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>True: TLS before the first word.</summary>
    public bool TlsFromStart { get; set; }

    /// <summary>What it took, oldest first.</summary>
    public IReadOnlyList<TakenMail> Taken => [.. taken];

    /// <summary>Every line it heard but for texts; "CONNECT" for each connection.</summary>
    public IReadOnlyList<string> Heard => [.. heard];

    /// <summary>How many connections were made.</summary>
    public int Connections => connections;

    /// <summary>How many connections there are now.</summary>
    public int Open => sessions.Count;

    public static Task<MailServer> StartAsync(int port = 0) => Task.FromResult(new MailServer(port));

    /// <summary>A certificate of its own making for 127.0.0.1.</summary>
    public static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>The mails to this address.</summary>
    public IReadOnlyList<TakenMail> To(string address) => [.. Taken.Where(mail => mail.To.Contains(address))];

    /// <summary>Waits for a mail to this address.</summary>
    public async Task<TakenMail> NextToAsync(string address)
    {
        await Eventually.Async(() => To(address).Count > 0, "the mail arrives");
        return To(address)[0];
    }

    /// <summary>Waits until it heard this line so often.</summary>
    public Task HearsAsync(string line, int times = 1) =>
        Eventually.Async(() => Task.FromResult(Heard.Count(said => said.StartsWith(line, StringComparison.Ordinal)) >= times), $"the server hears {line}");

    /// <summary>Waits until it has a mail to this address in its hands, and has not answered.</summary>
    public Task HoldsAsync(string address) => HearsAsync($". {address}");

    /// <summary>Lets it answer for what it holds.</summary>
    public void GoOn() => Interlocked.Exchange(ref going, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Hangs up on everybody.</summary>
    public void HangUp()
    {
        foreach (var session in sessions.Keys) session.Client.Close();
    }

    /// <summary>Says goodbye to everybody without being asked (RFC 5321 3.8) and hangs up.</summary>
    public async Task SayGoodbyeAsync()
    {
        foreach (var session in sessions.Keys)
        {
            try
            {
                await session.SayAsync("421 4.4.2 you said nothing for too long");
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // It left in the same instant.
            }
        }
        HangUp();
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await stop.CancelAsync();
        HangUp();
        await accepting;
        await Task.WhenAll(sessions.Values);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var session = new Session(this, await listener.AcceptTcpClientAsync(stop.Token));
                Interlocked.Increment(ref connections);
                sessions[session] = Task.CompletedTask;
                sessions[session] = session.RunAsync();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // it stops
        }
    }

    private sealed class Session(MailServer server, TcpClient client)
    {
        private Stream stream = client.GetStream();
        private string? user, from;
        private List<string> to = [];

        public TcpClient Client => client;

        public async Task RunAsync()
        {
            try
            {
                if (server.TlsFromStart) await EncryptAsync();
                var goOn = await HearAsync("CONNECT", "220 mail.example ESMTP");
                while (goOn && await LineAsync() is { } line) goOn = await TakeAsync(line);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // they hung up, or we did
            }
            finally
            {
                client.Close();
                server.sessions.TryRemove(this, out _);
            }
        }

        public Task SayAsync(string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), server.stop.Token).AsTask();

        private async Task<bool> TakeAsync(string line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    List<string> offers = ["mail.example", .. server.Offers];
                    if (server.Certificate is not null && stream is not SslStream) offers.Add("STARTTLS");
                    return await HearAsync(line, string.Join("\r\n", offers.Select((offer, at) => $"250{(at == offers.Count - 1 ? ' ' : '-')}{offer}")));
                case "STARTTLS" when server.Certificate is not null:
                    if (!await HearAsync(line, "220 2.0.0 go")) return false;
                    await EncryptAsync();
                    return true;
                case "AUTH":
                    var said = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Split('\0');
                    if (said[2] == "goed") user = said[1];
                    return await HearAsync("AUTH", user is null ? "535 5.7.8 wrong" : "235 2.7.0 welcome");
                case "MAIL":
                    (from, to) = (AddressIn(line), []);
                    return await HearAsync(line, "250 2.1.0 ok");
                case "RCPT":
                    to.Add(AddressIn(line));
                    return await HearAsync(line, to[^1] switch
                    {
                        var address when address.StartsWith("weg", StringComparison.Ordinal) => $"550 5.1.1 <{address}> is not known here",
                        var address when address.StartsWith("straks", StringComparison.Ordinal) => $"451 4.3.0 <{address}> not now",
                        _ => "250 2.1.5 ok",
                    });
                case "DATA":
                    var refused = server.Answer(line) is not null;
                    return await HearAsync(line, "354 go on") && (refused || (server.Answer("TEXT") is not Gone && await TakeTextAsync()));
                case "QUIT":
                    await HearAsync(line, "221 2.0.0 bye");
                    return false;
                default:
                    return await HearAsync(line, "250 2.0.0 ok");
            }
        }

        private async Task<bool> TakeTextAsync()
        {
            var text = new StringBuilder();
            while (await LineAsync() is { } line)
            {
                if (line != ".")
                {
                    text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                    continue;
                }
                var (go, mail) = (server.going.Task, new TakenMail(from!, [.. to], user, Encoding.Latin1.GetBytes(text.ToString()), client.Client.RemoteEndPoint!.ToString()!));
                server.heard.Enqueue($". {to[0]}");
                if (to[0].StartsWith("traag", StringComparison.Ordinal)) await go.WaitAsync(server.stop.Token);
                var answer = server.Answer(".") ?? "250 2.0.0 taken";
                if (answer is ['2', ..]) server.taken.Enqueue(mail);
                return await AnswerAsync(answer);
            }
            return false;
        }

        // False: nothing more is heard from them.
        private async Task<bool> HearAsync(string line, string good)
        {
            var answer = server.Answer(line) ?? good;
            server.heard.Enqueue(line);
            return await AnswerAsync(answer);
        }

        private async Task<bool> AnswerAsync(string answer)
        {
            if (answer == Silence) await Task.Delay(Timeout.Infinite, server.stop.Token);
            if (answer == Gone) return false;
            await SayAsync(answer);
            return !answer.StartsWith("421", StringComparison.Ordinal);
        }

        private async Task EncryptAsync()
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, server.stop.Token);
            (stream, lines) = (tls, null);
        }

        private StreamReader? lines;

        // A byte a letter: a text may be in any encoding.
        private async Task<string?> LineAsync() => await (lines ??= new StreamReader(stream, Encoding.Latin1)).ReadLineAsync(server.stop.Token);

        private static string AddressIn(string line) =>
            Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')]));
    }
}

/// <summary>A mail as the server got it.</summary>
/// <param name="From">The envelope's sender.</param>
/// <param name="To">The envelope's recipients.</param>
/// <param name="User">Who sent it, where they said so.</param>
/// <param name="Raw">Headers and body.</param>
/// <param name="Connection">Over which connection it came.</param>
internal sealed record TakenMail(string From, string[] To, string? User, byte[] Raw, string Connection)
{
    /// <summary>The mail, read.</summary>
    public MimeMessage Message { get; } = MimeMessage.Load(new MemoryStream(Raw));

    /// <summary>A header, read; fails when there are two.</summary>
    public string Header(string name) => Message.Headers.Concat(Message.Body!.Headers).Single(header => header.Field.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The part of this type, as it was written.</summary>
    public string Part(string type) =>
        Message.BodyParts.OfType<TextPart>().First(part => part.ContentType.MimeType == type).Text.ReplaceLineEndings("\n");
}
