using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Portal.Platform.Mail;

/// <summary>One connection with the server, for one mail at a time.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos, EnsureNewLine = true };

    // Without waiting for acknowledgements (Nagle's algorithm): each mail ends in a small packet, and would stand still for 40 ms.
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly MailOptions server;
    private readonly DkimSignature? signature;
    private readonly SmtpClient client;
    private SmtpCapabilities offered;

    private SmtpConnection(MailOptions server, TimeProvider clock, bool isForUtf8, SigningKey? key)
    {
        (IsForUtf8, Key) = (isForUtf8, key);
        (this.server, Talk) = (server, new SmtpConversation(clock));
        signature = key is null ? null : new DkimSignature(key, clock);
        client = new SmtpClient(Talk) { CheckCertificateRevocation = false, ServerCertificateValidationCallback = IsTrusted };
    }

    /// <summary>How far it is, and what the server did not agree with.</summary>
    public SmtpConversation Talk { get; }

    /// <summary>
    /// True when addresses go over it as they are (SMTPUTF8). Else names of domains go as ASCII: the next server on the way may not take
    /// them otherwise. It is one or the other for all of its life.
    /// </summary>
    public bool IsForUtf8 { get; }

    /// <summary>What signs the mail that goes over it; null: nothing.</summary>
    public SigningKey? Key { get; }

    /// <summary>True once a mail went over it: a failure may be its age.</summary>
    public bool IsKept { get; private set; }

    /// <summary>When a mail last went over it.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>True while another mail can go over it. What can be read of a connection at rest is the server's goodbye.</summary>
    public bool IsAlive
    {
        get
        {
            try
            {
                return client.IsConnected && !socket.Poll(0, SelectMode.SelectRead);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return false;
            }
        }
    }

    /// <summary>True when the server takes addresses with other letters than ASCII before the @ (SMTPUTF8, RFC 6531).</summary>
    public bool TakesUtf8 => offered.HasFlag(SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime);

    /// <summary>The certificate it showed, trusted or not; null: none.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>What it is encrypted with, e.g. <c>TLS 1.3</c>; null: it is not.</summary>
    public string? Tls { get; private set; }

    /// <summary>The largest mail the server says to take (RFC 1870), in bytes; 0: it does not say.</summary>
    public long MaxSize => client.MaxSize;

    /// <summary>Connects, encrypts, and says who we are.</summary>
    /// <param name="server">The server.</param>
    /// <param name="clock">For the patience with it.</param>
    /// <param name="isForUtf8">See <see cref="IsForUtf8"/>.</param>
    /// <param name="key">Signs what goes over it; null: nothing is signed.</param>
    /// <param name="opening">Is given the connection before anything was said, so that a refusal can be read when opening fails.</param>
    /// <param name="stop">Cancels the call.</param>
    public static async Task<SmtpConnection> OpenAsync(
        MailOptions server, TimeProvider clock, bool isForUtf8, SigningKey? key, Action<SmtpConnection> opening, CancellationToken stop)
    {
        var connection = new SmtpConnection(server, clock, isForUtf8, key);
        opening(connection);
        try
        {
            await connection.Talk.RunAsync(SmtpStage.Greeting, connection.ConnectAsync, stop);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message; what the server does not agree with is an exception, and stands in <see cref="Talk"/>.</summary>
    public async Task SendAsync(MimeMessage message, MailboxAddress sender, MailboxAddress to, CancellationToken stop)
    {
        message.Prepare(EncodingConstraint.SevenBit); // no server on the way has to encode it anew, which would break the signature
        if (signature is not null)
        {
            MailWriter.Encode(message);
            signature.Sign(Format, message);
        }
        await Talk.RunAsync(SmtpStage.Sender, patient => client.SendAsync(Format, message, sender, [to], patient), stop);
        IsKept = true;
    }

    /// <summary>Says goodbye, if that can be done at once.</summary>
    public async Task CloseAsync()
    {
        using (this)
        {
            try
            {
                if (!IsAlive) return;
                await Talk.RunAsync(SmtpStage.Greeting, patient => client.DisconnectAsync(quit: true, patient), CancellationToken.None);
            }
            catch (Exception e) when (SmtpTransport.IsTrouble(e))
            {
                // it is gone either way
            }
        }
    }

    public void Dispose()
    {
        client.Dispose();
        signature?.Dispose();
        socket.Dispose();
    }

    private async Task ConnectAsync(CancellationToken stop)
    {
        await socket.ConnectAsync(server.Host, server.Port, stop);
        await client.ConnectAsync(socket, server.Host, server.Port, Security, stop);
        Tls = client.IsSecure ? $"TLS {(client.SslProtocol == SslProtocols.Tls13 ? "1.3" : "1.2")}" : null;
        if (server.User.Length > 0) await client.AuthenticateAsync(server.User, server.Password, stop);
        // Without these a mail ends with a dot, which can be seen.
        offered = client.Capabilities & ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
        client.Capabilities = IsForUtf8 ? offered : offered & ~SmtpCapabilities.UTF8; // the library lets nobody switch it on again
    }

    private SecureSocketOptions Security => server.Tls switch
    {
        _ when server.Port == 465 || server.Tls == MailTls.FromStart => SecureSocketOptions.SslOnConnect,
        MailTls.Auto when server.IsLoopback => SecureSocketOptions.None,
        MailTls.WhereOffered when server.User.Length == 0 || server.IsLoopback => SecureSocketOptions.StartTlsWhenAvailable,
        _ => SecureSocketOptions.StartTls, // a password never travels in the clear
    };

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not null) Certificate = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || server.CaFile.Length == 0) return false;
        if (certificate is null || chain is null) return false;
        using var own = new X509Chain();
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(server.Roots());
        foreach (var element in chain.ChainElements) own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }
}
