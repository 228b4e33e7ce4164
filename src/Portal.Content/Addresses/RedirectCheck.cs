using Portal.Content.Markdown;
using Portal.Content.Publishing;

namespace Portal.Content.Addresses;

/// <summary>
/// Says of redirects, all together, which can be: not onto an address that is in use, not to nowhere, not in a ring. A chain is no fault:
/// the first address is led to where the last one ends, so that a reader takes one step.
/// </summary>
/// <param name="site">What readers see.</param>
/// <param name="own">The redirects there are.</param>
/// <param name="pages">The portal's own pages.</param>
internal sealed class RedirectCheck(PublishedSite site, IReadOnlyDictionary<string, string> own, PortalPages pages)
{
    private const int Longest = 500;

    /// <summary>The outcome of each, in order.</summary>
    public IReadOnlyList<RedirectOutcome> Of(IReadOnlyList<RedirectLine> lines)
    {
        var asked = new Dictionary<string, RedirectLine>(StringComparer.Ordinal);
        var read = lines.Select(line => (Line: line, From: PathOf(line.From), To: TargetOf(line.To))).ToList();
        foreach (var (line, from, to) in read)
            if (from is not null && to is not null) asked.TryAdd(from, line);
        // What there will be, so that lines may build on each other in any order.
        var known = own.ToDictionary();
        foreach (var (line, from, to) in read)
            if (from is not null && to is not null && asked[from] == line) known[from] = to;
        return read.ConvertAll(one => OutcomeOf(one.Line, one.From, one.To, asked, known));
    }

    /// <summary>
    /// An address as it is kept: of a whole address the path and query, in lower case, without a slash at its end; null when it is none.
    /// </summary>
    public static string? PathOf(string typed)
    {
        var text = typed.Trim();
        if (text.Length is 0 or > Longest || text.Any(char.IsControl)) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https") text = whole.PathAndQuery;
        if (!text.StartsWith('/')) text = "/" + text;
        if (text.StartsWith("//", StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal)) return null;
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0) text = text[..hash];
        var at = text.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = at < 0 ? (text, "") : (text[..at], text[at..]);
        path = "/" + Uri.UnescapeDataString(path).Trim('/').ToLowerInvariant();
        return path.Contains("//", StringComparison.Ordinal) || path.Split('/').Any(part => part is "." or "..") ? null
            : path + (query.Length > 1 ? query : "");
    }

    // A path with its query and anchor, or a whole address of another site; null when it is neither.
    private string? TargetOf(string typed)
    {
        var text = typed.Trim();
        if (text.Length is 0 or > Longest) return null;
        var address = LinkAddress.Of(pages.PathOf(text) ?? text);
        return address.Kind switch
        {
            LinkKind.Portal => address.Path + address.Query + (address.Anchor is null ? "" : "#" + address.Anchor),
            LinkKind.Web => address.Value,
            _ => null,
        };
    }

    private RedirectOutcome OutcomeOf(
        RedirectLine line, string? from, string? to, Dictionary<string, RedirectLine> asked, Dictionary<string, string> known)
    {
        if (from is null) return Refused("Dit is geen adres. Schrijf het zoals het in de adresbalk staat: /oude-pagina.");
        if (to is null) return Refused("Waar het heen leidt, is geen adres. Begin met een schuine streep of met https://.");
        if (asked[from] != line) return Refused($"Dit adres staat ook op regel {asked[from].Number}.");
        if (UseOf(from) is { } use) return Refused(use);
        if (KeyOf(to) == from) return Refused("Het adres leidt naar zichzelf.");

        var (end, way) = (to, new List<string> { from });
        while (NextOf(end, known) is { } next)
        {
            var key = KeyOf(end);
            way.Add(key);
            if (KeyOf(next) == from || way.Contains(KeyOf(next)))
                return Refused($"Dit loopt rond: {string.Join(" > ", way.Append(KeyOf(next)))}. Kies een adres waar een pagina staat.");
            end = next;
        }
        if (end.StartsWith('/'))
        {
            var path = LinkAddress.Of(end).Path;
            if (site.RedirectOf(path) is { } now) end = now;
            else if (!path.StartsWith("/media/", StringComparison.Ordinal) && site.PageAt(path, pages) is null)
                return Refused($"Op {path} staat niets in dit portaal. Kijk het adres na.");
        }
        var said = end == to ? "" : $"{to} leidt zelf verder. We zetten het eind erbij: {end}.";
        return new(
            line,
            !own.TryGetValue(from, out var before) ? RedirectVerdict.New
                : before == end ? RedirectVerdict.Same : RedirectVerdict.Changed,
            from, end, said);

        RedirectOutcome Refused(string message) => new(line, RedirectVerdict.Refused, from ?? "", "", message);
    }

    // Why an address cannot be sent on; null when it can.
    private string? UseOf(string from)
    {
        var path = LinkAddress.Of(from).Path;
        if (path == "/beheer" || path.StartsWith("/beheer/", StringComparison.Ordinal))
            return "Adressen van het beheer blijven zoals ze zijn.";
        if (site.At(path) is { } document)
            return $"Op {path} staat ‘{document.Title}’. Geef dat eerst een ander adres: dan leidt het oude vanzelf verder.";
        if (pages.Has(path, place => site.At(place) is not null)) return $"Op {path} staat een pagina van het portaal zelf.";
        return site.RedirectOf(path) is { } now ? $"{path} is een oud adres van {now} en leidt daar al heen." : null;
    }

    private string? NextOf(string target, Dictionary<string, string> known)
    {
        if (!target.StartsWith('/')) return null;
        var path = LinkAddress.Of(target).Path;
        return site.At(path) is not null ? null
            : known.GetValueOrDefault(KeyOf(target)) ?? known.GetValueOrDefault(path.ToLowerInvariant());
    }

    private static string KeyOf(string target) => target.StartsWith('/') ? PathOf(target) ?? target : target;
}
