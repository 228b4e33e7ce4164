using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Members.Access;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>A page about the day of one event and what comes after it.</summary>
[Authorize(Rights.Coordinator)]
internal abstract class DayPage(LiveSite live, CurrentMember current) : PageModel
{
    /// <summary>The event's document.</summary>
    public string Id => (string)RouteData.Values["id"]!;

    /// <summary>As readers see it.</summary>
    public PublishedDocument<CalendarEvent> Event { get; private set; } = null!;

    /// <summary>Its address in the office.</summary>
    public string Desk => $"/beheer/agenda/{Id}";

    /// <summary>The pages above.</summary>
    public IReadOnlyList<Link> Trail => [new("Beheer", "/beheer"), new("Agenda", "/beheer/agenda"), new(Event.Title, Desk)];

    /// <summary>Who asks.</summary>
    protected CurrentMember Current => current;

    /// <summary>What is online.</summary>
    protected PublishedSite Site => live.Current;

    /// <summary>False when there is no such event.</summary>
    protected bool Open(string title)
    {
        ViewData["Title"] = title;
        ViewData["Robots"] = "noindex";
        if (live.Current.Find<CalendarEvent>(Id) is not { } found) return false;
        Event = found;
        return true;
    }

    /// <summary>To another page with a sentence on it.</summary>
    protected IActionResult Told(string sentence, string path)
    {
        TempData["Melding"] = sentence;
        return Redirect(path);
    }
}
