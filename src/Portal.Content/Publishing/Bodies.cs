using Microsoft.Extensions.Caching.Memory;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Content.Publishing;

/// <summary>
/// The HTML of bodies, made once per version and kept while nothing it shows of other documents (titles, addresses, terms)
/// has changed. Bounded: what is asked for least goes first.
/// </summary>
public sealed class Bodies(MarkdownRenderer renderer, LiveSite live, PortalPages pages) : IDisposable
{
    private const long MaxCharacters = 32_000_000;
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });

    /// <summary>The rendered body of a published document.</summary>
    public RenderedBody Of(PublishedDocument document)
    {
        var site = live.Current;
        if (cache.TryGetValue(document.Place, out Entry? known) && known!.Stamp == StampOf(known.Body, site)) return known.Body;

        var body = renderer.Render(document.Body, ContextOf(site, document));
        cache.Set(document.Place, new Entry(body, StampOf(body, site)), new MemoryCacheEntryOptions { Size = body.Html.Length + 1 });
        return body;
    }

    /// <summary>The rendered body of a version that is not online (any more), with the links and terms of today.</summary>
    public RenderedBody Of(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var site = live.Current;
        if (cache.TryGetValue(markdown, out Entry? known) && known!.Stamp == StampOf(known.Body, site)) return known.Body;
        var body = renderer.Render(markdown, ContextOf(site, null));
        cache.Set(
            markdown, new Entry(body, StampOf(body, site)), new MemoryCacheEntryOptions { Size = body.Html.Length + markdown.Length + 1 });
        return body;
    }

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    private static int StampOf(RenderedBody body, PublishedSite site) =>
        body.References.Order(StringComparer.Ordinal).Aggregate(site.GlossaryStamp,
            (stamp, id) => HashCode.Combine(stamp, PlaceOf(id, site), LookOf(site.Media(id))));

    // A path that was written as a link may lead to another document tomorrow.
    private static PublishedPlace? PlaceOf(string id, PublishedSite site) =>
        (id.StartsWith('/') ? site.At(site.RedirectOf(id) ?? id) : site.Find(id))?.Place;

    private static int LookOf(MediaTarget? media) =>
        media is null ? 0 : HashCode.Combine(media.Url, media.Title, media.Alt, media.IsRefused, media.Variants.FirstOrDefault()?.Url);

    private RenderContext ContextOf(PublishedSite site, PublishedDocument? document) => new()
    {
        Document = id => site.Find(id)?.AsTarget,
        Media = site.Media,
        Page = path => site.PageAt(path, pages),
        Glossary = site.Glossary,
        ExceptTerm = document is PublishedDocument<GlossaryTerm> term ? term.Id : null,
    };

    private sealed record Entry(RenderedBody Body, int Stamp);
}
