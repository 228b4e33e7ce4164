using System.Globalization;
using System.Text;
using MailKit;

namespace Portal.Platform.Mail;

/// <summary>How far a conversation with a server is.</summary>
internal enum SmtpStage
{
    /// <summary>Connecting, up to and with saying who we are.</summary>
    Greeting,

    /// <summary>The sender was named; the server has not answered.</summary>
    Sender,

    /// <summary>The server takes mail from us; whether to this person is not said.</summary>
    Recipient,

    /// <summary>The server takes mail to this person.</summary>
    Data,

    /// <summary>The text is under way; without its end it is no mail.</summary>
    Text,

    /// <summary>The final dot is out: from here on the mail may have been taken.</summary>
    Ended,
}

/// <summary>What a server did not agree with.</summary>
/// <param name="Code">Its reply (RFC 5321 4.2).</param>
/// <param name="Enhanced">The same in detail (RFC 3463); null: it did not say.</param>
/// <param name="Stage">What it was the answer to.</param>
internal sealed record SmtpRefusal(int Code, string? Enhanced, SmtpStage Stage)
{
    public override string ToString() => Enhanced is null ? Code.ToString(CultureInfo.InvariantCulture) : $"{Code} {Enhanced}";
}

/// <summary>
/// Listens in on a connection: how far it is, the first refusal, and how long ago the other side was heard. MailKit says what it wrote
/// once that is written, so what is not heard here has not been sent; and it asks on after a refusal, whose code would be lost
/// when that fails. Nothing that was said is kept.
/// </summary>
internal sealed class SmtpConversation(TimeProvider clock) : IProtocolLogger
{
    private readonly StringBuilder line = new();
    private readonly byte[] tail = new byte[5];
    private CancellationTokenSource? patience;

    public SmtpStage Stage { get; private set; }

    public SmtpRefusal? Refusal { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Talks; ends with a <see cref="TimeoutException"/> when the other side is silent for too long.</summary>
    public async Task RunAsync(SmtpStage from, Func<CancellationToken, Task> talk, CancellationToken stop)
    {
        (Stage, Refusal) = (from, null);
        line.Clear();
        using var alone = patience = new CancellationTokenSource(PatienceAt(from), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, alone.Token);
        try
        {
            await talk(both.Token);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException("The mail server is silent.", e);
        }
        finally
        {
            patience = null;
        }
    }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        if (Stage == SmtpStage.Text && EndsText(buffer.AsSpan(offset, count))) Stage = SmtpStage.Ended;
        Heard();
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        foreach (var letter in buffer.AsSpan(offset, count))
        {
            if (letter != '\n')
            {
                if (line.Length < 20) line.Append((char)letter); // the codes; its words are not looked at
                continue;
            }
            Hear(line.ToString());
            line.Clear();
        }
        Heard();
    }

    public void Dispose()
    {
    }

    // RFC 5321 4.2: three digits, and a space where it is the last line of a reply.
    private void Hear(string reply)
    {
        if (Refusal is not null || reply.Length < 3 || (reply.Length > 3 && reply[3] == '-')) return;
        if (!int.TryParse(reply.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) return;
        if (code >= 400) Refusal = new SmtpRefusal(code, EnhancedOf(reply), Stage);
        else if (Stage is SmtpStage.Sender or SmtpStage.Recipient or SmtpStage.Data) Stage++;
    }

    private static string? EnhancedOf(string reply)
    {
        var word = reply.Length > 4 ? reply[4..].Split(' ', '\r')[0] : "";
        var isCode = word.Split('.') is [{ Length: 1 }, { Length: > 0 and <= 3 }, { Length: > 0 and <= 3 }];
        return isCode && word.All(letter => char.IsAsciiDigit(letter) || letter == '.') ? word : null;
    }

    private bool EndsText(ReadOnlySpan<byte> written)
    {
        var kept = Math.Max(0, tail.Length - written.Length);
        tail.AsSpan(tail.Length - kept).CopyTo(tail);
        written[^Math.Min(written.Length, tail.Length)..].CopyTo(tail.AsSpan(kept));
        return tail.AsSpan().SequenceEqual("\r\n.\r\n"u8);
    }

    private void Heard() => patience?.CancelAfter(PatienceAt(Stage));

    // After the final dot a server stores it, or looks for viruses in it: who leaves too early sends it twice (RFC 5321 4.5.3.2.6).
    private static TimeSpan PatienceAt(SmtpStage stage) => stage switch
    {
        SmtpStage.Greeting => TimeSpan.FromSeconds(30),
        SmtpStage.Ended => TimeSpan.FromMinutes(10),
        _ => TimeSpan.FromMinutes(1),
    };
}
