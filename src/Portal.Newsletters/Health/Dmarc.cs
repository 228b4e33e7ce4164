namespace Portal.Newsletters.Health;

/// <summary>A DMARC policy (RFC 7489 6.3).</summary>
/// <param name="Domain">The domain it stands at: the sender's, or one above it.</param>
/// <param name="Text">As it stands in DNS.</param>
/// <param name="Policy">What receivers do with what fails: <c>none</c>, <c>quarantine</c>, <c>reject</c>.</param>
/// <param name="ReportsTo">Where reports go (rua); null: nowhere.</param>
/// <param name="IsStrict">True when the domains must be the same, not only of the same organisation: by DKIM and by SPF.</param>
internal sealed record DmarcPolicy(string Domain, string Text, string Policy, string? ReportsTo, (bool Dkim, bool Spf) IsStrict)
{
    /// <summary>True when this domain counts as the sender's (RFC 7489 3.1).</summary>
    public bool IsAligned(string domain, string sender, bool strict) =>
        domain == sender || (!strict && IsBelow(domain) && IsBelow(sender));

    private bool IsBelow(string domain) => domain == Organisation || domain.EndsWith("." + Organisation, StringComparison.Ordinal);

    // Policies stand at the organisation's own domain; where a domain below it has one of its own, that is in between.
    private string Organisation => string.Join('.', Domain.Split('.')[^Math.Min(2, Domain.Split('.').Length)..]);
}

/// <summary>What DNS says of DMARC.</summary>
/// <param name="Policy">The policy; null: there is none that counts.</param>
/// <param name="Problem">What is wrong with it, Dutch.</param>
/// <param name="Unknown">Why nobody knows, Dutch.</param>
internal sealed record DmarcOutcome(DmarcPolicy? Policy, string? Problem, string? Unknown);

/// <summary>Finds the DMARC policy of a sender.</summary>
internal static class Dmarc
{
    /// <summary>
    /// At the domain itself, else at the nearest above it that has one, down to two labels: the tree walk with which DMARC's next edition
    /// finds the organisation's domain without a list of public suffixes.
    /// </summary>
    public static async Task<DmarcOutcome> FindAsync(DnsAnswers dns, string domain, CancellationToken stop)
    {
        for (var at = domain; ; at = at[(at.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            var answer = await dns.TextsAsync($"_dmarc.{at}", stop);
            if (answer.HasFailed) return new(null, null, answer.Problem);
            var records = answer.Values.Where(IsOne).ToList();
            if (records.Count > 1) return new(null, $"er staan {records.Count} DMARC-records bij {at}, en dan telt er geen", null);
            if (records is [var text])
            {
                return Read(text, at, domain) is { } policy
                    ? new(policy, null, null)
                    : new(null, $"het DMARC-record bij {at} is niet te lezen: ‘{text}’", null);
            }
            if (at.Count(letter => letter == '.') < 2) return new(null, null, null);
        }
    }

    private static bool IsOne(string text) => text.Split(';')[0].Replace(" ", "", StringComparison.Ordinal) == "v=DMARC1";

    private static DmarcPolicy? Read(string text, string at, string domain)
    {
        if (TagList.Parse(text) is not { } tags || tags.GetValueOrDefault("p") is not { } main) return null;
        var policy = (at == domain ? main : tags.GetValueOrDefault("sp") ?? main).ToLowerInvariant();
        return policy is not ("none" or "quarantine" or "reject")
            ? null
            : new(at, text, policy, tags.GetValueOrDefault("rua"), (IsStrict(tags, "adkim"), IsStrict(tags, "aspf")));
    }

    private static bool IsStrict(IReadOnlyDictionary<string, string> tags, string name) =>
        string.Equals(tags.GetValueOrDefault(name), "s", StringComparison.OrdinalIgnoreCase);
}
