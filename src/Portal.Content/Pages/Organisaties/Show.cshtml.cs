using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Organisaties;

/// <summary>One organisatie.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<Organisation>(live, bodies, tags)
{
    /// <summary>What it is part of, or null.</summary>
    public PublishedDocument<Organisation>? PartOf { get; private set; }

    /// <summary>How many of its parts are named.</summary>
    public const int MostParts = 100;

    /// <summary>What is part of it.</summary>
    public IReadOnlyList<PublishedDocument<Organisation>> Parts { get; private set; } = [];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        Parts = [.. ListOf<Organisation>().Where(organisation => organisation.Properties.PartOf == Document.Id)];
        PartOf = Site.Find<Organisation>(Properties.PartOf);
        return result;
    }
}
