using System.Net;
using System.Net.Sockets;

namespace Portal.Newsletters.Health;

/// <summary>What a receiver concludes from SPF for one address (RFC 7208 2.6).</summary>
internal enum SpfResult
{
    /// <summary>It may send for the domain.</summary>
    Pass,

    /// <summary>It may not.</summary>
    Fail,

    /// <summary>It probably may not.</summary>
    SoftFail,

    /// <summary>The domain does not say.</summary>
    Neutral,

    /// <summary>There is no record.</summary>
    None,

    /// <summary>The records are wrong: no receiver looks at them.</summary>
    PermError,

    /// <summary>DNS did not answer.</summary>
    TempError,

    /// <summary>It hangs on what only a receiver knows (a macro, a name by an address).</summary>
    Undecided,
}

/// <summary>What SPF says of a domain.</summary>
/// <param name="Records">The records that are there: one is right.</param>
/// <param name="Record">That one, read; null: there is not exactly one.</param>
/// <param name="Lookups">What it costs in questions to DNS, with all it includes; more than ten is wrong (RFC 7208 4.6.4).</param>
/// <param name="Costly">The names that cost them.</param>
/// <param name="Problem">What is wrong with it, Dutch; null: nothing.</param>
/// <param name="Unknown">Why nobody knows, Dutch; null: it is known.</param>
/// <param name="Result">For the addresses that were asked about: the worst.</param>
internal sealed record SpfOutcome(
    IReadOnlyList<string> Records, SpfRecord? Record, int Lookups, IReadOnlyList<string> Costly, string? Problem, string? Unknown,
    SpfResult Result);

/// <summary>
/// Evaluates SPF as a receiver does, for addresses, and counts what all of it costs: a receiver may have to go to the end.
/// </summary>
internal sealed class SpfCheck(DnsAnswers dns)
{
    /// <summary>RFC 7208 4.6.4.</summary>
    public const int MostLookups = 10;

    private readonly Dictionary<string, DnsAnswer> asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> costly = [];
    private string? problem;
    private string? unknown;

    /// <summary>What SPF says; for one domain once.</summary>
    public async Task<SpfOutcome> CheckAsync(string domain, IReadOnlyList<IPAddress> addresses, CancellationToken stop)
    {
        var (records, answer) = await RecordsAsync(domain, stop);
        if (answer.HasFailed) return new([], null, 0, [], null, answer.Problem, SpfResult.TempError);
        if (records.Count != 1) return new(records, null, 0, [], null, null, records.Count == 0 ? SpfResult.None : SpfResult.PermError);
        var record = SpfRecord.Parse(records[0]);
        await CountAsync(domain, record, [domain], stop);
        var result = SpfResult.Undecided;
        if (problem is not null) result = SpfResult.PermError;
        else if (unknown is not null) result = SpfResult.TempError;
        else
        {
            var results = new List<SpfResult>();
            foreach (var address in addresses) results.Add(await MatchAsync(domain, address, stop));
            if (results.Count > 0) result = results.FirstOrDefault(one => one != SpfResult.Pass, SpfResult.Pass);
        }
        return new(records, record, costly.Count, costly, problem, unknown, result);
    }

    private async Task<(IReadOnlyList<string> Records, DnsAnswer Answer)> RecordsAsync(string domain, CancellationToken stop)
    {
        var answer = await OnceAsync("TXT " + domain, () => dns.TextsAsync(domain, stop));
        return ([.. answer.Values.Where(SpfRecord.IsOne)], answer);
    }

    // Goes through everything it includes. Stops counting when it is clear that it is too much, and does not run in circles.
    private async Task CountAsync(string domain, SpfRecord record, IReadOnlyList<string> above, CancellationToken stop)
    {
        if (record.Terms is null)
        {
            problem ??= $"in het record van {domain} staat ‘{record.Wrong}’, en dat is geen SPF";
            return;
        }
        foreach (var term in record.Terms.Where(term => term.CostsLookup))
        {
            if (term.Name == "redirect" && record.All is not null) continue;
            costly.Add(term.Value is null ? term.Name : $"{term.Name}:{term.Value}");
            if (costly.Count > MostLookups * 2) return;
            if (term.Name is not ("include" or "redirect") || IsMacro(term.Value)) continue;
            var inner = term.Value!;
            if (above.Contains(inner, StringComparer.OrdinalIgnoreCase))
            {
                problem ??= $"{inner} verwijst naar zichzelf";
                continue;
            }
            var (records, answer) = await RecordsAsync(inner, stop);
            if (answer.HasFailed) unknown ??= answer.Problem;
            else if (records.Count != 1)
                problem ??= records.Count == 0 ? $"{inner} heeft zelf geen SPF-record" : $"{inner} heeft meer dan één SPF-record";
            else await CountAsync(inner, SpfRecord.Parse(records[0]), [.. above, inner], stop);
        }
    }

