using System.Buffers;

namespace Portal.Content.Markdown.Syntax;

/// <summary>
/// Web and mail addresses that stand in a text as they are, as in GitHub's autolinks: an address ends at a space or quote, and the
/// punctuation of the sentence around it is no part of it.
/// </summary>
internal static class BareAddresses
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\n\u00A0<>\"“”‘’„«»|\\^`{}\uFFFD");
    private static readonly SearchValues<string> Starts =
        SearchValues.Create(["https://", "http://", "www.", "@"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<char> MailName =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-");
    private static readonly SearchValues<char> HostName =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>The part before the @ (RFC 5321).</summary>
    private const int LongestMailName = 64;

    /// <summary>The addresses in a text, in their order.</summary>
    public static IEnumerable<BareAddress> In(string text)
    {
        for (int from = 0, at; (at = IndexOfStart(text, from)) >= 0;)
        {
            var found = text[at] == '@' ? MailAt(text, at, from) : WebAt(text, at);
            if (found is { } address) yield return address;
            from = found is { } last ? last.Start + last.Length : at + 1;
        }
    }

    private static int IndexOfStart(string text, int from) => text.AsSpan(from).IndexOfAny(Starts) is var at and >= 0 ? from + at : -1;

    private static BareAddress? WebAt(string text, int at)
    {
        if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '/' or '.' or '=' or '@' or '-' or '_')) return null;
        var rest = text.AsSpan(at);
        var end = rest.IndexOfAny(Ends) is var stop and >= 0 ? stop : rest.Length;
        var address = WithoutSentence(rest[..end]);
        var url = char.ToLowerInvariant(address[0]) == 'w' ? $"https://{address}" : address.ToString();
        var host = url.AsSpan(url.IndexOf("//", StringComparison.Ordinal) + 2);
        if (host.IndexOfAny("/?#:") is var path and >= 0) host = host[..path];
        return IsHost(host) && LinkAddress.Of(url).Kind == LinkKind.Web ? new(at, address.Length, url, IsMail: false) : null;
    }

    private static BareAddress? MailAt(string text, int at, int from)
    {
        var before = text.AsSpan(from, at - from);
        var name = before[(before.LastIndexOfAnyExcept(MailName) + 1)..];
        if (name.Length < before.Length && before[before.Length - name.Length - 1] == '/') return null;
        name = name.TrimStart("._%+-");
        var rest = text.AsSpan(at + 1);
        var host = rest[..(rest.IndexOfAnyExcept(HostName) is var end and >= 0 ? end : rest.Length)].TrimEnd(".-");
        if (name.Length is 0 or > LongestMailName || name.EndsWith('.') || !IsHost(host)) return null;
        if (at + 1 + host.Length < text.Length && text[at + 1 + host.Length] is '@' or '_') return null;
        return new(at - name.Length, name.Length + 1 + host.Length, $"{name}@{host}", IsMail: true);
    }

    /// <summary>Parts between points, of which the last is a word: so no number, no file name without a domain.</summary>
    private static bool IsHost(ReadOnlySpan<char> host)
    {
        var point = host.LastIndexOf('.');
        if (point < 1 || host.Length - point < 3 || host.Length > 253 || host.Contains("..", StringComparison.Ordinal)) return false;
        return !host.ContainsAnyExcept(HostName) && !host[(point + 1)..].ContainsAnyExcept(Letters);
    }

    // A bracket at the end belongs to the address only when it opens in it.
    private static ReadOnlySpan<char> WithoutSentence(ReadOnlySpan<char> address)
    {
        while (true)
        {
            var shorter = address.TrimEnd("?!.,:;*_~'…");
            if (shorter is [.., ')'] && shorter.Count(')') > shorter.Count('(')) shorter = shorter[..^1];
            if (shorter is [.., ']'] && shorter.Count(']') > shorter.Count('[')) shorter = shorter[..^1];
            if (shorter.Length == address.Length) return address;
            address = shorter;
        }
    }
}

/// <summary>An address in a text.</summary>
/// <param name="Start">Where it stands.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Address">The address it means.</param>
/// <param name="IsMail">A mail address.</param>
internal readonly record struct BareAddress(int Start, int Length, string Address, bool IsMail);
