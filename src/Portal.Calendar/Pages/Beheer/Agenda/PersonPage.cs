using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;
using Portal.Content.Pages;
using Portal.Members.Access;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>A page about one registration of an event.</summary>
[Authorize(Rights.Coordinator)]
internal abstract class PersonPage(Places places) : PageModel
{
    /// <summary>The event's document.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The registration.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Registration { get; set; }

    /// <summary>The event.</summary>
    public Announcement Event { get; private set; } = null!;

    /// <summary>Who it is about.</summary>
    public Registration Person { get; private set; } = null!;

    /// <summary>The event's page in the office.</summary>
    public string Desk => $"/beheer/agenda/{Id}";

    /// <summary>The pages above.</summary>
    public IReadOnlyList<Link> Trail =>
        [new("Beheer", "/beheer"), new("Agenda en aanmeldingen", "/beheer/agenda"), new(Event.Event.Title, Desk)];

    /// <summary>Finds both; false: they are not there, or no longer.</summary>
    protected async Task<bool> FindAsync(CancellationToken stop)
    {
        if (await places.EventAsync(Id, stop) is not { } found || await places.FindAsync(Registration, stop) is not { } person
            || person.Event != Id || person.State == RegistrationState.Unconfirmed)
            return false;
        (Event, Person) = (found, person);
        ViewData["Title"] = person.Name;
        ViewData["Robots"] = "noindex";
        return true;
    }

    /// <summary>Back to the event with a sentence.</summary>
    protected IActionResult Told(string sentence, bool isDone = true)
    {
        TempData["Melding"] = sentence;
        if (!isDone) TempData["Let op"] = true;
        return Redirect(Desk);
    }
}
