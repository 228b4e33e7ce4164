using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;
using Portal.Calendar.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Mail;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>
/// The office registers somebody: also before it opens, after it closes, and where it says so beyond the places there are.
/// </summary>
[Authorize(Rights.Coordinator)]
internal sealed class ToevoegenModel(Places places, MemberDirectory members, IProfileChoices choices, CurrentMember current)
    : EntryPage(choices)
{
    private Announcement found = null!;

    /// <summary>The event's document.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>They get a place where there is none.</summary>
    [BindProperty]
    public bool GivesPlace { get; set; }

    /// <summary>How full it is.</summary>
    public Room Room { get; private set; } = null!;

    /// <inheritdoc/>
    public override CalendarEvent Item => found.Event;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await FindAsync(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        var address = Address.Of(Email);
        if (string.IsNullOrWhiteSpace(Email)) ModelState.AddModelError(nameof(Email), "Vul een e-mailadres in");
        else if (address is null) ModelState.AddModelError(nameof(Email), Address.Refusal);
        // Who is asked on the phone need not have answered everything.
        if (!Read(asksAll: false) || address is null) return Page();
        var member = await members.FindByAddressAsync(address.Text, stop);
        var answer = await places.EnterAsync(
            Id,
            EntrantOf(Name!, address) with
            {
                MemberId = member?.Id,
                By = new Registrar(current.Id, current.Name, IsOffice: true) { GivesPlace = GivesPlace },
            },
            stop);
        if (answer.Verdict is not Verdict.Done)
        {
            ModelState.AddModelError("", answer.Verdict switch
            {
                Verdict.Already => $"{answer.Registration!.Name} is al aangemeld.",
                Verdict.Full => "Het is vol, en er is geen wachtlijst. Zet het vinkje om toch een plek te geven.",
                var other => VerdictWords.Of(other, Item) ?? "Dit is niet gelukt.",
            });
            return Page();
        }
        TempData["Melding"] = answer.Registration!.State == RegistrationState.Waiting
            ? $"{Name} staat op de wachtlijst en krijgt een mail." : $"{Name} is aangemeld en krijgt een mail.";
        return Redirect($"/beheer/agenda/{Id}");
    }

    private async Task<bool> FindAsync(CancellationToken stop)
    {
        if (await places.EventAsync(Id, stop) is not { } known) return false;
        (found, Room) = (known, await places.RoomAsync(known, stop));
        ViewData["Title"] = "Voeg iemand toe";
        ViewData["Robots"] = "noindex";
        return true;
    }
}
