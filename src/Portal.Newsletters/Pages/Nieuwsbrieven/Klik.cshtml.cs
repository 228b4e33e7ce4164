using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Newsletters.Statistics;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>
/// Leads from a counted link of a newsletter to where it led when that was sent, and to nowhere else. The address is the same for every
/// reader.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class KlikModel(Clicks clicks) : PageModel
{
    /// <summary>Counts what a person does; scanners and HEAD are led the same way and counted nowhere.</summary>
    public async Task<IActionResult> OnGetAsync(Guid campaign, int number, CancellationToken stop)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        var target = Clicks.IsByPerson(Request)
            ? await clicks.FollowAsync(campaign, number, stop)
            : await clicks.TargetAsync(campaign, number, stop);
        return target is null ? NotFound() : Redirect(target);
    }
}
