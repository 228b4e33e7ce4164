using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Registrations;

namespace Portal.Calendar.Pages.Aanmeldingen;

/// <summary>
/// Ends the reminders of one registration, for who has no account: a page with a button for who opens the link, and one click (RFC 8058)
/// for mail programs, which post to the same address. Looking ends nothing. The signed key stands in place of an antiforgery token.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class HerinneringenModel(RegistrationBook book, RegistrationLinks links) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    /// <summary>True where the link is one of ours.</summary>
    public bool IsKnown => links.RemindersOf(Key) is not null;

    public bool IsOff { get; private set; }

    public void OnGet()
    {
    }

    /// <summary>Ends them; twice is once.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (links.RemindersOf(Key) is not { } id) return Page();
        await book.EndRemindersAsync(id, stop);
        IsOff = true;
        return Page();
    }
}
