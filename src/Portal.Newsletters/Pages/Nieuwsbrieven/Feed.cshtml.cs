using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Newsletters.Archive;
using Portal.Newsletters.Types;
using Portal.Platform.Pages;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>The editions as an Atom feed; kept, named (ETag) and dated like every page that all see alike.</summary>
internal sealed class FeedModel(LiveSite live, Bodies bodies, PageTags tags, EditionFeed feed, TimeProvider clock) : SitePage(live, tags)
{
    /// <summary>The feed.</summary>
    public IActionResult OnGet()
    {
        var newest = Issues.NewestFirst(ListOf<Newsletter>()).Take(EditionFeed.Most).ToList();
        // What the texts name counts too, also when it is not online yet: another title or address of it is another text here.
        foreach (var document in newest) Tags.Use([.. document.Type.ReferencesOf(document.Common), .. bodies.Of(document).References]);
        Tags.Use(PageTags.Glossary);
        // The moment it was made: of what it is made of, something may have gone away, which no date of what is left tells.
        Response.GetTypedHeaders().LastModified = clock.GetUtcNow();
        return File(feed.Of(newest, id => Site.Find<Dossier>(id)?.Title), $"{EditionFeed.MediaType}; charset=utf-8");
    }
}
