using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Syntax;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Content.Editing;

/// <summary>
/// The links inside the portal that lead nowhere for a reader (to what was never there, is gone, or is offline), and those that take a
/// detour over an address of before. Found in memory, once for each picture of the site; of a text that did not change its links are known
/// already. Links to other sites are not looked at. Thread-safe.
/// </summary>
internal sealed partial class BrokenLinks(LiveSite live, PortalPages pages, MarkdownRenderer renderer)
{
    private static readonly ConditionalWeakTable<PublishedDocument, string[]> KnownLinks = [];

    private volatile Found known = new(PublishedSite.Empty, [], []);

    private enum Way
    {
        Straight,
        Detour,
        Nowhere,
    }

    /// <summary>The documents with links that lead nowhere, by title, each with where these lead (an id or a path).</summary>
    public IReadOnlyList<(PublishedDocument Document, IReadOnlyList<string> Targets)> Current => Now.Broken;

    /// <summary>The documents with links that take a detour, by title, each with where these lead.</summary>
    public IReadOnlyList<(PublishedDocument Document, IReadOnlyList<string> Targets)> Detours => Now.Detours;

    /// <summary>Where a link that takes a detour ends.</summary>
    public string EndOf(string target)
    {
        var site = live.Public;
        var address = LinkAddress.Of(target);
        return site.RedirectOf(address.Path) ?? site.SentOn(address.Path, address.Query) ?? target;
    }

    private Found Now
    {
        get
        {
            var (site, found) = (live.Public, known);
            if (found.Site == site) return found;
            var all = site.Documents.AsParallel().Select(document => (Document: document, Links: OddIn(document, site)))
                .Where(pair => pair.Links.Count > 0)
                .OrderBy(pair => pair.Document.Title, PublishedSite.Alphabet).ToList();
            return known = new Found(site, Of(Way.Nowhere), Of(Way.Detour));

            List<(PublishedDocument Document, IReadOnlyList<string> Targets)> Of(Way way) =>
            [
                .. all.Select(pair => (
                        pair.Document,
                        Targets: (IReadOnlyList<string>)
                            [.. pair.Links.Where(link => link.Way == way).Select(link => link.Target).Distinct()]))
                    .Where(pair => pair.Targets.Count > 0),
            ];
        }
    }

    // What looks like a link in the text is looked up first; only where one is odd the text is read as the page reads it.
    private IReadOnlyList<(Way Way, string Target)> OddIn(PublishedDocument document, PublishedSite site)
    {
        var links = KnownLinks.GetValue(document, one =>
            [
                .. Address().Matches(one.Body).Select(link => link.Groups["to"].Value).Concat(MenuOf(one)).Distinct(StringComparer.Ordinal),
            ]);
        if (Array.TrueForAll(links, link => WayOf(link, site) == Way.Straight)) return [];
        return
        [
            .. (renderer.Read(document.Body)?.Document.Blocks().OfType<LeafBlock>().Where(leaf => leaf.Inline is not null)
                .SelectMany(leaf => leaf.Inline!.Inlines()).OfType<LinkInline>().Where(link => !link.IsImage)
                .Select(link => link.Url ?? "") ?? []).Concat(MenuOf(document))
                .Select(url => (Way: WayOf(url, site), Target: Named(url))).Where(link => link.Way != Way.Straight).Distinct(),
        ];
    }

    // A menu stands on every page.
    private static IEnumerable<string> MenuOf(PublishedDocument document) => document.Common is SiteMenu menu
        ? menu.Main.Concat(menu.Help).Concat(menu.End).Select(link => link.To) : [];

    private Way WayOf(string url, PublishedSite site)
    {
        var address = LinkAddress.Of(pages.PathOf(url) ?? url);
        return address.Kind switch
        {
            LinkKind.Document when site.Find(address.Value) is null => Way.Nowhere,
            LinkKind.Media when site.Media(address.Value) is null => Way.Nowhere,
            LinkKind.Portal => WayTo(address, site),
            _ => Way.Straight,
        };
    }

    private Way WayTo(LinkAddress address, PublishedSite site)
    {
        var path = address.Path;
        if (site.At(path) is { Type.IsPart: false } || pages.Has(path, place => site.At(place) is not null)) return Way.Straight;
        return site.RedirectOf(path) is not null || site.SentOn(path, address.Query) is not null ? Way.Detour : Way.Nowhere;
    }

    private static string Named(string url) =>
        LinkAddress.Of(url) is var address && address.Kind == LinkKind.Portal ? address.Path : address.Value;

    [GeneratedRegex(@"(?<to>(doc|media):[\w.-]+)|\]\((?<to>(/|https?://)[^)\s]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    private sealed record Found(
        PublishedSite Site, IReadOnlyList<(PublishedDocument Document, IReadOnlyList<string> Targets)> Broken,
        IReadOnlyList<(PublishedDocument Document, IReadOnlyList<string> Targets)> Detours);
}
