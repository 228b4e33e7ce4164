using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Learning.Repetition;

namespace Portal.Learning.Pages.Leren;

/// <summary>
/// Ends the questions by mail, from a link in such a mail and without signing in. Looking ends nothing, for mail scanners look; the
/// button does. The signed key in the address stands in place of an antiforgery token (as RFC 8058 has it).
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ReviewOffModel(ReviewOff off, Reviews reviews) : PageModel
{
    /// <summary>The key in the link.</summary>
    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    /// <summary>The link is one of ours.</summary>
    public bool IsKnown => off.MemberOf(Key) is not null;

    /// <summary>It is done.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Asks.</summary>
    public void OnGet()
    {
    }

    /// <summary>Ends them; twice is once.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (off.MemberOf(Key) is { } member)
        {
            await reviews.StopMailAsync(member, stop);
            IsOff = true;
        }
        return Page();
    }
}
