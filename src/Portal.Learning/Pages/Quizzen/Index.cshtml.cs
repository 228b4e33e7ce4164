using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Types;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Quizzen;

/// <summary>All quizzes, each with a look of its own.</summary>
internal sealed class IndexModel(LiveSite live, PageTags tags, ExerciseReader reader) : SitePage(live, tags)
{
    /// <summary>The quizzes.</summary>
    public IReadOnlyList<QuizCard> Quizzes { get; private set; } = [];

    /// <summary>Lists the quizzes.</summary>
    public IActionResult OnGet()
    {
        if (!TryCut(ListOf<Quiz>(), [], out var page)) return NotFound();
        Quizzes = [.. page.Select(quiz => new QuizCard(quiz, reader.Of(quiz.Body)))];
        return Page();
    }
}
