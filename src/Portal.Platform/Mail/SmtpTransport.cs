using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Portal.Platform.Mail;

/// <summary>Mail by SMTP (RFC 5321), with MailKit.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider clock, DkimKeys? keys = null)
    : IMailTransport, IAsyncDisposable
{
    private readonly SmtpPool pool = new(options.Value.Connections, clock);
    private readonly Lazy<SigningKey?> keyOfSettings = new(options.Value.SettingsKey);

    public async Task<MailResult> SendAsync(Letter letter, CancellationToken stop)
    {
        var sender = options.Value.Sender;
        if (!MailWriter.TryRead(letter.Mail.To, out var to)) return new MailResult(MailOutcome.Refused, "553 5.1.3");
        if (!MailWriter.TryRead(letter.Mail.ReturnPath ?? sender.Address, out var from))
            return new MailResult(MailOutcome.Refused, "553 5.1.7");

        (from, to) = (MailWriter.ForServers(from), MailWriter.ForServers(to));
        using var place = await pool.EnterAsync(letter.Mail.Lane, stop);
        var isForUtf8 = MailWriter.NeedsUtf8(from) || MailWriter.NeedsUtf8(to);
        SigningKey? key;
        try
        {
            key = keys is null ? keyOfSettings.Value : await keys.FindAsync(stop);
        }
        catch (Exception e) when (e is DbException || (IsTrouble(e) && !stop.IsCancellationRequested))
        {
            return new MailResult(MailOutcome.Unreachable, "key"); // unsigned it would be taken for somebody else's
        }
        return await TrySendAsync(letter, from, to, key, isForUtf8 ? null : pool.TakeKept(key), stop)
            ?? await TrySendAsync(letter, from, to, key, null, stop)
            ?? throw new InvalidOperationException("A new connection gives an answer.");
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    /// <summary>What goes wrong between servers, and not in our program.</summary>
    internal static bool IsTrouble(Exception e) =>
        e is OperationCanceledException or TimeoutException or SocketException or IOException or ObjectDisposedException
            or SslHandshakeException or System.Security.Authentication.AuthenticationException or MailKit.Security.AuthenticationException
            or NotSupportedException or CommandException or ProtocolException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException;

    // Null when the server had gone from a connection that was kept, before it took anything of this mail: nobody has to hear of that.
    private async Task<MailResult?> TrySendAsync(
        Letter letter, MailboxAddress from, MailboxAddress to, SigningKey? key, SmtpConnection? connection, CancellationToken stop)
    {
        if (connection is null)
        {
            SmtpConnection? opening = null;
            try
            {
                var isForUtf8 = MailWriter.NeedsUtf8(from) || MailWriter.NeedsUtf8(to);
                connection = await SmtpConnection.OpenAsync(options.Value, clock, isForUtf8, key, made => opening = made, stop);
            }
            catch (Exception e) when (IsTrouble(e) && !stop.IsCancellationRequested)
            {
                return new MailResult(MailOutcome.Unreachable, opening?.Talk.Refusal?.ToString() ?? WordFor(e));
            }
        }

        try
        {
            if (connection.MaxSize > 0 && letter.Mail.Size > connection.MaxSize) return new MailResult(MailOutcome.Refused, "552 5.3.4");
            if (connection.IsForUtf8 && !connection.TakesUtf8)
                return new MailResult(MailOutcome.Refused, "553 5.6.7");
            await connection.SendAsync(MailWriter.Write(letter, options.Value.Sender, to), from, to, stop);
            return new MailResult(MailOutcome.Sent, null);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            var (stage, refusal) = (connection.Talk.Stage, connection.Talk.Refusal);
            if (refusal is null && stop.IsCancellationRequested && stage != SmtpStage.Ended) throw new OperationCanceledException(stop);
            if (connection.IsKept && stage == SmtpStage.Sender && refusal is null or { Code: 421 }) return null;
            return refusal is null ? Lost(stage, WordFor(e)) : Refused(refusal, letter.Mail.ReturnPath is not null);
        }
        finally
        {
            // Such mails are rare, and no other can go over it.
            if (connection.IsForUtf8) await connection.CloseAsync();
            else pool.Return(connection);
        }
    }

    // Until the server has taken the sender it is about the server; after that it may be this mail that it cannot stand.
    private static MailResult Lost(SmtpStage stage, string word) => new(
        stage switch
        {
            SmtpStage.Greeting or SmtpStage.Sender => MailOutcome.Unreachable,
            SmtpStage.Ended => MailOutcome.Unknown,
            _ => MailOutcome.Later,
        },
        word);

    private static MailResult Refused(SmtpRefusal refusal, bool hasReturnPath) => new(
        refusal switch
        {
            { Code: 421, Stage: SmtpStage.Sender } => MailOutcome.Unreachable,
            { Code: 530 or 534 or 535 or 538 } => MailOutcome.Unreachable, // it wants to know who we are: our settings
            { Code: < 500 } => MailOutcome.Later,
            { Code: not 552, Stage: SmtpStage.Sender } when hasReturnPath => MailOutcome.SenderRefused,
            { Code: not (552 or 553), Stage: SmtpStage.Sender } => MailOutcome.Unreachable, // not our sender: our settings
            _ => MailOutcome.Refused,
        },
        refusal.ToString());

    internal static string WordFor(Exception e) => e switch
    {
        TimeoutException => "timeout",
        SocketException => "connect",
        SslHandshakeException or System.Security.Authentication.AuthenticationException or NotSupportedException => "tls",
        MailKit.Security.AuthenticationException => "login",
        _ => "closed",
    };
}
