using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Portal.Learning.Exercises;
using Portal.Learning.Progress;

namespace Portal.Learning.Pages.Modules;

/// <summary>Somebody answers an exercise: a member's answer is stored, a visitor's is only judged.</summary>
internal sealed class AnswerModel(LessonParts parts, Answers answers) : AnswerPage(parts, answers)
{
    /// <summary>To the exercise in its lesson.</summary>
    public IActionResult OnGet(string slug, string chapter, string exercise) => ToLesson(slug, chapter, exercise);

    /// <summary>The answer; the lesson comes back with what came of it.</summary>
    public Task<IActionResult> OnPostAsync(string slug, string chapter, string exercise, CancellationToken stop) =>
        AnswerAsync(slug, chapter, exercise, stop);
}

/// <summary>A page that takes answers, of members and of visitors.</summary>
/// <remarks>A visitor's post carries no antiforgery token (<see cref="LessonForms"/>); a member's is checked here.</remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal abstract class AnswerPage(LessonParts parts, Answers answers) : LessonPage(parts)
{
    /// <summary>Takes the answer in the form that was posted.</summary>
    protected async Task<IActionResult> AnswerAsync(string slug, string chapter, string? exercise, CancellationToken stop)
    {
        if (exercise is null) return ToLesson(slug, chapter);
        var form = await Request.ReadFormAsync(stop);
        // What was made for a member is never taken for practice: their session is over, and the answer waits until they are back.
        if (!IsMember)
            return form.ContainsKey(LessonForms.IdField)
                ? Challenge()
                : await PractiseAsync(slug, chapter, exercise, Answer.Of(form), stop);
        if (!await Parts.Forms.IsOursAsync() || IdIn(form[LessonForms.IdField]) is not { } id) return BadRequest();
        return await DoAsync(slug, chapter, (member, todo) => StoreAsync(member, slug, todo, Read(form, id, todo, exercise), stop), stop);
    }

    private async Task<IActionResult> PractiseAsync(string slug, string chapter, string exercise, Answer answer, CancellationToken stop)
    {
        if (await FindAsync(slug, chapter, stop) is not { IsTest: false } lesson) return ToLesson(slug, chapter);
        var found = (await Parts.Texts.SheetOfAsync(lesson.Chapter, stop)).Exercises.FirstOrDefault(candidate => candidate.Id == exercise);
        if (found is null) return NotFound();
        return await ShowAsync(lesson, new LessonState { Sent = new(exercise, answer, found.Grade(answer), null) }, stop);
    }

    private async Task<IActionResult> StoreAsync(Guid member, string slug, ChapterToDo todo, SentAnswer sent, CancellationToken stop)
    {
        var result = await answers.StoreAsync(member, todo.Module.Id, sent, stop);
        if (result.Outcome is AnswerOutcome.Unknown) return NotFound();
        Notice = result.Outcome switch
        {
            AnswerOutcome.Conflict => "Bij deze vraag stond al een ander antwoord van je. Dat is bewaard; hieronder zie je het.",
            AnswerOutcome.Closed => "Deze toets heb je al ingeleverd. Dit antwoord telt niet meer mee.",
            _ => null,
        };
        if (Notice is not null) Response.StatusCode = StatusCodes.Status409Conflict;
        var state = Notice is null ? new LessonState { Sent = new(sent.Exercise, sent.Answer, result.Graded, sent.Id) } : new LessonState();
        return await ShowAgainAsync(slug, todo.Chapter.Slug, state, stop);
    }

    private static SentAnswer Read(IFormCollection form, Guid id, ChapterToDo todo, string exercise)
    {
        var answer = Answer.Of(form);
        var sentAt = DateTimeOffset.TryParse(form[LessonForms.SentAtField], CultureInfo.InvariantCulture, out var at)
            ? at
            : (DateTimeOffset?)null;
        return new SentAnswer(id, todo.Chapter.Id, exercise, answer, answer.Certainty, sentAt, IdIn(form[LessonForms.AttemptField]));
    }

    private static Guid? IdIn(StringValues value) => Guid.TryParse(value, out var id) ? id : null;
}
