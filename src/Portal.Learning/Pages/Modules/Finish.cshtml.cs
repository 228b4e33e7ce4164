using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Learning.Progress;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Modules;

/// <summary>A learner says that a chapter is read to its end.</summary>
[Authorize(Rights.Member)]
internal sealed class FinishModel(LessonParts parts, Readings readings) : LessonPage(parts)
{
    /// <summary>To the chapter.</summary>
    public IActionResult OnGet(string slug, string chapter) => ToLesson(slug, chapter);

    /// <summary>Writes it down, and goes on to what comes next.</summary>
    public Task<IActionResult> OnPostAsync(string slug, string chapter, CancellationToken stop) =>
        DoAsync(slug, chapter, async (member, todo) =>
    {
        if (await readings.FinishAsync(member, todo.Module.Id, todo.Chapter.Id, stop) is null) return NotFound();
        return await FindAsync(slug, chapter, stop) is { } lesson ? LocalRedirect(lesson.Onward) : ToLesson(slug, chapter);
    }, stop);
}
