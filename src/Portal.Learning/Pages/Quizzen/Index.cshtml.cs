using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Types;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Quizzen;

/// <summary>All quizzes.</summary>
internal sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The quizzes.</summary>
    public IReadOnlyList<PublishedDocument<Quiz>> Quizzes { get; private set; } = [];

    /// <summary>Lists the quizzes.</summary>
    public IActionResult OnGet()
    {
        if (!TryCut(ListOf<Quiz>(), [], out var page)) return NotFound();
        Quizzes = page;
        return Page();
    }
}
