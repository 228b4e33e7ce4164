using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Learning.Progress;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Modules;

/// <summary>A learner hands a test in.</summary>
[Authorize(Rights.Member)]
internal sealed class HandInModel(LessonParts parts, GivenAnswers given, Progress.Tests tests) : LessonPage(parts)
{
    /// <summary>To the test.</summary>
    public IActionResult OnGet(string slug, string chapter) => ToLesson(slug, chapter);

    /// <summary>Hands it in; with questions left open only when they said so a second time.</summary>
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
            var answered = await given.OfAsync(todo.Enrolment.Id, attempt, stop);
            if (toch != "ja" && !todo.Chapter.Items.All(item => answered.ContainsKey(item.Id)))
                return await ShowAgainAsync(slug, chapter, new LessonState { AsksToHandIn = true }, stop);
            await tests.SubmitAsync(member, todo.Module.Id, attempt, stop);
            return ToLesson(slug, chapter);
        }, stop);
    }
}
