using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Learning.Progress;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Modules;

/// <summary>A learner hands a test in.</summary>
[Authorize(Rights.Member)]
internal sealed class HandInModel(LessonParts parts, Progress.Tests tests) : LessonPage(parts)
{
    /// <summary>To the test.</summary>
    public IActionResult OnGet(string slug, string chapter) => ToLesson(slug, chapter);

    /// <summary>
    /// Hands it in; with questions left open only when that was said beside the button, else the overview says so now.
    /// </summary>
    /// <param name="slug">Of the module.</param>
    /// <param name="chapter">Slug of the test.</param>
    /// <param name="poging">Id of the attempt.</param>
    /// <param name="toch">"ja": also with questions left open.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostAsync(string slug, string chapter, Guid? poging, string? toch, CancellationToken stop)
    {
        if (poging is not { } attempt) return BadRequest();
        return await DoAsync(slug, chapter, async (member, todo) =>
        {
            if (toch != "ja" && await tests.HasOpenAsync(todo.Enrolment.Id, attempt, stop)) return ToOverview(slug, chapter);
            if ((await tests.SubmitAsync(member, todo.Module.Id, attempt, stop)).SubmittedAt is not null) return ToLesson(slug, chapter);
            // A pre-test in which nothing was answered was not done: on to the first chapter.
            return await FindAsync(slug, chapter, stop) is { Next: { } next } lesson
                ? LocalRedirect(lesson.PathOf(next))
                : ToLesson(slug, chapter);
        }, stop);
    }
}
