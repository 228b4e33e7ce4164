using System.Collections.Concurrent;
using System.Net;
using ARSoft.Tools.Net;
using ARSoft.Tools.Net.Dns;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Health;

/// <summary>A real DNS server, by UDP and TCP on a port of its own, that knows what a test tells it.</summary>
internal sealed class DnsZone : IDisposable
{
    private const int Life = 60; // s

    private readonly ConcurrentDictionary<(string Name, RecordType Type), List<DnsRecordBase>> records = new();
    private readonly ConcurrentDictionary<string, ReturnCode> broken = new();
    private readonly ConcurrentDictionary<string, bool> silent = new();
    private readonly ConcurrentQueue<string> asked = new();
    private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DnsServer server;

    public DnsZone()
    {
        var at = new IPEndPoint(IPAddress.Loopback, HostProcess.FreePort());
        server = new DnsServer(new UdpServerTransport(at, 5000), new TcpServerTransport(at, 5000, 5000));
        server.QueryReceived += AnswerAsync;
        server.Start();
        Address = at.ToString();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>The questions it heard, e.g. <c>Txt weerbaar.example</c>.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <summary>A domain with all mail needs, of which our server is 192.0.2.7.</summary>
    public static DnsZone AllGood()
    {
        var zone = new DnsZone();
        zone.Text("weerbaar.example", "v=spf1 a:mail.weerbaar.example -all", "een ander record");
        zone.Host("mail.weerbaar.example", "192.0.2.7");
        zone.MailServer("weerbaar.example", "mx.weerbaar.example");
        zone.Host("mx.weerbaar.example", "192.0.2.9");
        zone.Text("_dmarc.weerbaar.example", "v=DMARC1; p=reject; rua=mailto:dmarc@weerbaar.example");
        return zone;
    }

    /// <summary>Puts these texts at a name, in place of what was there.</summary>
    public void Text(string name, params string[] texts) => Put(
        name, RecordType.Txt, texts.Select(text => new TxtRecord(Named(name), Life, text.Chunk(255).Select(part => new string(part)))));

    /// <summary>Puts these addresses at a name.</summary>
    public void Host(string name, params string[] addresses) =>
        Put(name, RecordType.A, addresses.Select(address => new ARecord(Named(name), Life, IPAddress.Parse(address))));

    /// <summary>Puts these mail servers at a name.</summary>
    public void MailServer(string name, params string[] servers) =>
        Put(name, RecordType.Mx, servers.Select((server, at) => new MxRecord(Named(name), Life, (ushort)(10 * at), Named(server))));

    /// <summary>Says of a name that it cannot be looked up.</summary>
    public void Break(string name) => broken[name] = ReturnCode.ServerFailure;

    /// <summary>Says nothing about a name.</summary>
    public void FallSilent(string name) => silent[name] = true;

    /// <summary>Forgets a name.</summary>
    public void Forget(string name)
    {
        foreach (var key in records.Keys.Where(key => key.Name == name)) records.TryRemove(key, out _);
    }

    public void Dispose()
    {
        end.TrySetResult();
        try
        {
            server.Stop();
        }
        catch (AggregateException stopped) when (stopped.InnerExceptions.All(one => one is OperationCanceledException))
        {
            // it had only just begun to listen
        }
    }

    private void Put(string name, RecordType type, IEnumerable<DnsRecordBase> all) => records[(name, type)] = [.. all];

    private async Task AnswerAsync(object sender, QueryReceivedEventArgs received)
    {
        if (received.Query is not DnsMessage { Questions: [var question] } query) return;
        var name = question.Name.ToString().TrimEnd('.').ToLowerInvariant();
        asked.Enqueue($"{question.RecordType} {name}");
        if (silent.ContainsKey(name)) await end.Task;
        var answer = query.CreateResponseInstance();
        answer.ReturnCode = broken.TryGetValue(name, out var code) ? code
            : records.Keys.Any(key => key.Name == name) ? ReturnCode.NoError
            : ReturnCode.NxDomain;
        if (answer.ReturnCode == ReturnCode.NoError && records.TryGetValue((name, question.RecordType), out var found))
            answer.AnswerRecords.AddRange(found);
        received.Response = answer;
    }

    private static DomainName Named(string name) => name == "." ? DomainName.Root : DomainName.Parse(name);
}
