using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Types;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Quizzen;

/// <summary>A quiz on paper: all questions, and no answers. Those are on one's result page, which prints as well.</summary>
internal sealed class PrintModel(LiveSite live, ExerciseReader reader, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The quiz.</summary>
    public PublishedDocument<Quiz> Document { get; private set; } = null!;

    /// <summary>Its questions with the texts around them.</summary>
    public ExerciseSheet Sheet { get; private set; } = null!;

    /// <summary>The questions.</summary>
    public IActionResult OnGet(string slug)
    {
        if (Site.At($"/quizzen/{slug}") is not PublishedDocument<Quiz> found) return NotFound();
        Document = found;
        Sheet = reader.SheetOf(found.Body);
        Tags.Use([found.Id]);
        return Page();
    }
}
