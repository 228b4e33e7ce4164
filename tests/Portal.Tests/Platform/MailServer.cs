using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

/// <summary>A real SMTP server (npm smtp-server), in a process of its own.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process process;
    private readonly ConcurrentQueue<Said> said = new();

    private MailServer(Process process, int port)
    {
        (this.process, Port) = (process, port);
        _ = HearAsync();
    }

    public int Port { get; }

    /// <summary>What it took, oldest first.</summary>
    public IReadOnlyList<TakenMail> Taken => [.. said.Where(line => line.Raw is not null).Select(line => new TakenMail(line.From!, line.To!, line.User, line.Raw!))];

    public static async Task<MailServer> StartAsync(int port = 0)
    {
        var started = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(Checkout.Root, "tests/Portal.Tests/Platform/mail-server.mjs"), $"{port}" },
            WorkingDirectory = Checkout.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new MailServer(started, JsonSerializer.Deserialize<Said>((await started.StandardOutput.ReadLineAsync())!, Json)!.Port);
    }

    /// <summary>The mails to this address.</summary>
    public IReadOnlyList<TakenMail> To(string address) => [.. Taken.Where(mail => mail.To.Contains(address))];

    /// <summary>Waits for a mail to this address.</summary>
    public async Task<TakenMail> NextToAsync(string address)
    {
        await Eventually.Async(() => To(address).Count > 0, "the mail arrives");
        return To(address)[0];
    }

    /// <summary>Waits until it has a mail to this address in its hands, and has not answered.</summary>
    public Task HoldsAsync(string address) => Eventually.Async(() => said.Any(line => line.Held == address), "the mail is held");

    /// <summary>Lets it answer.</summary>
    public Task GoOnAsync() => process.StandardInput.WriteLineAsync("go");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task HearAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line) said.Enqueue(JsonSerializer.Deserialize<Said>(line, Json)!);
    }

    private sealed record Said(int Port, string? Held, string? From, string[]? To, string? User, string? Raw);
}

/// <summary>A mail as the server got it.</summary>
/// <param name="From">The envelope's sender.</param>
/// <param name="To">The envelope's recipients.</param>
/// <param name="User">Who sent it, where they said so.</param>
/// <param name="Raw">Headers and body.</param>
internal sealed partial record TakenMail(string From, string[] To, string? User, string Raw)
{
    /// <summary>A header, unfolded and with its encoded words read (RFC 2047).</summary>
    public string Header(string name)
    {
        var lines = Fold().Replace(Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)], "").Split("\r\n");
        var value = lines.Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
        return EncodedWord().Replace(value.Replace("?= =?", "?==?", StringComparison.Ordinal), word => Quoted(word.Groups["text"].Value.Replace('_', ' ')));
    }

    /// <summary>The part of this type, as it was written (RFC 2045 6.7).</summary>
    public string Part(string type)
    {
        var at = Raw.IndexOf($"Content-Type: {type}", StringComparison.Ordinal);
        var start = Raw.IndexOf("\r\n\r\n", at, StringComparison.Ordinal);
        var encoded = Raw[Math.Max(0, Raw.LastIndexOf("\r\n--", at, StringComparison.Ordinal))..start].Contains("quoted-printable", StringComparison.Ordinal);
        var body = Raw[(start + 4)..].Split("\r\n--")[0];
        return (encoded ? Quoted(body.Replace("=\r\n", "", StringComparison.Ordinal)) : body).ReplaceLineEndings("\n");
    }

    private static string Quoted(string text) =>
        Octets().Replace(text, octets => Encoding.UTF8.GetString(Convert.FromHexString(octets.Value.Replace("=", "", StringComparison.Ordinal))));

    [GeneratedRegex(@"\r\n(?=[ \t])", RegexOptions.None, 1000)]
    private static partial Regex Fold();

    [GeneratedRegex(@"=\?UTF-8\?Q\?(?<text>[^?]*)\?=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EncodedWord();

    [GeneratedRegex("(=[0-9A-F]{2})+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Octets();
}
