using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Registrations;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>The office cancels somebody, who hears of it.</summary>
internal sealed class AfmeldenModel(Places places) : PersonPage(places)
{
    private readonly Places places = places;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await FindAsync(stop) && Person.IsLive ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        await places.CancelAsync(Registration, byOffice: true, stop);
        return Told($"{Person.Name} is afgemeld en krijgt daar een mail over.");
    }
}
