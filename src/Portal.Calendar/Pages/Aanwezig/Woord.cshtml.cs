using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Attendance;
using Portal.Calendar.Types;
using Portal.Content.Publishing;

namespace Portal.Calendar.Pages.Aanwezig;

/// <summary>
/// Somebody in an online meeting enters the word that was said there. The signed link says for whom; in place of an antiforgery token, for
/// who comes from a mail has no cookie.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class WoordModel(DayLinks links, AttendanceBook book, WordOfTheDay words, LiveSite live, TimeProvider clock) : PageModel
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Woord { get; set; }

    /// <summary>The registration; null: the link is none of ours, or it has no place.</summary>
    public Attendee? Who { get; private set; }

    /// <summary>The event; null as <see cref="Who"/>.</summary>
    public PublishedDocument<CalendarEvent>? Event { get; private set; }

    /// <summary>It was not the word too often.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>True while a word can be entered.</summary>
    public bool IsOpen => WordOfTheDay.IsOpen(Event!.Properties, clock.GetUtcNow());

    /// <summary>True when it has not begun.</summary>
    public bool IsEarly => clock.GetUtcNow() < Event!.Properties.BeginsAt;

    public async Task OnGetAsync(string code, CancellationToken stop)
    {
        if (!await FindAsync(code, stop)) Response.StatusCode = StatusCodes.Status404NotFound;
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken stop)
    {
        if (!await FindAsync(code, stop)) return NotFound();
        if (Who!.IsThere || !IsOpen) return Page();
        switch (await words.EnterAsync(Event!.Id, Who.Id, Woord, stop))
        {
            case WordOutcome.Right:
                await FindAsync(code, stop);
                break;
            case WordOutcome.Locked:
                IsLocked = true;
                break;
            case WordOutcome.None:
                ModelState.AddModelError(nameof(Woord), "De organisator heeft nog geen woord gekozen. Wacht tot het genoemd wordt.");
                break;
            default:
                ModelState.AddModelError(nameof(Woord), "Dit is niet het woord. Luister nog eens goed en kijk hoe je het schrijft.");
                break;
        }
        return Page();
    }

    private async Task<bool> FindAsync(string code, CancellationToken stop)
    {
        ViewData["Title"] = "Het woord van de dag";
        ViewData["Robots"] = "noindex";
        if (links.WordOf(code) is not { } registration || await book.FindAsync(registration, stop) is not var (id, attendee)) return false;
        if (attendee.State != "registered" || live.Current.Find<CalendarEvent>(id) is not { } found) return false;
        (Who, Event) = (attendee, found);
        return true;
    }
}
