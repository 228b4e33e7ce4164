using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.People;

namespace Portal.Members.Pages.Herinneringen;

/// <summary>
/// Turns a reminder off from the mail itself, without signing in: a page with a button for who opens the link, and one click (RFC 8058) for
/// mail programs, which post to the same address. Looking turns nothing off, for mail scanners look. The signed key stands in place of an
/// antiforgery token.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class UitModel(Reminders reminders) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    /// <summary>What the link is about; null: it is none of ours.</summary>
    public ReminderKind? Kind => reminders.Read(Key)?.Kind;

    public bool IsOff { get; private set; }

    public void OnGet()
    {
    }

    /// <summary>Turns it off; twice is once.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (reminders.Read(Key) is var (member, kind)) IsOff = await reminders.SetAsync(member, kind.Key, isOn: false, stop);
        return Page();
    }
}
