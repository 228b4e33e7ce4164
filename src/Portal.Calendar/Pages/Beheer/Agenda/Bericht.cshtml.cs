using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;
using Portal.Members.Access;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>A message to a group of an event's people: written, looked at with how many get it, and only then sent.</summary>
[Authorize(Rights.Coordinator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class BerichtModel(Places places, EventMails mails, RegistrationLinks links, CurrentMember current) : PageModel
{
    private const int MostSubject = 120, MostWords = 5_000;

    /// <summary>The event's document.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The message's own id: sent twice it is the same one.</summary>
    [BindProperty(Name = "nr")]
    public Guid Number { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Audience { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The event.</summary>
    public Announcement Event { get; private set; } = null!;

    /// <summary>How many people each group has.</summary>
    public IReadOnlyList<(EventAudience Audience, int Count)> Groups { get; private set; } = [];

    /// <summary>The mail as it will be; null: nothing was asked for yet.</summary>
    public Portal.Platform.Mail.Mail? Preview { get; private set; }

    /// <summary>How many get it.</summary>
    public int Count { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await FindAsync(stop) ? Page() : NotFound();

    /// <summary>Shows the mail and how many get it; sends nothing.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (Read() is not { } mail) return Page();
        Preview = mails.MailOf(mail, Event.Event.Title, current.Name, "voorbeeld@voorbeeld.nl", links.Site + "/aanmeldingen");
        Count = Groups.Single(group => group.Audience.Key == mail.Audience).Count;
        return Page();
    }

    /// <summary>Sends it.</summary>
    public async Task<IActionResult> OnPostSendAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (Read() is not { } mail) return Page();
        await mails.SendAsync(mail, stop);
        TempData["Melding"] = "Het bericht gaat eruit.";
        return Redirect($"/beheer/agenda/{Id}");
    }

    private SendEventMail? Read()
    {
        if (EventAudience.Of(Audience) is not { } audience) ModelState.AddModelError(nameof(Audience), "Kies aan wie je schrijft");
        else if (Groups.Single(group => group.Audience == audience).Count == 0)
            ModelState.AddModelError(nameof(Audience), "In deze groep zit nu niemand");
        if (string.IsNullOrWhiteSpace(Subject)) ModelState.AddModelError(nameof(Subject), "Vul een onderwerp in");
        else if (Subject.Length > MostSubject) ModelState.AddModelError(nameof(Subject), $"Kort het onderwerp in tot {MostSubject} tekens");
        if (string.IsNullOrWhiteSpace(Words)) ModelState.AddModelError(nameof(Words), "Schrijf een bericht");
        else if (Words.Length > MostWords) ModelState.AddModelError(nameof(Words), $"Kort het bericht in tot {MostWords} tekens");
        return ModelState.IsValid ? new SendEventMail(Number, Id, Audience!, Subject!.Trim(), Words!.Trim(), 0) : null;
    }

    private async Task<bool> FindAsync(CancellationToken stop)
    {
        if (await places.EventAsync(Id, stop) is not { } found) return false;
        Event = found;
        var groups = new List<(EventAudience, int)>();
        foreach (var audience in EventAudience.All) groups.Add((audience, await mails.CountAsync(Id, audience, stop)));
        Groups = groups;
        ViewData["Title"] = "Schrijf een bericht";
        ViewData["Robots"] = "noindex";
        return true;
    }
}