    private async Task<SpfResult> MatchAsync(string domain, IPAddress address, CancellationToken stop)
    {
        var (records, answer) = await RecordsAsync(domain, stop);
        if (answer.HasFailed) return SpfResult.TempError;
        if (records.Count != 1) return records.Count == 0 ? SpfResult.None : SpfResult.PermError;
        var record = SpfRecord.Parse(records[0]);
        if (record.Terms is null) return SpfResult.PermError;
        foreach (var term in record.Terms.Where(term => term.Qualifier != ' '))
        {
            switch (await MatchesAsync(term, domain, address, stop))
            {
                case SpfResult.Pass: return ResultOf(term.Qualifier);
                case SpfResult.Fail: continue;
                case var other: return other;
            }
        }
        if (record.Terms.FirstOrDefault(term => term.Name == "redirect") is not { Value: { } to }) return SpfResult.Neutral;
        if (IsMacro(to)) return SpfResult.Undecided;
        return await MatchAsync(to, address, stop) is var result && result == SpfResult.None ? SpfResult.PermError : result;
    }

    // Pass: it matches; Fail: it does not; anything else is the end of it.
    private async Task<SpfResult> MatchesAsync(SpfTerm term, string domain, IPAddress address, CancellationToken stop)
    {
        var prefix = address.AddressFamily == AddressFamily.InterNetwork ? term.V4 : term.V6;
        var of = term.Value ?? domain;
        if (term.Name is not ("all" or "ip4" or "ip6") && IsMacro(of)) return SpfResult.Undecided;
        switch (term.Name)
        {
            case "all": return SpfResult.Pass;
            case "ip4" or "ip6": return Within(address, [of], prefix);
            case "a":
                var hosts = await AddressesAsync(of, address.AddressFamily, stop);
                return hosts.HasFailed ? SpfResult.TempError : Within(address, hosts.Values, prefix);
            case "mx": return await MatchesMailServerAsync(of, address, prefix, stop);
            case "include":
                return await MatchAsync(of, address, stop) switch
                {
                    SpfResult.Pass => SpfResult.Pass,
                    SpfResult.Fail or SpfResult.SoftFail or SpfResult.Neutral => SpfResult.Fail,
                    SpfResult.None => SpfResult.PermError,
                    var other => other,
                };
            case "exists":
                var there = await AddressesAsync(of, AddressFamily.InterNetwork, stop);
                return there.HasFailed ? SpfResult.TempError : there.Outcome == DnsOutcome.Found ? SpfResult.Pass : SpfResult.Fail;
            default: return SpfResult.Undecided; // ptr
        }
    }

    private async Task<SpfResult> MatchesMailServerAsync(string domain, IPAddress address, int prefix, CancellationToken stop)
    {
        var servers = await OnceAsync("MX " + domain, () => dns.MailServersAsync(domain, stop));
        if (servers.HasFailed) return SpfResult.TempError;
        if (servers.Values.Count > MostLookups) return SpfResult.PermError;
        foreach (var server in servers.Values.Where(server => server.Length > 0))
        {
            var hosts = await AddressesAsync(server, address.AddressFamily, stop);
            if (hosts.HasFailed) return SpfResult.TempError;
            if (Within(address, hosts.Values, prefix) == SpfResult.Pass) return SpfResult.Pass;
        }
        return SpfResult.Fail;
    }

    private Task<DnsAnswer> AddressesAsync(string name, AddressFamily family, CancellationToken stop) =>
        OnceAsync($"{family} {name}", () => dns.AddressesAsync(name, family, stop));

    private async Task<DnsAnswer> OnceAsync(string question, Func<Task<DnsAnswer>> ask) =>
        asked.TryGetValue(question, out var known) ? known : asked[question] = await ask();

    private static SpfResult Within(IPAddress address, IEnumerable<string> networks, int prefix) =>
        networks.Select(IPAddress.Parse)
            .Any(network => network.AddressFamily == address.AddressFamily && IsWithin(address, network, prefix))
            ? SpfResult.Pass
            : SpfResult.Fail;

    private static bool IsWithin(IPAddress address, IPAddress network, int prefix)
    {
        var (one, other) = (address.GetAddressBytes(), network.GetAddressBytes());
        for (var bit = 0; bit < prefix; bit++)
        {
            if (((one[bit / 8] ^ other[bit / 8]) >> (7 - (bit % 8)) & 1) != 0) return false;
        }
        return true;
    }

    private static bool IsMacro(string? value) => value?.Contains('%', StringComparison.Ordinal) == true;

    private static SpfResult ResultOf(char qualifier) => qualifier switch
    {
        '-' => SpfResult.Fail,
        '~' => SpfResult.SoftFail,
        '?' => SpfResult.Neutral,
        _ => SpfResult.Pass,
    };
}
