using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Portal.Platform.Conditions;

/// <summary>
/// The certificate that visitors see at the public address, over a connection as theirs. That there is no connection says nothing of the
/// certificate: that is unknown.
/// </summary>
internal sealed class CertificateCondition(IOptions<PlatformOptions> options, TimeProvider clock) : ICondition
{
    private const int DaysOfAttention = 21;
    private const int DaysOfUrgency = 7;

    // Shorter than the board's patience, so that this has words of its own.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(7);

    public async Task<Condition> LookAsync(CancellationToken stop)
    {
        var address = new Uri(options.Value.PublicUrl);
        if (address.Scheme != Uri.UriSchemeHttps)
            return Condition.Good(
                $"Het adres is {address.GetLeftPart(UriPartial.Authority)}, zonder https: hier is geen certificaat nodig.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(AnswerWithin);
        try
        {
            var (errors, certificate) = await AskAsync(address, patience.Token);
            using (certificate) return Of(certificate, errors, address.Host, clock.GetUtcNow());
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or OperationCanceledException
            && !stop.IsCancellationRequested)
        {
            return Condition.Unknown($"Vanaf deze server lukt geen beveiligde verbinding met {address.Host}.") with
            {
                Todo = "Open het portaal in je browser en klik op het slotje. Ziet dat er goed uit, dan is er niets aan de hand: soms mag "
                    + "een server zijn eigen adres niet bezoeken.",
                Door = ("Open het portaal", address.GetLeftPart(UriPartial.Authority)),
            };
        }
    }

    private static async Task<(SslPolicyErrors Errors, X509Certificate2 Certificate)> AskAsync(Uri address, CancellationToken stop)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.IdnHost, address.Port, stop);
        var errors = SslPolicyErrors.None;
        // Whatever it shows is taken, for it is looked at and nothing is sent: the verdict is below.
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = address.IdnHost,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, _, _, found) => (errors = found) == found,
            },
            stop);
        return (errors, new X509Certificate2(tls.RemoteCertificate ?? throw new AuthenticationException("It shows no certificate.")));
    }

    /// <summary>What this certificate means.</summary>
    internal static Condition Of(X509Certificate2 certificate, SslPolicyErrors errors, string host, DateTimeOffset now)
    {
        var until = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        var day = DutchTime.DateOf(until).Long();
        var days = (int)Math.Floor((until - now).TotalDays);
        var (state, says) = days switch
        {
            _ when until <= now => (
                ConditionState.Urgent, $"Het certificaat is verlopen op {day}: browsers laten bezoekers er niet door."),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => (
                ConditionState.Urgent, $"Het certificaat is niet voor {host}: browsers laten bezoekers er niet door."),
            < DaysOfUrgency => (ConditionState.Urgent, $"Het certificaat verloopt over {Amounts.Of(days, "dag", "dagen")}, op {day}."),
            < DaysOfAttention => (ConditionState.Attention, $"Het certificaat verloopt over {days} dagen, op {day}."),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) => (
                ConditionState.Attention, $"Het certificaat geldt tot {day}, maar deze server vertrouwt niet wie het uitgaf."),
            _ => (ConditionState.Good, $"Het certificaat geldt nog {days} dagen, tot {day}."),
        };
        return new(state, says)
        {
            Todo = state switch
            {
                ConditionState.Good => "",
                _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) || days >= DaysOfAttention =>
                    "Vraag wie het certificaat regelt om een goed certificaat, met alle schakels erbij.",
                _ => "Vraag wie het certificaat regelt om een nieuw. Gaat dat vanzelf? Dan lukt dat nu niet.",
            },
            Facts =
            [
                $"Adres: {host}",
                $"Uitgegeven door: {certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true)}",
            ],
        };
    }
}
