using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Agenda;
using Portal.Calendar.Attendance;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Platform.Ui;

namespace Portal.Calendar.Pages.Aanwezig;

/// <summary>
/// What stands in the code of a registration. Who comes shows it at the door; a coordinator who reads it with a phone gets one button.
/// Opening it changes nothing, for mail scanners and cameras open things.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ShowModel(DayLinks links, AttendanceBook book, LiveSite live, CurrentMember current, OwnArea area, TimeProvider clock)
    : PageModel
{
    // Who opens the doors an hour early, or notes somebody afterwards, is no reason to ask.
    private static readonly TimeSpan Around = TimeSpan.FromHours(12);

    /// <summary>The registration; null: the code is none of ours, or it is not there any more.</summary>
    public Attendee? Who { get; private set; }

    /// <summary>What it is for; null when it is not online any more.</summary>
    public PublishedDocument<CalendarEvent>? Event { get; private set; }

    /// <summary>True for who may write down that somebody is there: a coordinator, of the district where it is of one.</summary>
    public bool IsAtDoor => current.May(Rights.Coordinator) && (Event is null || area.Has(Event.Properties));

    /// <summary>True for a coordinator whose session still lacks its second step.</summary>
    public bool IsAlmostAtDoor => !current.May(Rights.Coordinator) && User.IsInRole(Rights.Coordinator);

    /// <summary>True for a coordinator of another district.</summary>
    public bool IsElsewhere => current.May(Rights.Coordinator) && !IsAtDoor;

    /// <summary>True for who is not signed in.</summary>
    public bool IsVisitor => !current.IsSignedIn;

    /// <summary>True when it is for another day than this.</summary>
    public bool IsAnotherDay => Event is { Properties: { } item }
        && (clock.GetUtcNow() < item.BeginsAt - Around || clock.GetUtcNow() > item.OverAt + Around);

    /// <summary>Where the list of the event is.</summary>
    public string List => $"/beheer/agenda/{eventId}/aanwezig";

    /// <summary>The code again, so that it can be shown from this page.</summary>
    public string Picture => QrCode.Of(links.CheckIn(Who!.Id)).ToSvg("QR-code van je aanmelding");

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    private string eventId = "";

    public async Task OnGetAsync(string code, CancellationToken stop)
    {
        await FindAsync(code, stop);
        if (Who is null) Response.StatusCode = StatusCodes.Status404NotFound;
    }

    /// <summary>Writes down that they are there, or takes it back.</summary>
    public async Task<IActionResult> OnPostAsync(string code, bool present, CancellationToken stop)
    {
        await FindAsync(code, stop);
        if (!IsAtDoor) return Forbid();
        if (Who is null) return NotFound();
        var tap = Tap.Now(eventId, Who.Id, present, clock.GetUtcNow(), AttendanceWay.Code, current.Id);
        if (!await book.RecordAsync(tap, stop)) return NotFound();
        await FindAsync(code, stop);
        Done = present ? $"{Who!.Name} staat op aanwezig." : $"{Who!.Name} staat niet meer op aanwezig.";
        return Page();
    }

    private async Task FindAsync(string code, CancellationToken stop)
    {
        ViewData["Title"] = "Je code voor aan de deur";
        ViewData["Robots"] = "noindex";
        if (links.CheckInOf(code) is not { } registration || await book.FindAsync(registration, stop) is not var (id, attendee)) return;
        (eventId, Who, Event) = (id, attendee, live.Current.Find<CalendarEvent>(id));
    }
}
