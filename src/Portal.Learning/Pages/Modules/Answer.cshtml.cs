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
/// <remarks>
/// A visitor's post carries no antiforgery token (<see cref="LessonForms"/>); a member's is checked here. What a browser keeps of a
/// member's answers it forgets only when it hears the id again: <see cref="StoredHeader"/> for what is stored, <see cref="RefusedHeader"/>
/// for what never will be. Any other answer, whatever its status, may come of a session that ended or of somebody in between.
/// </remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal abstract class AnswerPage(LessonParts parts, Answers answers) : LessonPage(parts)
{
    /// <summary>The headers that name the answer this is about.</summary>
    public const string StoredHeader = "Answer-Stored", RefusedHeader = "Answer-Refused";

    /// <summary>Takes the answer in the form that was posted.</summary>
    protected async Task<IActionResult> AnswerAsync(string slug, string chapter, string? exercise, CancellationToken stop)
    {
        if (exercise is null) return ToLesson(slug, chapter);
        var form = await Request.ReadFormAsync(stop);
        // What was made for a member is never taken for practice: their session is over, and the answer waits until they are back.
        if (!IsMember)
            return form.ContainsKey(UnsentAnswer.IdField)
                ? await ShowUnsentAsync(slug, chapter, UnsentOf(form), StatusCodes.Status401Unauthorized, stop)
                : await PractiseAsync(slug, chapter, exercise, Answer.Of(form), stop);
        if (IdIn(form[UnsentAnswer.IdField]) is not { } id) return BadRequest();
        if (!await Parts.Forms.IsOursAsync())
            return await ShowUnsentAsync(slug, chapter, UnsentOf(form), StatusCodes.Status400BadRequest, stop);

        Response.Headers[RefusedHeader] = id.ToString();
        var result = await DoAsync(slug, chapter, (member, todo) =>
        {
            var sent = Read(form, id, todo, exercise);
            return todo.Chapter.IsTest
                ? KeepAsync(member, slug, todo, sent, form[FormStep.FieldName], stop)
                : StoreAsync(member, slug, todo, sent, stop);
        }, stop);
        // There is no such lesson (any more): told here, for what a browser is led away to it does not hear.
        return result is RedirectToPageResult && Response.Headers.ContainsKey(RefusedHeader) ? NotFound() : result;
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
        if (result.Outcome is AnswerOutcome.Stored) NameStored(sent.Id);
        if (result.Outcome is AnswerOutcome.Conflict)
            Refuse("Bij deze vraag stond al een ander antwoord van je. Dat is bewaard; hieronder zie je het.");
        var state = Notice is null ? new LessonState { Sent = new(sent.Exercise, sent.Answer, result.Graded, sent.Id) } : new LessonState();
        return await ShowAgainAsync(slug, todo.Chapter.Slug, state, stop);
    }

    // In a test: by script the answer is kept as soon as it is chosen, without, at the step to the next question.
    private async Task<IActionResult> KeepAsync(
        Guid member, string slug, ChapterToDo todo, SentAnswer sent, string? onward, CancellationToken stop)
    {
        var result = await answers.StoreAsync(member, todo.Module.Id, sent, stop);
        // Whoever goes back in their browser has the form of before, and may choose something else in it.
        if (result.Outcome is AnswerOutcome.Conflict && onward is not null)
            result = await answers.StoreAsync(member, todo.Module.Id, sent with { Id = Guid.CreateVersion7() }, stop);
        switch (result.Outcome)
        {
            case AnswerOutcome.Unknown:
                return NotFound();
            case AnswerOutcome.Conflict:
                return StatusCode(StatusCodes.Status409Conflict);
            case AnswerOutcome.Closed:
                Refuse("Deze toets heb je al ingeleverd. Dit antwoord telt niet meer mee.");
                return await ShowAgainAsync(slug, todo.Chapter.Slug, new LessonState(), stop);
        }
        NameStored(sent.Id);
        if (int.TryParse(onward, NumberStyles.None, CultureInfo.InvariantCulture, out var question))
            return ToQuestion(slug, todo.Chapter.Slug, question);
        if (onward is not null) return ToOverview(slug, todo.Chapter.Slug);
        var exercises = (await Parts.Texts.SheetOfAsync(todo.Chapter, stop)).Exercises;
        var asked = exercises.FirstOrDefault(candidate => candidate.Id == sent.Exercise);
        return new JsonResult(QuestionState.Of(asked, sent.Answer));
    }

    private void NameStored(Guid id)
    {
        Response.Headers.Remove(RefusedHeader);
        Response.Headers[StoredHeader] = id.ToString();
    }

    private void Refuse(string why) => (Notice, Response.StatusCode) = (why, StatusCodes.Status409Conflict);

    private UnsentAnswer UnsentOf(IFormCollection form) => UnsentAnswer.Of(Request, form, Parts.Forms.TokenField, "", IsMember);

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
