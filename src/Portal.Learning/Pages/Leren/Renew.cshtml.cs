using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Publishing;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Learning.Pages.Leren;

/// <summary>Begins a module anew, for a new certificate; the old one stays as it is.</summary>
[Authorize(Rights.Member)]
internal sealed class RenewModel(Enrolments enrolments, LiveSite live, CurrentMember current) : PageModel
{
    /// <summary>There is nothing to see here; it begins with the button on /leren.</summary>
    public IActionResult OnGet() => LocalRedirect("/leren#bewijzen");

    /// <summary>Begins; twice is once.</summary>
    public async Task<IActionResult> OnPostAsync(string? module, CancellationToken stop)
    {
        if (live.Current.Find<LearningModule>(module) is not { } found) return NotFound();
        try
        {
            await enrolments.RenewAsync(current.Id, found.Id, stop);
        }
        catch (RuleBroken rule)
        {
            return this.Done(rule.Message, "/leren");
        }
        return LocalRedirect(found.Path);
    }
}
