using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Evaluations;
using Portal.Content.Publishing;
using Portal.Members.Access;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>What people thought of an event, from five answers on.</summary>
internal sealed class EvaluatieModel(LiveSite live, CurrentMember current, EvaluationBook book) : DayPage(live, current)
{
    /// <summary>What they thought; null: too few answered.</summary>
    public EvaluationResults? Results { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!Open("Wat vonden ze ervan?")) return NotFound();
        Results = await book.ResultsAsync(Id, stop);
        return Page();
    }
}
