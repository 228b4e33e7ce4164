using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Questions;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Calendar.Pages.Beheer.Vragen;

/// <summary>Takes a question away that tells of a youngster. It cannot be undone, so it is asked first.</summary>
internal sealed class WeghalenModel(QuestionDesk desk, CurrentMember current, IProfileChoices choices)
    : QuestionPage(desk, current, choices)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        ViewData["Title"] = $"{Question.Code} weghalen";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop) || await Desk.RemoveAsync(Question, stop) != Outcome.Done) return NotFound();
        TempData["Melding"] = $"{Question.Code} is weg.{(Question.Address is null ? "" : " De vrager krijgt een mail met de reden.")}";
        return LocalRedirect("/beheer/vragen");
    }
}
