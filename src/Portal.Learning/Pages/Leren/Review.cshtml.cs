using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Learning.Exercises;
using Portal.Learning.Repetition;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Learning.Pages.Leren;

/// <summary>One question that came back: ask, answer, why; and on to the next when more are due. Works without script.</summary>
[Authorize(Rights.Member)]
[EnableRateLimiting(LearningRoom.AnswerRateLimit)]
internal sealed class ReviewModel(Reviews reviews, ReviewDecks decks, IAntiforgery antiforgery, CurrentMember current) : PageModel
{
    private const string TicketField = "kaartje";

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
    public async Task OnGetAsync(CancellationToken stop)
    {
        await decks.MakeAsync(current.Id, stop);
        var due = await reviews.DueAsync(current.Id, stop);
        if (due is [var first, ..])
        {
            More = due.Count - 1;
            Ask(first, Answer.Empty, null, Guid.CreateVersion7());
            return;
        }
        IsOn = (await reviews.SettingsAsync(current.Id, stop)).IsOn;
        NextOn = (await reviews.ComingAsync(current.Id, stop)).FirstOrDefault()?.Card.DueOn;
    }

    /// <summary>Judges the answer and says when the question comes back.</summary>
    public async Task<IActionResult> OnPostAsync(string? vraag, CancellationToken stop)
    {
        var form = await Request.ReadFormAsync(stop);
        var (answer, ticket) = (Answer.Of(form), Guid.TryParse(form[TicketField], out var known) ? known : Guid.CreateVersion7());
        // Taken offline meanwhile, or the module was done anew: there may be another question.
        if (vraag is null || await reviews.AnswerAsync(current.Id, vraag, ticket, answer, stop) is not { } result)
            return LocalRedirect("/leren/herhalen");
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

    private void Ask(ReviewQuestion question, Answer answer, string? error, Guid ticket)
    {
        Question = question;
        var token = antiforgery.GetAndStoreTokens(HttpContext);
        Below = question.Exercise.Form(new ExerciseForm($"/leren/herhalen?vraag={question.Exercise.Id}")
        {
            Answer = answer,
            Error = error,
            Seed = $"{question.Exercise.Id}-{question.Card.DueOn?.Stamp()}", // another order than last time, the same while one is at it
            Hidden = [new(token.FormFieldName, token.RequestToken!), new(TicketField, ticket.ToString())],
        });
    }
}
