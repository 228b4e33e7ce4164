using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;
using Portal.Members.People;

namespace Portal.Calendar.Pages.Aanmeldingen;

/// <summary>
/// Where the link of a registration by mail leads: it shows a button, and the button gives the place. Looking does nothing, for mail
/// scanners look. The signed key stands in place of an antiforgery token, which would need a cookie.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class BevestigenModel(Places places, RegistrationLinks links, MemberDirectory members) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    /// <summary>The event; null: the link is none of ours, or too old.</summary>
    public Announcement? Event { get; private set; }

    /// <summary>How it stands.</summary>
    public Registration? Registration { get; private set; }

    /// <summary>What pressing the button did; null: it was not pressed.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>Where somebody's own registration is.</summary>
    public string OwnPath => links.OwnPathOf(Registration!.Id);

    public Task OnGetAsync(CancellationToken stop) => FindAsync(stop);

    public async Task OnPostAsync(CancellationToken stop)
    {
        await FindAsync(stop);
        if (Registration is null) return;
        // Whoever reads mail at the address of an account may be taken for its member.
        var member = await members.FindByAddressAsync(Registration.Address, stop);
        Answer = await places.ConfirmAsync(Registration.Id, member?.Id, stop);
        Registration = Answer.Registration ?? Registration;
    }

    private async Task FindAsync(CancellationToken stop)
    {
        if (links.ToConfirm(Key) is not { } id || await places.FindAsync(id, stop) is not { } found) return;
        (Registration, Event) = (found, await places.EventAsync(found.Event, stop));
        if (Event is null) Registration = null;
    }
}
