using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Paginas;

/// <summary>One pagina. Its address takes whatever no other page has: what moved is sent on, the rest is gone or never was.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<Page>(live, bodies, tags)
{
    /// <summary>The pages above it, from the top.</summary>
    public IReadOnlyList<Link> Trail { get; private set; } = [];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is not null) Trail = [.. Show(Above()).Select(page => new Link(page.Title, page.Path))];
        return result;
    }

    private IEnumerable<PublishedDocument> Above()
    {
        var above = new List<PublishedDocument>();
        for (var at = Document.Place.ParentId; at is not null && Site.Find(at) is { } page; at = page.Place.ParentId) above.Insert(0, page);
        return above;
    }
}
