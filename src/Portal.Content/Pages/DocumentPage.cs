using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Platform.Pages;

namespace Portal.Content.Pages;

/// <summary>A page of the published site: everyone sees it alike, so it is made from memory and kept until what it shows changes.</summary>
[AllowAnonymous]
public abstract class SitePage(LiveSite live, PageTags tags) : ContentPage(live, tags);

/// <summary>A page that shows what is published; who may see it is said by the page itself.</summary>
public abstract class ContentPage(LiveSite live, PageTags tags) : PageModel
{
    /// <summary>What readers see now: one picture for the whole page, also when somebody publishes meanwhile.</summary>
    public PublishedSite Site { get; } = live.Current;

    /// <summary>What the page is made of; the dossiers stand at the foot of every page.</summary>
    protected PageTags Tags { get; } = tags.With(DocumentType.Of<Dossier>().Name);

    /// <summary>All documents of a type; the page is made anew when any of them changes.</summary>
    protected IReadOnlyList<PublishedDocument<T>> ListOf<T>() where T : DocumentProperties
    {
        Tags.Use(DocumentType.Of<T>().Name);
        return Site.All<T>();
    }

    /// <summary>Marks documents as shown and gives them back.</summary>
    protected IReadOnlyList<PublishedDocument> Show(IEnumerable<PublishedDocument> documents)
    {
        var list = documents.ToList();
        Tags.Use(list.Select(document => document.Id));
        return list;
    }

    /// <summary>Where in its list this page is; null for a page that is no list, and for one that was asked for in vain.</summary>
    public Pager? Pager { get; private set; }

    /// <summary>
    /// Cuts a list into pages: what stands on the one that the address asks for. False when there is no such page. The page may be kept
    /// when its address asks for nothing but what is named here.
    /// </summary>
    /// <param name="all">The whole list, in its order.</param>
    /// <param name="chosen">What the list is narrowed by, by the key in the address.</param>
    /// <param name="page">What stands on the page.</param>
    /// <param name="size">How many stand on a page.</param>
    protected bool TryCut<T>(
        IReadOnlyList<T> all, IEnumerable<KeyValuePair<string, string?>> chosen, out IReadOnlyList<T> page, int size = Pager.Usual)
    {
        var keys = chosen.ToList();
        Tags.KnowsQuery = Request.Query.Keys.All(key => key == Pager.Key || keys.Exists(pair => pair.Key == key));
        Pager = Pager.Of(Request, all.Count, size, keys);
        ViewData["Pager"] = Pager;
        page = Pager is null ? [] : [.. all.Skip((Pager.Number - 1) * size).Take(size)];
        return Pager is not null;
    }

    /// <summary>
    /// This page is what a document is read on: it is counted, but for those of the office, who come to look whether it is right.
    /// </summary>
    protected void CountRead(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (!Rights.Roles.Any(User.IsInRole)) Tags.CountsAs = document.Id;
    }

    /// <summary>The answer when nothing is online at this address: where it went, gone for good, or never was.</summary>
    protected IActionResult Missing()
    {
        var path = Request.Path.Value!;
        if (Site.RedirectOf(path) is { } now) return RedirectPermanent(now + Request.QueryString);
        return StatusCode(Site.IsGone(path) ? 410 : 404);
    }
}

/// <summary>The page of one published document, of whatever type.</summary>
public abstract class DocumentPage(LiveSite live, Bodies bodies, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The document.</summary>
    public PublishedDocument Document { get; private set; } = null!;

    /// <summary>Its body as HTML, with contents and sections.</summary>
    public RenderedBody Body { get; private set; } = null!;

    /// <summary>What belongs with it.</summary>
    public IReadOnlyList<PublishedDocument> Related { get; private set; } = [];

    /// <summary>The themes it belongs to.</summary>
    public IReadOnlyList<PublishedDocument> Themes { get; private set; } = [];

    /// <summary>What stands on the page: the sections of the body, then the page's own parts.</summary>
    public IReadOnlyList<Link> Contents(params IEnumerable<Link> parts) =>
        [.. Body.Contents.Where(entry => entry.Level == 2).Select(entry => new Link(entry.Title, "#" + entry.Anchor)), .. parts];

    /// <summary>Finds the document at the address and reads it.</summary>
    public virtual IActionResult OnGet()
    {
        if (Site.At(Request.Path.Value!) is not { } found || !Shows(found)) return Missing();
        Document = found;
        Body = bodies.Of(found);
        var kind = found.Type.Info.SharesNames ? $" ({found.Type.Info.Label.ToLowerInvariant()})" : "";
        ViewData["Title"] = Typography.Apply(found.Title) + kind;
        ViewData["Description"] = Typography.Apply(found.Common.Listing.About);
        ViewData["Document"] = found;
        Related = Show(Site.RelatedTo(found));
        Themes = Show(found.Common.Themes.Select(Site.Find).OfType<PublishedDocument>());
        // What it names and what is not online yet counts too: it may come.
        CountRead(found);
        Tags.Use([found.Id, .. found.Type.ReferencesOf(found.Common), .. Body.References, PageTags.Glossary]);
        return Page();
    }

    /// <summary>Whether this page shows such a document.</summary>
    protected virtual bool Shows(PublishedDocument found) => !(found ?? throw new ArgumentNullException(nameof(found))).Type.IsPart;
}

/// <summary>The page of one published document of a type.</summary>
/// <typeparam name="T">The record of its type.</typeparam>
public abstract class DocumentPage<T>(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage(live, bodies, tags)
    where T : DocumentProperties
{
    /// <summary>The document.</summary>
    public new PublishedDocument<T> Document => (PublishedDocument<T>)base.Document;

    /// <summary>Its front matter.</summary>
    public T Properties => Document.Properties;

    /// <inheritdoc/>
    protected override bool Shows(PublishedDocument found) => found is PublishedDocument<T>;
}
