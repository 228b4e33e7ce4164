using System.Globalization;
using System.Net;

namespace Portal.Newsletters.Health;

/// <summary>One term of an SPF record (RFC 7208 4.6.1).</summary>
/// <param name="Qualifier">
/// What a match means: <c>+</c> it may, <c>-</c> it may not, <c>~</c> suspect, <c>?</c> no word; space for a modifier.
/// </param>
/// <param name="Name">The mechanism or modifier, in small letters.</param>
/// <param name="Value">What stands behind the colon or the equals sign; null: nothing.</param>
/// <param name="V4">How many bits of an IPv4 address count.</param>
/// <param name="V6">How many bits of an IPv6 address count.</param>
internal sealed record SpfTerm(char Qualifier, string Name, string? Value, int V4 = 32, int V6 = 128)
{
    /// <summary>True for what costs a question to DNS, of which there may be ten (RFC 7208 4.6.4).</summary>
    public bool CostsLookup => Name is "include" or "a" or "mx" or "ptr" or "exists" or "redirect";

    /// <summary>Reads a term; null when it is none.</summary>
    public static SpfTerm? Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var colon = text.IndexOfAny([':', '/']);
        if (equals > 0 && (colon < 0 || equals < colon))
        {
            var modifier = text[..equals].ToLowerInvariant();
            return modifier.All(IsOfName) && text.Length > equals + 1 ? new(' ', modifier, text[(equals + 1)..]) : null;
        }

        var qualifier = text[0] is '+' or '-' or '~' or '?' ? text[0] : '+';
        var rest = text[0] == qualifier ? text[1..] : text;
        colon = rest.IndexOfAny([':', '/']);
        var name = (colon < 0 ? rest : rest[..colon]).ToLowerInvariant();
        var value = colon < 0 ? "" : rest[colon..];
        return name switch
        {
            "all" => value.Length == 0 ? new(qualifier, name, null) : null,
            "include" or "exists" => value.Length > 1 && value[0] == ':' ? new(qualifier, name, value[1..]) : null,
            "ptr" => value.Length == 0 || value is [':', _, ..] ? new(qualifier, name, value.Length == 0 ? null : value[1..]) : null,
            "ip4" or "ip6" => OfNetwork(qualifier, name, value),
            "a" or "mx" => OfHost(qualifier, name, value),
            _ => null,
        };
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.';

    private static SpfTerm? OfNetwork(char qualifier, string name, string value)
    {
        if (value is not [':', ..]) return null;
        var parts = value[1..].Split('/');
        var bits = name == "ip4" ? 32 : 128;
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address) || address.GetAddressBytes().Length * 8 != bits) return null;
        if (parts.Length == 2 && !IsPrefix(parts[1], bits, out bits)) return null;
        return new(qualifier, name, parts[0], bits, bits);
    }

    // a, a:host, a/24, a:host/24//64
    private static SpfTerm? OfHost(char qualifier, string name, string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var (host, prefix) = slash < 0 ? (value, "") : (value[..slash], value[slash..]);
        if (host is [':']) return null;
        var (v4, v6) = (32, 128);
        var double6 = prefix.IndexOf("//", StringComparison.Ordinal);
        if (double6 >= 0 && !IsPrefix(prefix[(double6 + 2)..], 128, out v6)) return null;
        var four = double6 >= 0 ? prefix[..double6] : prefix;
        if (four.Length > 0 && !IsPrefix(four[1..], 32, out v4)) return null;
        return new(qualifier, name, host.Length == 0 ? null : host[1..], v4, v6);
    }

    private static bool IsPrefix(string text, int most, out int bits) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bits) && bits <= most;
}

/// <summary>An SPF record (RFC 7208 4.5).</summary>
/// <param name="Text">As it stands in DNS.</param>
/// <param name="Terms">What it says; null when it cannot be read.</param>
/// <param name="Wrong">The word that cannot be read.</param>
internal sealed record SpfRecord(string Text, IReadOnlyList<SpfTerm>? Terms, string? Wrong)
{
    private const string Version = "v=spf1";

    /// <summary>True for a text that says it is one.</summary>
    public static bool IsOne(string text) =>
        text.Equals(Version, StringComparison.OrdinalIgnoreCase) || text.StartsWith(Version + " ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads it.</summary>
    public static SpfRecord Parse(string text)
    {
        var terms = new List<SpfTerm>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            if (SpfTerm.Parse(word) is not { } term) return new(text, null, word);
            terms.Add(term);
        }
        return new(text, terms, null);
    }

    /// <summary>What holds for everybody who is not named; null: it does not say.</summary>
    public SpfTerm? All => Terms?.FirstOrDefault(term => term.Name == "all");

    /// <summary>A record with this mechanism in it, before what holds for everybody else.</summary>
    public static string With(string mechanism, params IEnumerable<string> records)
    {
        var words = records.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
            .Where(word => word.TrimStart('+', '-', '~', '?') is not ("all" or "ALL")).Append(mechanism)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var redirects = words.Any(word => word.StartsWith("redirect=", StringComparison.OrdinalIgnoreCase));
        // A redirect counts only where nothing holds for everybody (RFC 7208 6.1); modifiers stand at the end.
        return string.Join(
            ' ', [Version, .. words.Where(word => !word.Contains('=', StringComparison.Ordinal)),
                .. words.Where(word => word.Contains('=', StringComparison.Ordinal)), .. redirects ? (string[])[] : ["~all"]]);
    }
}
