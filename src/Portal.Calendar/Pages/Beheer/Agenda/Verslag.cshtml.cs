using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Drafts;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>Begins the beeldverslag of an event with one press; for all who write.</summary>
[Authorize(Rights.Writer)]
internal sealed class VerslagModel(LiveSite live, CurrentMember current, ReportDrafts reports) : PageModel
{
    /// <summary>The event.</summary>
    public PublishedDocument<CalendarEvent> Event { get; private set; } = null!;

    /// <summary>The report that is there already; null: none.</summary>
    public string? Report { get; private set; }

    /// <summary>The pages above.</summary>
    public IReadOnlyList<Link> Trail => current.May(Rights.Coordinator)
        ? [new("Beheer", "/beheer"), new("Agenda", "/beheer/agenda"), new(Event.Title, $"/beheer/agenda/{Event.Id}")]
        : [new("Beheer", "/beheer"), new(Event.Title, $"/beheer/inhoud/{Event.Id}")];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop)
    {
        if (!Find(id)) return NotFound();
        Report = await reports.FindAsync(id, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken stop)
    {
        if (!Find(id)) return NotFound();
        try
        {
            return Redirect($"/beheer/inhoud/{await reports.BeginAsync(Event, current.Id, stop)}");
        }
        catch (RuleBroken rule)
        {
            ModelState.AddModelError("", rule.Message);
            return Page();
        }
    }

    private bool Find(string id)
    {
        ViewData["Title"] = "Maak een beeldverslag";
        ViewData["Robots"] = "noindex";
        if (live.Current.Find<CalendarEvent>(id) is not { } found) return false;
        Event = found;
        return true;
    }
}
