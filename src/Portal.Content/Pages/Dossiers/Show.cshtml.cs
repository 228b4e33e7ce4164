using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Dossiers;

/// <summary>One dossier with all that the portal holds on it.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<Dossier>(live, bodies, tags)
{
    /// <summary>What names this dossier, grouped by type.</summary>
    public IReadOnlyList<IGrouping<DocumentType, PublishedDocument>> Holds { get; private set; } = [];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        var themed = Site.Mentioning(Document.Id).Where(document => document.Common.Themes.Contains(Document.Id)).ToList();
        Holds = [.. themed.OrderBy(document => document.Title, PublishedSite.Alphabet).GroupBy(document => document.Type).OrderBy(group => group.Key.Info.Plural, PublishedSite.Alphabet)];
        // A document that joins the dossier later changes this page too, so it hangs on the types, not on today's members.
        Tags.Use(Site.Documents.Where(document => document.Common is ThemedProperties).Select(document => document.Type.Name).Distinct());
        return result;
    }
}
