using System.Net;
using System.Net.Sockets;
using DnsClient;
using Microsoft.Extensions.Options;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Health;

/// <summary>What came of a question to DNS.</summary>
internal enum DnsOutcome
{
    /// <summary>There is an answer.</summary>
    Found,

    /// <summary>The name is there, and has nothing of this kind (NODATA, RFC 2308 2.2).</summary>
    NoRecord,

    /// <summary>There is no such name (NXDOMAIN, RFC 2308 2.1).</summary>
    NoName,

    /// <summary>Nobody knows: no answer, or a server that could not say. It says nothing about the name.</summary>
    Failed,
}

/// <summary>An answer of DNS.</summary>
/// <param name="Outcome">Whether there is something, nothing, or no knowing.</param>
/// <param name="Values">What there is: text, a name or an address each.</param>
/// <param name="Problem">Why nobody knows, Dutch.</param>
internal sealed record DnsAnswer(DnsOutcome Outcome, IReadOnlyList<string> Values, string? Problem = null)
{
    /// <summary>True when nobody knows.</summary>
    public bool HasFailed => Outcome == DnsOutcome.Failed;
}

/// <summary>Asks DNS, each time anew: what was changed a minute ago is what one comes to look for.</summary>
internal sealed class DnsAnswers
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(5);

    private readonly LookupClient client;

    /// <summary>Asks whom the settings name (<c>Mail:DnsServer</c>), else whom this machine asks.</summary>
    public DnsAnswers(IOptions<MailOptions> options) : this(options.Value.DnsServer, UsualPatience)
    {
    }

    internal DnsAnswers(string server, TimeSpan patience)
    {
        var settings = server.Length > 0 ? new LookupClientOptions(new NameServer(EndPointOf(server))) : new LookupClientOptions();
        settings.UseCache = false;
        settings.Timeout = patience;
        settings.Retries = 2;
        settings.ThrowDnsErrors = false;
        settings.ContinueOnDnsError = true; // another server may know
        client = new LookupClient(settings);
    }

    /// <summary>The texts of a name (TXT); the strings of one record are one text (RFC 7208 3.3).</summary>
    public Task<DnsAnswer> TextsAsync(string name, CancellationToken stop) =>
        AskAsync(name, QueryType.TXT, answer => answer.TxtRecords().Select(record => string.Concat(record.Text)), stop);

    /// <summary>
    /// The mail servers of a name (MX, RFC 5321 5.1), the one to try first in front; "" is a domain that takes no mail (RFC 7505).
    /// </summary>
    public Task<DnsAnswer> MailServersAsync(string name, CancellationToken stop) => AskAsync(
        name, QueryType.MX,
        answer => answer.MxRecords().OrderBy(record => record.Preference).Select(record => Plain(record.Exchange.Value)), stop);

    /// <summary>The addresses of a name, of one family.</summary>
    public Task<DnsAnswer> AddressesAsync(string name, AddressFamily family, CancellationToken stop) => AskAsync(
        name, family == AddressFamily.InterNetwork ? QueryType.A : QueryType.AAAA,
        answer => answer.AddressRecords().Select(record => record.Address.ToString()), stop);

    private async Task<DnsAnswer> AskAsync(
        string name, QueryType kind, Func<IReadOnlyList<DnsClient.Protocol.DnsResourceRecord>, IEnumerable<string>> read,
        CancellationToken stop)
    {
        try
        {
            var answer = await client.QueryAsync(name, kind, cancellationToken: stop);
            string[] values = [.. read(answer.Answers)];
            return answer.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NoError when values.Length > 0 => new(DnsOutcome.Found, values),
                DnsHeaderResponseCode.NoError => new(DnsOutcome.NoRecord, []),
                DnsHeaderResponseCode.NotExistentDomain => new(DnsOutcome.NoName, []),
                DnsHeaderResponseCode.ServerFailure => new(DnsOutcome.Failed, [], "de DNS-server kon het niet opzoeken (SERVFAIL)"),
                var other => new(DnsOutcome.Failed, [], $"de DNS-server antwoordde {other}"),
            };
        }
        catch (Exception e) when (
            !stop.IsCancellationRequested && e is DnsResponseException or SocketException or OperationCanceledException)
        {
            return new(DnsOutcome.Failed, [], "de DNS-server gaf geen antwoord");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return new(DnsOutcome.NoName, []); // no name of a domain can be written so
        }
    }

    private static string Plain(string name) => name.TrimEnd('.');

    private static IPEndPoint EndPointOf(string server)
    {
        var point = IPEndPoint.Parse(server);
        return point.Port == 0 ? new IPEndPoint(point.Address, NameServer.DefaultPort) : point;
    }
}
