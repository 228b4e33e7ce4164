using System.Text;

namespace Portal.Newsletters.Health;

/// <summary>How something stands.</summary>
internal enum Verdict
{
    /// <summary>As it must be.</summary>
    Good,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there, and not as it must be.</summary>
    Different,

    /// <summary>It could not be asked: that says nothing of how it stands.</summary>
    Unknown,
}

/// <summary>A record to put in DNS.</summary>
/// <param name="Name">Its name, whole.</param>
/// <param name="Type">E.g. <c>TXT</c>.</param>
/// <param name="Value">Its value; of a TXT record the text.</param>
/// <param name="Replaces">The values it takes the place of.</param>
internal sealed record DnsChange(string Name, string Type, string Value, IReadOnlyList<string> Replaces)
{
    private const int MostBytes = 255; // of one string in a TXT record (RFC 1035 3.3.14)

    /// <summary>The value as a zone file and most control panels want it: a TXT record as strings of at most 255 bytes.</summary>
    public string Written => Type == "TXT" ? string.Join(' ', Strings(Value).Select(part => $"\"{part}\"")) : Value;

    // Such values are ASCII; a letter outside it is never cut in two.
    private static IEnumerable<string> Strings(string text)
    {
        var (from, bytes) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            var size = Encoding.UTF8.GetByteCount(text, at, 1);
            if (bytes + size > MostBytes)
            {
                yield return Escaped(text[from..at]);
                (from, bytes) = (at, 0);
            }
            bytes += size;
        }
        yield return Escaped(text[from..]);
    }

    private static string Escaped(string part) =>
        part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

/// <summary>What there is to say of one thing.</summary>
/// <param name="Subject">What it is about, e.g. <c>SPF</c>.</param>
/// <param name="Verdict">How it stands.</param>
/// <param name="Says">What was found, one sentence, Dutch.</param>
/// <param name="Means">What that means for mail, Dutch.</param>
/// <param name="Found">What DNS says, word for word.</param>
/// <param name="Change">What to change in DNS; null: nothing, or nothing that can be said here.</param>
internal sealed record Finding(
    string Subject, Verdict Verdict, string Says, string Means, IReadOnlyList<string> Found, DnsChange? Change = null)
{
    /// <summary>The verdict in a word.</summary>
    public string Word => Verdict switch
    {
        Verdict.Good => "Goed",
        Verdict.Missing => "Ontbreekt",
        Verdict.Different => "Anders",
        _ => "Kon niet vragen",
    };

    /// <summary>True when somebody has something to do.</summary>
    public bool NeedsWork => Verdict is Verdict.Missing or Verdict.Different;
}

/// <summary>All of it.</summary>
/// <param name="Domain">The sender's domain.</param>
/// <param name="Findings">What there is to say.</param>
internal sealed record HealthReport(string Domain, IReadOnlyList<Finding> Findings)
{
    /// <summary>What to give the one who manages DNS; empty when nothing is to change.</summary>
    public string Letter
    {
        get
        {
            var changes = Findings.Select(finding => finding.Change).OfType<DnsChange>().ToList();
            if (changes.Count == 0) return "";
            var text = new StringBuilder($"Wil je dit in de DNS van {Domain} zetten? Het is voor de mail van het portaal.\n");
            foreach (var change in changes)
            {
                text.Append("\nNaam:   ").Append(change.Name).Append("\nSoort:  ").Append(change.Type);
                text.Append("\nWaarde: ").Append(change.Written).Append('\n');
                foreach (var old in change.Replaces) text.Append("Haal weg: ").Append(old).Append('\n');
            }
            return text.ToString();
        }
    }
}
