using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Newsletters.Archive;
using Portal.Newsletters.Types;
using Portal.Platform.Pages;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>One edition, with the way to the one before and the one after.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<Newsletter>(live, bodies, tags)
{
    /// <summary>The one before; null: this is the first.</summary>
    public PublishedDocument<Newsletter>? Earlier { get; private set; }

    /// <summary>The one after; null: this is the last.</summary>
    public PublishedDocument<Newsletter>? Later { get; private set; }

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var answer = base.OnGet();
        if (answer is not Microsoft.AspNetCore.Mvc.RazorPages.PageResult) return answer;
        var all = Issues.NewestFirst(ListOf<Newsletter>()).ToList();
        var at = all.FindIndex(document => document.Id == Document.Id);
        (Earlier, Later) = (all.ElementAtOrDefault(at + 1), at > 0 ? all[at - 1] : null);
        return answer;
    }
}
