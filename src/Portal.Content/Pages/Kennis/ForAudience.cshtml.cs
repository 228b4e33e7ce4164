using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Kennis;

/// <summary>One kennisproduct for one function, on one sheet of paper: what it says, what it is worth, what you can do.</summary>
public sealed class ForAudienceModel(LiveSite live, Bodies bodies, PageTags tags) : SitePage(live, tags)
{
    /// <summary>So many limitations fit; the rest stand in the whole text.</summary>
    private const int MostLimits = 3;

    /// <summary>The kennisproduct.</summary>
    public PublishedDocument<ResearchSummary> Document { get; private set; } = null!;

    /// <summary>The function.</summary>
    public Audience Audience { get; private set; }

    /// <summary>What somebody with that function can do with it.</summary>
    public IReadOnlyList<string> Uses { get; private set; } = [];

    /// <summary>What it cannot tell, in its own words.</summary>
    public IReadOnlyList<string> Limits { get; private set; } = [];

    /// <summary>Finds the document and what it says to a function.</summary>
    public IActionResult OnGet(string slug, string audience)
    {
        var path = "/kennis/" + slug;
        if (Site.At(path) is not PublishedDocument<ResearchSummary> found)
        {
            if (Site.RedirectOf(path) is { } now) return RedirectPermanent($"{now}/voor/{Uri.EscapeDataString(audience)}");
            return StatusCode(Site.IsGone(path) ? 410 : 404);
        }
        var uses = found.Properties.Uses.Where(use => use.Audience.Name() == audience).ToList();
        if (uses.Count == 0) return NotFound();

        (Document, Audience, Uses) = (found, uses[0].Audience, uses.ConvertAll(use => use.Text));
        var limits = bodies.Of(found).Sections.FirstOrDefault(section => section.Heading == "Beperkingen")?.Text ?? "";
        Limits = [.. limits.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(MostLimits)];
        Tags.Use(found.Id);
        return Page();
    }
}
