using System.Globalization;
using System.Text;

namespace Portal.Content.Markdown;

/// <summary>Where a link goes. What is not on this list is not a link.</summary>
public enum LinkKind
{
    /// <summary>No link: an address in doubt.</summary>
    Refused,

    /// <summary>A place on the same page.</summary>
    SamePage,

    /// <summary>A page of the portal by its path.</summary>
    Portal,

    /// <summary>A document by its id.</summary>
    Document,

    /// <summary>A file by its id.</summary>
    Media,

    /// <summary>Another site.</summary>
    Web,

    /// <summary>An address of mail.</summary>
    Mail,

    /// <summary>A telephone number.</summary>
    Phone,
}

/// <summary>The address of a link, taken apart.</summary>
/// <param name="Kind">What it is the address of.</param>
/// <param name="Value">
/// For a document or file its id, for a page of the portal its path and query, else what goes into <c>href</c> (without HTML encoding).
/// </param>
/// <param name="Anchor">The part after #, for a document, a page of the portal or the same page.</param>
public readonly record struct LinkAddress(LinkKind Kind, string Value, string? Anchor = null)
{
    private static readonly LinkAddress Refused = new(LinkKind.Refused, "");

    /// <summary>Of a page of the portal the path alone, without a slash at its end.</summary>
    public string Path => Value.AsSpan(0, QueryAt).TrimEnd('/') is { IsEmpty: false } path ? path.ToString() : "/";

    /// <summary>Of a page of the portal the query, with its question mark.</summary>
    public string Query => Value[QueryAt..];

    private int QueryAt => Value.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? at : Value.Length;

    /// <summary>Reads an address by its exact scheme; anything in doubt is refused.</summary>
    public static LinkAddress Of(string? url)
    {
        if (string.IsNullOrWhiteSpace(url) || url.Any(char.IsControl)) return Refused;
        url = url.Trim();
        if (url[0] == '#') return url.Length > 1 ? new(LinkKind.SamePage, url, url[1..]) : Refused;
        if (url[0] == '/') return OfPortal(url);

        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1) return Refused;
        var rest = url[(colon + 1)..];
        return url[..colon].ToLowerInvariant() switch
        {
            "http" or "https" => OfWeb(url),
            "doc" => OfId(LinkKind.Document, rest),
            "media" => OfId(LinkKind.Media, rest),
            "mailto" when rest.IndexOf('@', StringComparison.Ordinal) > 0 => new(LinkKind.Mail, "mailto:" + Escaped(rest)),
            "tel" when OfPhone(rest) is { Length: > 2 } number => new(LinkKind.Phone, "tel:" + number),
            _ => Refused,
        };
    }

    // A browser takes dots out of a path, and so another page would open than the one that was checked.
    private static LinkAddress OfPortal(string url)
    {
        if (url.Length > 1 && url[1] is '/' or '\\') return Refused;
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var address = new LinkAddress(
            LinkKind.Portal, Escaped(hash < 0 ? url : url[..hash]), hash < 0 || hash == url.Length - 1 ? null : url[(hash + 1)..]);
        return address.Path.Split('/').Any(part => Uri.UnescapeDataString(part) is "." or "..") ? Refused : address;
    }

    private static LinkAddress OfWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            && url.IndexOf("//", StringComparison.Ordinal) is > 0 and < 7
            ? new(LinkKind.Web, Escaped(url))
            : Refused;

    private static LinkAddress OfId(LinkKind kind, string rest)
    {
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        var id = hash < 0 ? rest : rest[..hash];
        if (id.Length == 0 || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))) return Refused;
        return new(kind, id, hash < 0 || hash == rest.Length - 1 ? null : rest[(hash + 1)..]);
    }

    private static string? OfPhone(string rest) =>
        rest.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '.' or '(' or ')')
            ? string.Concat(rest.Where(c => char.IsAsciiDigit(c) || c == '+'))
            : null;

    /// <summary>Per cent encoding of whatever cannot stand in an address; what is encoded already stays.</summary>
    private static string Escaped(string url)
    {
        var result = new StringBuilder(url.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in url.EnumerateRunes())
        {
            if (rune.IsAscii && rune.Value > ' ' && "\"<>\\^`{|}".IndexOf((char)rune.Value, StringComparison.Ordinal) < 0)
            {
                result.Append((char)rune.Value);
                continue;
            }
            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)]) result.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }
        return result.ToString();
    }
}
