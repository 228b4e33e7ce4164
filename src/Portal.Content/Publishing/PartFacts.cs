using Portal.Search;

namespace Portal.Content.Publishing;

/// <summary>Of a page that is always a part of another one, a lesson of a module: which one, and the short facts of its own.</summary>
internal sealed class PartFacts(LiveSite live) : IPageFacts
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Of(string url)
    {
        var site = live.Current;
        if (site.At(url) is not { Place.ParentId: { } parent, Type.Info.ParentOptional: false } part) return [];
        return site.Find(parent) is { } whole
            ? [$"Uit de {whole.Type.Info.Label.ToLowerInvariant()} ‘{whole.Title}’", .. part.Common.Listing.Facts.OfType<string>()]
            : [];
    }
}
