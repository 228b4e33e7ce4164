using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Content.Publishing;

/// <summary>The addresses of the portal's pages, so that a path in a text can be checked as a document's id is. Thread-safe.</summary>
public sealed class PortalPages
{
    private readonly Lazy<(HashSet<string> Whole, HashSet<string> Ends, HashSet<string> Firsts)> addresses;
    private readonly HashSet<string> ofDocuments;
    private readonly Uri? home;

    /// <summary>The pages of the running host, of every room, and the addresses that rooms answer themselves.</summary>
    public PortalPages(
        IActionDescriptorCollectionProvider actions, IEnumerable<ReservedAddress> reserved, IEnumerable<DocumentAddress> ofDocuments,
        IOptions<PlatformOptions> platform)
        : this(
            () => actions.ActionDescriptors.Items.Select(action => action.AttributeRouteInfo?.Template).OfType<string>(),
            [.. reserved.Select(address => address.FirstPart)], [.. ofDocuments.Select(address => address.Path)], platform.Value.PublicUrl)
    {
    }

    private PortalPages(Func<IEnumerable<string>> templates, string[] reserved, HashSet<string> ofDocuments, string? home)
    {
        this.ofDocuments = ofDocuments;
        addresses = new(() => Read(templates(), reserved));
        Uri.TryCreate(home, UriKind.Absolute, out this.home);
    }

    /// <summary>Pages with these addresses, as a page names its own (<c>/quizzen/{slug}/afdrukken</c>).</summary>
    public static PortalPages Of(params string[] templates) => new(() => templates, [], [], null);

    /// <summary>
    /// Whether an address is the portal's own by how it begins, so that no document can have it; where a page shows the document that
    /// stands there, one can.
    /// </summary>
    /// <param name="path">A path without a slash at its end.</param>
    public bool IsReserved(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return !ofDocuments.Contains(path) && path.Split('/') is [_, var first, ..] && addresses.Value.Firsts.Contains(first);
    }

    /// <summary>
    /// The path, with query and anchor, of an address of this portal that is written in full (<c>https://...</c>); null for any other.
    /// </summary>
    public string? PathOf(string url) =>
        home is not null && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && string.Equals(address.Authority, home.Authority, StringComparison.OrdinalIgnoreCase)
            ? address.PathAndQuery + address.Fragment
            : null;

    /// <summary>
    /// True when a page stands at this path that is no document of its own: one whose address has no part to fill in, or a part of a
    /// document such as its print.
    /// </summary>
    /// <param name="path">A path without a slash at its end.</param>
    /// <param name="isDocument">Whether a document stands at a path.</param>
    public bool Has(string path, Func<string, bool> isDocument)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(isDocument);
        if (addresses.Value.Whole.Contains(path)) return true;
        var parts = path.Split('/');
        for (var own = 1; own < parts.Length - 1; own++)
        {
            var (document, end) = (string.Join('/', parts[..^own]), string.Join('/', parts[^own..]));
            if (addresses.Value.Ends.Contains($"{parts[1]}/{parts.Length - own}/{end}") && isDocument(document)) return true;
        }
        return false;
    }

    // Kept per template: the whole address where nothing has to be filled in, else what follows the last part that has, with the first
    // part and how many parts come before it.
    private static (HashSet<string>, HashSet<string>, HashSet<string>) Read(IEnumerable<string> templates, string[] reserved)
    {
        var (whole, ends) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var firsts = new HashSet<string>(reserved, StringComparer.OrdinalIgnoreCase);
        foreach (var template in templates)
        {
            var segments = RoutePatternFactory.Parse(template).PathSegments
                .Where(segment => segment.Parts is not [RoutePatternParameterPart { IsOptional: true }]).ToList();
            var literal = segments.ConvertAll(segment => segment.Parts is [RoutePatternLiteralPart part] ? part.Content : null);
            if (literal is [{ } own, ..]) firsts.Add(own);
            var last = literal.LastIndexOf(null);
            if (last < 0) whole.Add("/" + string.Join('/', literal));
            else if (last > 0 && last < literal.Count - 1 && literal[0] is { } first)
                ends.Add($"{first}/{last + 2}/{string.Join('/', literal[(last + 1)..])}");
        }
        return (whole, ends, firsts);
    }
}
