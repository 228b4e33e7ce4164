using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Undoes what this member did with one or more documents.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Joint)]
internal sealed class OngedaanModel(JointChanges joint) : PageModel
{
    public IActionResult OnGet() => Redirect(ListAddress.Start);

    /// <summary>Undoes it.</summary>
    /// <param name="act">What was done.</param>
    /// <param name="terug">The address to go back to.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostAsync(Guid act, string? terug, CancellationToken stop)
    {
        var outcome = await joint.UndoAsync(act, stop);
        TempData["Melding"] = outcome?.Words("is weer zoals het was", "zijn weer zoals ze waren")
            ?? "Dit is al ongedaan gemaakt, of het is langer dan een dag geleden.";
        if (outcome is not { Not.Count: 0 }) TempData["Let op"] = true;
        return Redirect(ListAddress.Of(terug));
    }
}
