using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Registrations;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Mail;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>
/// Registers a member: one click, and a few fields where the event asks something. Who is registered sees their registration.
/// </summary>
[Authorize(Rights.Member)]
internal sealed class MeedoenModel(
    LiveSite live, Places places, RegistrationBook book, IProfileChoices choices, MemberDirectory members, CurrentMember current,
    RegistrationLinks links, TimeProvider clock) : EventEntryPage(live, places, book, choices, clock)
{
    private readonly Places places = places;
    private readonly RegistrationBook book = book;
    private MemberCard card = null!;

    /// <summary>Where mail goes.</summary>
    public string Email => card.Email;

    /// <summary>True for who may register colleagues here.</summary>
    public bool MayBringColleagues => Item.Groups && current.May(Rights.ContactPerson) && current.OrganisationId is not null;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        if (!await OpenAsync(slug, stop)) return NotFound();
        if (await book.OfMemberAtAsync(card.Id, Document.Id, stop) is { } mine) return Redirect(links.OwnPathOf(mine.Id));
        Show(card);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken stop)
    {
        if (!await OpenAsync(slug, stop)) return NotFound();
        Show(card);
        if (Address.Of(card.Email) is not { } address)
            ModelState.AddModelError("", "Naar het adres van je account kunnen we geen mail sturen.");
        else if (Read(asksWho: false)) return await EnterAsync(address, stop);
        return Page();
    }

    private async Task<IActionResult> EnterAsync(Address address, CancellationToken stop)
    {
        var answer = await places.EnterAsync(Document.Id, EntrantOf(card.Name, address) with { MemberId = card.Id }, stop);
        if (answer is { Registration: { } mine, Verdict: Verdict.Done or Verdict.Already })
        {
            TempData["Melding"] = answer.Verdict == Verdict.Already ? "Je was al aangemeld."
                : mine.State == RegistrationState.Waiting ? "Je staat op de wachtlijst. Je krijgt een mail ter bevestiging."
                : "Je bent aangemeld. Je krijgt een mail ter bevestiging.";
            return Redirect(links.OwnPathOf(mine.Id));
        }
        Closed = VerdictWords.Of(answer.Verdict, Item);
        return Page();
    }

    private async Task<bool> OpenAsync(string slug, CancellationToken stop)
    {
        if (await members.FindAsync(current.Id, stop) is not { } found || !await FindAsync(slug, stop)) return false;
        card = found;
        return true;
    }
}
