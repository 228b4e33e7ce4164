using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Registrations;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>Everybody of an event, as a file for a spreadsheet.</summary>
[Authorize(Rights.Coordinator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class BestandModel(Places places, RegistrationBook book) : PageModel
{
    private static readonly string[] Columns =
        ["naam", "e-mailadres", "stand", "organisatie", "functie", "gemeente", "online", "nodig", "gevraagd op", "afgemeld op"];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop)
    {
        if (await places.EventAsync(id, stop) is not { } found) return NotFound();
        var all = await book.OfEventAsync(id, stop);
        // What was asked now, and what was asked before and answered.
        string[] questions =
        [
            .. found.Event.Questions.Select(question => question.Question)
                .Concat(all.SelectMany(one => one.Answers).Select(answer => answer.Question)).Distinct(),
        ];
        return File(
            Csv.Write([.. Columns, .. questions], all.Select(one => (IReadOnlyList<object?>)
            [
                one.Name, one.Address, StateWords.Of(one), one.Organisation, one.Function, one.Municipality, one.Online, one.Needs,
                one.AskedAt, one.CancelledAt,
                .. questions.Select(question => one.Answers.FirstOrDefault(answer => answer.Question == question)?.Text),
            ])),
            Csv.MediaType, "aanmeldingen.csv");
    }
}
