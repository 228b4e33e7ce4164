using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Calendar.Registrations;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Mail;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>Registers somebody without an account: by a link that goes to their mail. The answer is the same for every address.</summary>
/// <remarks>
/// No antiforgery token, because that needs a cookie and visitors get none: a post does nothing in anybody's name. It sends one mail, of
/// which an address gets few; a rate limit keeps that honest.
/// </remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(CalendarModule.RegisterRateLimit)]
internal sealed class AanmeldenModel(
    LiveSite live, Places places, RegistrationBook book, IProfileChoices choices, Requests requests, CurrentMember current,
    TimeProvider clock)
    : EventEntryPage(live, places, book, choices, clock)
{
    private readonly Places places = places;

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>A link is on its way, as far as the one who asks may know.</summary>
    public bool IsSent { get; private set; }

    /// <summary>Where a member registers.</summary>
    public string MemberPath => Document.Path + "/meedoen";

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        if (!await FindAsync(slug, stop)) return NotFound();
        return current.IsSignedIn ? Redirect(MemberPath) : Page();
    }

    /// <summary>Sends the link.</summary>
    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken stop)
    {
        if (!await FindAsync(slug, stop)) return NotFound();
        if (Closed is not null || Item.MembersOnly) return Page();
        var address = Address.Of(Email);
        if (string.IsNullOrWhiteSpace(Email)) ModelState.AddModelError(nameof(Email), "Vul je e-mailadres in");
        else if (address is null) ModelState.AddModelError(nameof(Email), Address.Refusal);
        if (!Read() || address is null || await places.EventAsync(Document.Id, stop) is not { } found) return Page();
        await requests.AskAsync(found, EntrantOf(Name!, address) with { Id = Number }, stop);
        IsSent = true;
        return Page();
    }
}
