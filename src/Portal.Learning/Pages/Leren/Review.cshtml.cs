using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Portal.Learning.Exercises;
using Portal.Learning.Repetition;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Learning.Pages.Leren;

/// <summary>One question that came back: ask, answer, why; and on to the next when more are due. Works without script.</summary>
/// <remarks>For members; who may come in is asked here, so that an answer of a session that ended is not led away and lost.</remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(LearningRoom.AnswerRateLimit)]
internal sealed class ReviewModel(
    Reviews reviews, ReviewDecks decks, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> tokens, CurrentMember current) : PageModel
{
    private const string Address = "/leren/herhalen";

    /// <summary>An answer that was not taken, in the place of the question; null when there is none.</summary>
    public UnsentAnswer? Unsent { get; private set; }

    /// <summary>The question; null when none is due.</summary>
    public ReviewQuestion? Question { get; private set; }

    /// <summary>What stands under the question: the form, or what there is to learn from the answer.</summary>
    public string Below { get; private set; } = "";

    /// <summary>The question was answered.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>When this question comes back; null: never, or it was not answered yet.</summary>
    public DateOnly? BackOn { get; private set; }

    /// <summary>How many questions are due after this one.</summary>
    public int More { get; private set; }

    /// <summary>When the next question comes, where none is due; null: there is none.</summary>
    public DateOnly? NextOn { get; private set; }

    /// <summary>Repetition is on.</summary>
    public bool IsOn { get; private set; } = true;

    /// <summary>Asks the first question that is due.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!current.IsSignedIn) return Challenge();
        await decks.MakeAsync(current.Id, stop);
        var due = await reviews.DueAsync(current.Id, stop);
        if (due is [var first, ..])
        {
            More = due.Count - 1;
            Ask(first, Answer.Empty, null, Guid.CreateVersion7());
            return Page();
        }
        IsOn = (await reviews.SettingsAsync(current.Id, stop)).IsOn;
        NextOn = (await reviews.ComingAsync(current.Id, stop)).FirstOrDefault()?.Card.DueOn;
        return Page();
    }

    /// <summary>Judges the answer and says when the question comes back.</summary>
    public async Task<IActionResult> OnPostAsync(string? vraag, CancellationToken stop)
    {
        var form = await Request.ReadFormAsync(stop);
        if (!current.IsSignedIn) return ShowUnsent(form, StatusCodes.Status401Unauthorized);
        if (!await antiforgery.IsRequestValidAsync(HttpContext)) return ShowUnsent(form, StatusCodes.Status400BadRequest);
        var answer = Answer.Of(form);
        var ticket = Guid.TryParse(form[UnsentAnswer.IdField], out var known) ? known : Guid.CreateVersion7();
        // Taken offline meanwhile, or the module was done anew: there may be another question.
        if (vraag is null || await reviews.AnswerAsync(current.Id, vraag, ticket, answer, stop) is not { } result)
            return LocalRedirect(Address);
        More = (await reviews.DueAsync(current.Id, stop)).Count(question => question.Card.ExerciseId != vraag);
        if (!result.Graded.IsAnswer)
        {
            Ask(result.Question, answer, result.Graded.Error, ticket);
            return Page();
        }
        (Question, IsAnswered, BackOn) = (result.Question, true, result.DueOn);
        Below = result.Question.Exercise.Feedback(answer, result.Graded, headingLevel: 2);
        return Page();
    }

    private PageResult ShowUnsent(IFormCollection form, int status)
    {
        Unsent = UnsentAnswer.Of(Request, form, tokens.Value.FormFieldName, Address, current.IsSignedIn);
        Response.StatusCode = status;
        return Page();
    }

    private void Ask(ReviewQuestion question, Answer answer, string? error, Guid ticket)
    {
        Question = question;
        var token = antiforgery.GetAndStoreTokens(HttpContext);
        Below = question.Exercise.Form(new ExerciseForm($"{Address}?vraag={question.Exercise.Id}")
        {
            Answer = answer,
            Error = error,
            Seed = $"{question.Exercise.Id}-{question.Card.DueOn?.Stamp()}", // another order than last time, the same while one is at it
            Hidden = [new(token.FormFieldName, token.RequestToken!), new(UnsentAnswer.IdField, ticket.ToString())],
        });
    }
}
