using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Branches;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Who writes where: everybody with a task that lets them write, with the branches they keep to.</summary>
[Authorize(Rights.Office), BranchRule(BranchRule.Free)]
internal sealed class OnderdelenModel(BranchGivers givers, BranchStore branches, BranchWords words) : PageModel
{
    /// <summary>Everybody who writes, by name, with what they keep to.</summary>
    public IReadOnlyList<(MemberCard Writer, BranchSet Branches)> Rows { get; private set; } = [];

    /// <summary>Reads who writes where.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        (ViewData["Title"], ViewData["Robots"]) = ("Onderdelen", "noindex");
        if (!await givers.MayGiveAsync(stop)) return Forbid();
        var all = (await branches.ReadAsync(null, stop)).ToLookup(branch => branch.Member);
        Rows = [.. (await words.WritersAsync(stop)).Select(writer => (writer, new BranchSet([.. all[writer.Id]])))];
        return Page();
    }
}
