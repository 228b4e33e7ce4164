using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Begrippen;

/// <summary>One begrip.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<GlossaryTerm>(live, bodies, tags)
{
    /// <summary>Terms to read beside it.</summary>
    public IReadOnlyList<PublishedDocument> SeeAlso { get; private set; } = [];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is not null) SeeAlso = Show(Properties.SeeAlso.Select(Site.Find).OfType<PublishedDocument>());
        return result;
    }
}
