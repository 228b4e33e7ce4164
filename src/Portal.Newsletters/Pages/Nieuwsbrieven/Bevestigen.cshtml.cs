using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Newsletters.Subscribers;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>
/// Where the link of a sign-up leads: it shows a button, and the button confirms. Looking does nothing, for mail scanners look. The secret
/// of the link stands in place of an antiforgery token, which would need a cookie.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class BevestigenModel(SignUps signUps, LinkMaker links) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    public SignUpState State { get; private set; }

    /// <summary>It is done: where their choices are.</summary>
    public string? Preferences { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => State = await signUps.StateOfAsync(Key, stop);

    public async Task OnPostAsync(CancellationToken stop)
    {
        if (!string.IsNullOrEmpty(Key) && await signUps.ConfirmAsync(Key, stop) is { } subscriber)
            Preferences = (await links.ForAsync(subscriber.Id, stop)).Preferences;
        else State = await signUps.StateOfAsync(Key, stop);
    }
}
