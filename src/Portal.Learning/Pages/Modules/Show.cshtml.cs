using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Types;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Modules;

/// <summary>One module: what you learn, for whom, and its chapters.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<LearningModule>(live, bodies, tags)
{
    /// <summary>The chapters in their order.</summary>
    public IReadOnlyList<PublishedDocument<Chapter>> Chapters { get; private set; } = [];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        Tags.Use("hoofdstuk");
        Chapters = [.. Site.Below<Chapter>(Document.Id).OrderBy(chapter => chapter.Properties.Order)];
        return result;
    }
}
