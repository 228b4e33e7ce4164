using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Modules;

/// <summary>A learner begins a test.</summary>
[Authorize(Rights.Member)]
internal sealed class BeginModel(LessonParts parts, Progress.Tests tests) : LessonPage(parts)
{
    /// <summary>To the test.</summary>
    public IActionResult OnGet(string slug, string chapter) => ToLesson(slug, chapter);

    /// <summary>Begins it, or goes on with the attempt that is open.</summary>
    /// <param name="slug">Of the module.</param>
    /// <param name="chapter">Slug of the test.</param>
    /// <param name="poging">Id for the attempt, made with the form: pressing twice begins one.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<IActionResult> OnPostAsync(string slug, string chapter, Guid? poging, CancellationToken stop) =>
        DoAsync(slug, chapter, async (member, todo) =>
    {
        await tests.StartAsync(member, todo.Module.Id, todo.Chapter.Id, poging ?? Guid.CreateVersion7(), stop);
        return ToQuestion(slug, chapter, 1);
    }, stop);
}
