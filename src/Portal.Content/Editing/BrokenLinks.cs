using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Syntax;
using Portal.Content.Publishing;

namespace Portal.Content.Editing;

/// <summary>
/// The links inside the portal that lead nowhere for a reader: to what was never there, is gone, or is offline. Found in memory, once for
/// each picture of the site; of a text that did not change its links are known already. Thread-safe.
/// </summary>
internal sealed partial class BrokenLinks(LiveSite live, PortalPages pages, MarkdownRenderer renderer)
{
    private static readonly ConditionalWeakTable<PublishedDocument, string[]> KnownLinks = [];

    private volatile Found known = new(PublishedSite.Empty, []);

    /// <summary>The documents with such links, by title, each with where these lead (an id or a path).</summary>
    public IReadOnlyList<(PublishedDocument Document, IReadOnlyList<string> Targets)> Current
    {
        get
        {
            var (site, found) = (live.Public, known);
            if (found.Site == site) return found.All;
            var all = site.Documents.AsParallel()
                .Select(document => (Document: document, Targets: BrokenIn(document, site)))
                .Where(pair => pair.Targets.Count > 0)
                .OrderBy(pair => pair.Document.Title, PublishedSite.Alphabet).ToList();
            known = new Found(site, all);
            return all;
        }
    }

    // What looks like a link in the text is looked up first; only where one leads nowhere the text is read as the page reads it.
    private IReadOnlyList<string> BrokenIn(PublishedDocument document, PublishedSite site)
    {
        var links = KnownLinks.GetValue(document, one =>
            [.. Address().Matches(one.Body).Select(link => link.Groups["to"].Value).Distinct(StringComparer.Ordinal)]);
        if (Array.TrueForAll(links, link => Leads(link, site))) return [];
        return
        [
            .. (renderer.Read(document.Body)?.Document.Blocks().OfType<LeafBlock>().Where(leaf => leaf.Inline is not null)
                .SelectMany(leaf => leaf.Inline!.Inlines()).OfType<LinkInline>().Where(link => !link.IsImage)
                .Select(link => link.Url ?? "") ?? [])
                .Where(url => !Leads(url, site)).Select(Named).Distinct(StringComparer.Ordinal),
        ];
    }

    private bool Leads(string url, PublishedSite site) => LinkAddress.Of(pages.PathOf(url) ?? url) is var address && address.Kind switch
    {
        LinkKind.Document => site.Find(address.Value) is not null,
        LinkKind.Media => site.Media(address.Value) is not null,
        LinkKind.Portal => site.PageAt(address.Path, pages) is not null,
        _ => true,
    };

    private static string Named(string url) =>
        LinkAddress.Of(url) is var address && address.Kind == LinkKind.Portal ? address.Path : address.Value;

    [GeneratedRegex(@"(?<to>(doc|media):[\w.-]+)|\]\((?<to>(/|https?://)[^)\s]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    private sealed record Found(PublishedSite Site, IReadOnlyList<(PublishedDocument Document, IReadOnlyList<string> Targets)> All);
}
