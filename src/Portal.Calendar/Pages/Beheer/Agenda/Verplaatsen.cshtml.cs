using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Agenda;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>The office moves somebody to another event, who hears of it. Dates of the same series stand first.</summary>
internal sealed class VerplaatsenModel(Places places, EventBoard board, OwnArea area, TimeProvider clock) : PersonPage(places)
{
    private const int Most = 60;

    private readonly Places places = places;

    /// <summary>Where to.</summary>
    [BindProperty]
    public string? To { get; set; }

    /// <summary>What there is to choose.</summary>
    public IEnumerable<(string Value, string Text)> Choices => board.All.Select(one => one.Announcement)
        .Where(found => found.Id != Id && found.CancelledAt is null && found.Event.OverAt > clock.GetUtcNow()
            && area.Has(found.Event))
        .OrderBy(found => found.Event.Series is null || found.Event.Series != Event.Event.Series).ThenBy(found => found.Event.BeginsAt)
        .Take(Most).Select(found => (found.Id, $"{found.Event.Title}, {Types.EventTime.Whole(found.Event)}"));

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await FindAsync(stop) && Person.IsLive ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (To is null || Choices.All(choice => choice.Value != To))
        {
            ModelState.AddModelError(nameof(To), "Kies een activiteit");
            return Page();
        }
        var answer = await places.MoveAsync(Registration, To, byOffice: true, stop);
        if (answer.Verdict == Verdict.Done) return Told($"{Person.Name} is verplaatst en krijgt daar een mail over.");
        var why = answer.Verdict == Verdict.Already ? $"{Person.Name} is daar al aangemeld." : "Verplaatsen is niet gelukt.";
        return Told(why, isDone: false);
    }
}
