using System.Globalization;
using System.Text;
using MimeKit;

namespace Portal.Platform.Mail;

/// <summary>
/// A mail address (RFC 5321 4.1.2, RFC 6531) of one person, as MimeKit reads it: also with a name in letters of any language or in quotes
/// before the @, and a domain in any script (RFC 5890).
/// </summary>
/// <param name="Text">As mail is sent to it.</param>
/// <param name="Normal">
/// The same for every way of writing it: lower case, composed letters (NFC), no quotes that say nothing, the domain in ASCII. Servers may
/// tell capitals before the @ apart (RFC 5321 2.4); people do not.
/// </param>
public sealed record Address(string Text, string Normal)
{
    /// <summary>What is said of anything else.</summary>
    public const string Refusal = "Dit is geen e-mailadres. Schrijf het zoals naam@organisatie.nl";

    /// <summary>The longest address that fits in a path (RFC 5321 4.5.3.1.3), in octets.</summary>
    public const int Most = 254;

    private const int MostLocal = 64;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The address that was typed; null for anything else: no address, several, one with a name, one inside a network.</summary>
    public static Address? Of(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length is 0 or > Most || text.Any(IsOdd)) return null;
        if (!MailboxAddress.TryParse(text, out var read) || !string.IsNullOrEmpty(read.Name) || read.Route.Count > 0) return null;
        var (address, at) = (read.Address, read.Address.LastIndexOf('@'));
        if (at < 1 || AsciiOf(address[(at + 1)..]) is not { } domain) return null;
        var local = address[..at];
        if (Encoding.UTF8.GetByteCount(local) > MostLocal || !CanBeSentTo(address)) return null;
        var normal = $"{Unquoted(local).Normalize(NormalizationForm.FormC).ToLowerInvariant()}@{domain}";
        return Encoding.UTF8.GetByteCount(normal) > Most ? null : new Address(address, normal);
    }

    /// <summary>"n•••@organisatie.nl": enough to know one's own by, and nothing to whom it was forwarded.</summary>
    public static string Masked(string address)
    {
        var at = address.LastIndexOf('@');
        var first = StringInfo.GetNextTextElement(address);
        return at < 1 ? "•••" : $"{(first == "\"" ? "" : first)}•••{address[at..]}";
    }

    // A line break would be a header of its own; signs that turn the direction of writing make an address look like another one.
    private static bool IsOdd(char letter) =>
        char.IsControl(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    private static bool CanBeSentTo(string address)
    {
        try
        {
            return new MailboxAddress("", address).Address == address;
        }
        catch (ParseException)
        {
            return false;
        }
    }

    private static string? AsciiOf(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            return ascii.Contains('.', StringComparison.Ordinal) && !ascii.EndsWith('.') && !ascii.Split('.')[^1].All(char.IsAsciiDigit)
                ? ascii
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // "jan"@x.nl is jan@x.nl (RFC 5321 4.1.2); "jan de vries"@x.nl needs its quotes.
    private static string Unquoted(string local)
    {
        if (local is not ['"', .. var inner, '"']) return local;
        var plain = inner.Replace("\\", "", StringComparison.Ordinal);
        var isDotAtom = plain.Length > 0 && plain.Split('.').All(atom => atom.Length > 0 && atom.All(IsAtomText));
        return isDotAtom ? plain : local;
    }

    private static bool IsAtomText(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter > '\u007f' || "!#$%&'*+-/=?^_`{|}~".Contains(letter, StringComparison.Ordinal);
}
