using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Portal.Platform.Mail;

/// <summary>What there is to say of the mail server, without sending a mail.</summary>
/// <param name="Problem">Why there is no talking with it, as in <see cref="MailResult.Reason"/>; null: it would take mail.</param>
/// <param name="Tls">The protocol the conversation is encrypted with, e.g. <c>TLS 1.3</c>; null: it is not.</param>
/// <param name="Certificate">Whose certificate it showed; null: none.</param>
/// <param name="ValidUntil">Until when that holds.</param>
/// <param name="IsThisMachine">True where nobody stands between: it need not be encrypted.</param>
public sealed record MailServerReport(
    string? Problem, string? Tls, string? Certificate, DateTimeOffset? ValidUntil, bool IsThisMachine);

/// <summary>Greets the mail server as for a mail, up to and with saying who we are, and leaves.</summary>
public sealed class MailServerProbe
{
    private readonly MailOptions options;
    private readonly TimeProvider clock;

    internal MailServerProbe(IOptions<MailOptions> options, TimeProvider clock) => (this.options, this.clock) = (options.Value, clock);

    /// <summary>Asks; null where no server is set. What goes wrong is an answer.</summary>
    public async Task<MailServerReport?> AskAsync(CancellationToken stop)
    {
        if (options.Host.Length == 0) return null;
        SmtpConnection? opening = null;
        string? problem = null;
        try
        {
            await SmtpConnection.OpenAsync(options, clock, false, null, made => opening = made, stop);
        }
        catch (Exception e) when (SmtpTransport.IsTrouble(e) && !stop.IsCancellationRequested)
        {
            problem = opening?.Talk.Refusal?.ToString() ?? SmtpTransport.WordFor(e);
        }
        var certificate = opening?.Certificate;
        var report = new MailServerReport(
            problem, opening?.Tls, certificate?.GetNameInfo(X509NameType.DnsName, forIssuer: false),
            certificate?.NotAfter.ToUniversalTime(), options.IsLoopback);
        if (problem is null) await opening!.CloseAsync();
        return report;
    }
}
