using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Health;

/// <summary>Asks DNS and the mail server what receivers will ask, and says in plain words how it stands.</summary>
internal sealed class HealthCheck(
    DnsAnswers dns, MailServerProbe server, DkimKeys keys, IOptions<MailOptions> mail, IOptions<PlatformOptions> platform,
    IOptions<NewslettersOptions> newsletters)
{
    private const string Unasked = "Dit zegt niets over hoe het staat. Probeer het later nog eens.";

    private MailOptions Options => mail.Value;

    /// <summary>The domain of the sender; "" where none is set.</summary>
    public string Domain => Options.From.Length > 0 ? Options.SenderDomain : "";

    // Receivers ask SPF of where a mail goes back to (RFC 7208 2.4), which may be another domain than the one that signs with its name.
    private string? ReturnDomain =>
        newsletters.Value.BounceAddress.Split('@') is [_, var domain] && !domain.Equals(Domain, StringComparison.OrdinalIgnoreCase)
            ? domain.ToLowerInvariant() : null;

    /// <summary>The server that hands our mail to the world; where that is this machine, the name of the portal.</summary>
    private string Sender =>
        Options.Host is "" or "localhost" || (IPAddress.TryParse(Options.Host, out var at) && IPAddress.IsLoopback(at))
            ? new Uri(platform.Value.PublicUrl).IdnHost
            : Options.Host;

    private string Mechanism => Options.Spf.Length > 0 ? Options.Spf
        : !IPAddress.TryParse(Sender, out var address) ? $"a:{Sender}"
        : address.AddressFamily == AddressFamily.InterNetwork ? $"ip4:{address}"
        : $"ip6:{address}";

    /// <summary>Asks everything. A key that waits and is in DNS now begins to sign.</summary>
    public async Task<HealthReport> AskAsync(CancellationToken stop)
    {
        if (Domain.Length == 0) return new("", [await AskServerAsync(stop)]);
        var findings = new List<Finding> { await AskSpfAsync(Domain, "SPF: wie mag mailen", stop) };
        findings.AddRange(await AskDkimAsync(stop));
        findings.Add(await AskDmarcAsync(stop));
        findings.Add(await AskMailServersAsync(
            Domain, "MX: waar antwoorden aankomen",
            "Wie op een mail antwoordt, krijgt een foutmelding, en wij horen niet welke adressen niet bestaan.", stop));
        if (ReturnDomain is { } returns)
        {
            findings.Add(await AskSpfAsync(returns, $"SPF van {returns}: waar onbestelbare mail heen gaat", stop));
            findings.Add(await AskMailServersAsync(
                returns, $"MX van {returns}: waar onbestelbare mail aankomt", "Wij horen niet welke adressen niet meer bestaan.", stop));
        }
        findings.Add(await AskServerAsync(stop));
        return new(Domain, findings);
    }

    private async Task<Finding> AskSpfAsync(string domain, string subject, CancellationToken stop)
    {
        Finding Spf(Verdict verdict, string says, IReadOnlyList<string> found, DnsChange? change) =>
            new(subject, verdict, says, MeansOfSpf(verdict), found, change);
        var addresses = new List<IPAddress>();
        if (IPAddress.TryParse(Sender, out var known)) addresses.Add(known);
        else
        {
            foreach (var family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
            {
                var answer = await dns.AddressesAsync(Sender, family, stop);
                if (answer.HasFailed) return Spf(Verdict.Unknown, $"We wilden het adres van {Sender} weten: {answer.Problem}.", [], null);
                addresses.AddRange(answer.Values.Select(IPAddress.Parse));
            }
        }
        var outcome = await new SpfCheck(dns).CheckAsync(domain, addresses, stop);
        var records = outcome.Records;
        DnsChange Change() => new(domain, "TXT", SpfRecord.With(Mechanism, records), records);
        if (outcome.Unknown is { } unknown) return Spf(Verdict.Unknown, $"We vroegen het, maar {unknown}.", records, null);
        if (records.Count == 0) return Spf(Verdict.Missing, $"Bij {domain} staat geen SPF-record.", [], Change());
        if (records.Count > 1)
            return Spf(Verdict.Different, $"Er staan {records.Count} SPF-records. Dan telt er geen. Maak er één van.", records, Change());
        if (outcome.Lookups > SpfCheck.MostLookups)
        {
            return Spf(
                Verdict.Different,
                $"Het record kost meer dan {SpfCheck.MostLookups} vragen aan DNS ({string.Join(", ", outcome.Costly.Distinct())}). "
                    + "Dan telt het niet. Haal weg wat jullie niet meer gebruiken, of zet er adressen (ip4) voor in de plaats.",
                records, null);
        }
        if (outcome.Problem is { } problem) return Spf(Verdict.Different, $"Het record is niet goed: {problem}.", records, null);
        if (outcome.Record!.All is { Qualifier: '+' })
            return Spf(Verdict.Different, "Het record laat iedereen mailen namens dit domein (+all).", records, Change());
        var isNamed = Options.Spf.Length > 0 && $" {records[0]} {string.Join(' ', outcome.Costly)} "
            .Replace(" +", " ", StringComparison.Ordinal).Contains($" {Options.Spf} ", StringComparison.OrdinalIgnoreCase);
        if (!isNamed && Options.Spf.Length == 0 && addresses.Count == 0)
        {
            return Spf(
                Verdict.Different, $"De mailserver {Sender} heeft zelf geen adres in DNS. Kijk of de naam klopt.", records, null);
        }
        if (!isNamed && outcome.Result == SpfResult.Undecided && Options.Spf.Length == 0)
            return Spf(Verdict.Unknown, "Of dit record onze mailserver toelaat, kan alleen een ontvanger zien.", records, null);
        if (!isNamed && (outcome.Result != SpfResult.Pass || Options.Spf.Length > 0))
            return Spf(Verdict.Different, $"Het record laat {Mechanism} niet toe: daar komt onze mail vandaan.", records, Change());
        var isOpen = outcome.Record.All is null or { Qualifier: '?' } && outcome.Record.Terms!.All(term => term.Name != "redirect");
        return isOpen
            ? Spf(
                Verdict.Different, "Het record laat ons toe, maar zegt niets over anderen: er hoort ~all of -all achter.", records,
                Change())
            : Spf(Verdict.Good, "Het record laat onze mailserver toe.", records, null);
    }

    private static string MeansOfSpf(Verdict verdict) => verdict switch
    {
        Verdict.Good => "Ontvangers zien dat deze server namens jullie mag mailen.",
        Verdict.Unknown => Unasked,
        _ => "Ontvangers kunnen niet zien dat deze server namens jullie mag mailen. Mail komt dan vaker bij de spam.",
    };

    private async Task<IReadOnlyList<Finding>> AskDkimAsync(CancellationToken stop)
    {
        var all = await keys.ListAsync(stop);
        var findings = new List<Finding>();
        if (all is [{ IsWaiting: false } signing, ..]) findings.Add(await AskKeyAsync(signing, "DKIM: de handtekening", stop));
        if (all.FirstOrDefault(key => key.IsWaiting) is { } waiting)
        {
            var finding = await AskKeyAsync(waiting, $"DKIM: de nieuwe sleutel {waiting.Selector}", stop);
            if (finding.Verdict == Verdict.Good && await keys.BeginAsync(waiting.Selector, stop))
                finding = finding with { Says = "De sleutel staat in DNS. Vanaf nu ondertekent het portaal ermee." };
            findings.Add(finding);
        }
        if (findings.Count == 0)
        {
            findings.Add(Dkim(
                "DKIM: de handtekening", Verdict.Missing, "Het portaal ondertekent zijn mail niet. Maak hieronder een sleutel.", [], null));
        }
        return findings;
    }

    private async Task<Finding> AskKeyAsync(DkimKey key, string subject, CancellationToken stop)
    {
        var answer = await dns.TextsAsync(key.Name, stop);
        var change = new DnsChange(key.Name, "TXT", key.Record, answer.Values);
        if (answer.HasFailed) return Dkim(subject, Verdict.Unknown, $"We vroegen het, maar {answer.Problem}.", [], null);
        if (answer.Values.Count == 0) return Dkim(subject, Verdict.Missing, $"Bij {key.Name} staat nog geen sleutel.", [], change);
        if (answer.Values.Count > 1)
        {
            return Dkim(
                subject, Verdict.Different, "Er staan meer sleutels bij één naam. Dan weet niemand welke telt.", answer.Values, change);
        }
        var text = answer.Values[0];
        var problem = DkimRecord.Compare(text, key.PublicKey) switch
        {
            DkimState.Other => "In DNS staat een andere sleutel dan waarmee het portaal ondertekent.",
            DkimState.Revoked => "De sleutel is in DNS ingetrokken (p= is leeg).",
            DkimState.NotForMail => "Het record zegt dat deze sleutel niet voor mail is, of niet voor deze soort handtekening.",
            DkimState.Unreadable => "Het record in DNS is niet te lezen. Vaak is de waarde halverwege afgebroken.",
            _ when DkimRecord.IsOnTrial(text) => "De sleutel staat op proef (t=y). Ontvangers doen dan alsof er geen handtekening is.",
            _ => null,
        };
        if (problem is not null) return Dkim(subject, Verdict.Different, problem, answer.Values, change);
        var bits = DkimRecord.BitsOf(key.PublicKey);
        return bits < 2048
            ? Dkim(
                subject, Verdict.Different, $"De sleutel is kort: {bits} bits. Maak hieronder een nieuwe van 2048 bits.", answer.Values,
                null)
            : Dkim(
                subject, Verdict.Good, $"De sleutel {key.Selector} staat in DNS en is dezelfde als die van het portaal.", answer.Values,
                null);
    }

    private static Finding Dkim(string subject, Verdict verdict, string says, IReadOnlyList<string> found, DnsChange? change) => new(
        subject, verdict, says,
        verdict switch
        {
            Verdict.Good => "Ontvangers kunnen nagaan dat een mail echt van jullie is en onderweg niet is veranderd.",
            Verdict.Unknown => Unasked,
            _ => "Ontvangers kunnen niet nagaan dat een mail echt van jullie is. Grote maildiensten weigeren dan nieuwsbrieven.",
        },
        found, change);

    private async Task<Finding> AskDmarcAsync(CancellationToken stop)
    {
        const string subject = "DMARC: wat met valse mail gebeurt";
        const string Bad = "Wie namens jullie een valse mail stuurt, wordt niet tegengehouden.";
        var outcome = await Dmarc.FindAsync(dns, Domain, stop);
        var reports = outcome.Policy?.ReportsTo ?? $"mailto:postmaster@{Domain}";
        DnsChange Change(IReadOnlyList<string> replaces) =>
            new($"_dmarc.{Domain}", "TXT", $"v=DMARC1; p=quarantine; rua={reports}", replaces);
        if (outcome.Unknown is { } unknown) return new(subject, Verdict.Unknown, $"We vroegen het, maar {unknown}.", Unasked, []);
        if (outcome.Problem is { } problem) return new(subject, Verdict.Different, $"Het is niet goed: {problem}.", Bad, [], Change([]));
        if (outcome.Policy is not { } policy)
        {
            return new(
                subject, Verdict.Missing, $"Bij {Domain} staat geen DMARC-record.", $"{Bad} Grote maildiensten vragen erom.", [],
                Change([]));
        }
        string[] found = [policy.Text];
        if (policy.Policy == "none")
        {
            return new(
                subject, Verdict.Different, "Het record vraagt ontvangers om niets te doen (p=none).",
                $"{Bad} Kloppen SPF en DKIM al een paar weken? Kies dan p=quarantine.", found,
                Change(policy.Domain == Domain ? found : []));
        }
        var signed = (await keys.SigningAsync(stop))?.Domain;
        if (signed is not null && !policy.IsAligned(signed, Domain, policy.IsStrict.Dkim))
        {
            return new(
                subject, Verdict.Different,
                $"De handtekening is van {signed} en de afzender van {Domain}. Voor DMARC horen die bij elkaar.",
                "Onze eigen mail kan als vals worden gezien. Pas Mail__DkimDomain of Mail__From aan.", found);
        }
        return new(
            subject, Verdict.Good,
            policy.Policy == "reject" ? "Ontvangers weigeren valse mail." : "Ontvangers leggen valse mail bij de spam.",
            policy.Domain == Domain ? "Dat is zoals het moet." : $"De regel staat bij {policy.Domain} en geldt ook hier.", found);
    }

    private async Task<Finding> AskMailServersAsync(string domain, string subject, string bad, CancellationToken stop)
    {
        var answer = await dns.MailServersAsync(domain, stop);
        if (answer.HasFailed) return new(subject, Verdict.Unknown, $"We vroegen het, maar {answer.Problem}.", Unasked, []);
        if (answer.Values.Count == 0)
        {
            return new(
                subject, Verdict.Missing, $"Bij {domain} staat geen mailserver die mail aanneemt.", bad, [],
                new DnsChange(domain, "MX", "10 (de mailserver van jullie organisatie)", []));
        }
        if (answer.Values.Contains(""))
            return new(subject, Verdict.Different, $"{domain} zegt zelf dat het geen mail aanneemt.", bad, ["0 ."]);
        var first = answer.Values[0];
        var (four, six) = (
            await dns.AddressesAsync(first, AddressFamily.InterNetwork, stop),
            await dns.AddressesAsync(first, AddressFamily.InterNetworkV6, stop));
        if (four.Values.Count == 0 && six.Values.Count == 0)
        {
            return four.HasFailed || six.HasFailed
                ? new(
                    subject, Verdict.Unknown, $"We wilden het adres van {first} weten: {four.Problem ?? six.Problem}.", Unasked,
                    answer.Values)
                : new(subject, Verdict.Different, $"De mailserver {first} heeft zelf geen adres in DNS.", bad, answer.Values);
        }
        return new(subject, Verdict.Good, $"Mail aan {domain} komt aan bij {first}.", "Antwoorden en meldingen komen aan.", answer.Values);
    }

    private async Task<Finding> AskServerAsync(CancellationToken stop)
    {
        const string subject = "STARTTLS: de weg naar de mailserver";
        var report = await server.AskAsync(stop);
        if (report is null)
            return new(subject, Verdict.Missing, "Er is geen mailserver ingesteld (Mail__Host).", "Er gaat geen mail uit.", []);
        string[] found =
            report.Certificate is null ? [] : [$"certificaat van {report.Certificate}, geldig tot {Day(report.ValidUntil!.Value)}"];
        switch (report.Problem)
        {
            case "connect" or "timeout" or "closed":
                return new(subject, Verdict.Unknown, $"{Options.Host} geeft geen gehoor.", "Mail blijft wachten tot hij er weer is.", []);
            case "tls":
                return new(
                    subject, Verdict.Different, $"{Options.Host} wil of kan niet goed versleutelen, of het certificaat klopt niet.",
                    "Mail blijft wachten: leesbaar over het internet sturen we hem niet.", found);
            case { } other:
                return new(
                    subject, Verdict.Different, $"{Options.Host} wil niet met ons praten ({other}).", "Er gaat geen mail uit.", found);
        }
        if (report.Tls is not { } tls)
        {
            return report.IsThisMachine
                ? new(subject, Verdict.Good, "De mailserver staat op dezelfde machine.", "Niemand kan meelezen.", found)
                : new(
                    subject, Verdict.Different, "De weg naar de mailserver is niet versleuteld.", "Anderen kunnen meelezen.", found);
        }
        return new(subject, Verdict.Good, $"De weg naar {Options.Host} is versleuteld ({tls}).", "Niemand kan meelezen.", found);
    }

    private static string Day(DateTimeOffset moment) => DutchTime.DateOf(moment).Long();
}
