using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Paginas;

/// <summary>
/// A document of a type without a page of its own, such as a pagina, or the list of such a type. Its address takes whatever no other page
/// has: what moved is sent on, the rest is gone or never was.
/// </summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags, DocumentTypes types) : DocumentPage(live, bodies, tags)
{
    /// <summary>The pages above it, from the top.</summary>
    public IReadOnlyList<Link> Trail { get; private set; } = [];

    /// <summary>Where it comes from, when its type tells.</summary>
    public IReadOnlyList<Source> Sources => Document.Type.Properties.Select(property => property.Member.GetValue(Document.Common))
        .OfType<IReadOnlyList<Source>>().FirstOrDefault() ?? [];

    /// <summary>True for a plain page, at the top of the site: what kind it is goes without saying.</summary>
    public bool IsPlain => Document.Type.Info.PathPrefix == "/";

    /// <summary>The type that is listed; null when a document is shown.</summary>
    public DocumentType? Listed { get; private set; }

    /// <summary>The documents of that type on this page of the list.</summary>
    public IReadOnlyList<PublishedDocument> Items { get; private set; } = [];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var path = Request.Path.Value!;
        if (Site.At(path) is null && types.All.FirstOrDefault(type => !type.IsPart && type.Info.PathPrefix == path + "/") is { } listed)
            return List(listed);
        var result = base.OnGet();
        if (Document is null) return result;
        Trail =
        [
            .. IsPlain || Document.Place.ParentId is not null ? Array.Empty<Link>() : [ListOf(Document.Type)],
            .. Show(Above()).Select(page => new Link(page.Title, page.Path)),
        ];
        return result;
    }

    private static Link ListOf(DocumentType type) => new(type.Info.Plural, type.Info.PathPrefix.TrimEnd('/'));

    private IActionResult List(DocumentType type)
    {
        Tags.Use(type.Name);
        var all = Site.Documents.Where(document => document.Type == type && document.Place.ParentId is null)
            .OrderBy(document => document.Title, PublishedSite.Alphabet).ToList();
        if (!TryCut<PublishedDocument>(all, [], out var page)) return NotFound();
        (Listed, Items) = (type, page);
        ViewData["Title"] = type.Info.Plural;
        return Page();
    }

    private IEnumerable<PublishedDocument> Above()
    {
        var above = new List<PublishedDocument>();
        for (var at = Document.Place.ParentId; at is not null && Site.Find(at) is { } page; at = page.Place.ParentId) above.Insert(0, page);
        return above;
    }
}
