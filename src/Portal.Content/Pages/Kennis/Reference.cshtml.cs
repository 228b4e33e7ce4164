using System.Text;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Citing;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Kennis;

/// <summary>What a kennisproduct is about, as a file for a programme that keeps references: BibTeX or RIS.</summary>
public sealed class ReferenceModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The file.</summary>
    public IActionResult OnGet(string slug, string format)
    {
        var path = "/kennis/" + slug;
        if (Site.At(path) is not PublishedDocument<ResearchSummary> found)
        {
            if (Site.RedirectOf(path) is { } now) return RedirectPermanent($"{now}/verwijzing.{format}");
            return StatusCode(Site.IsGone(path) ? 410 : 404);
        }
        Tags.Use(found.Id);
        var citation = Citation.Of(found);
        return format == "bib"
            ? File(Encoding.UTF8.GetBytes(citation.ToBibTeX()), "application/x-bibtex; charset=utf-8", $"{citation.Key}.bib")
            : File(Encoding.UTF8.GetBytes(citation.ToRis()), "application/x-research-info-systems; charset=utf-8", $"{citation.Key}.ris");
    }
}
