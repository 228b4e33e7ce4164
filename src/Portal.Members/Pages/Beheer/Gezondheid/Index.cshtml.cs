using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Health;
using Portal.Platform.Conditions;

namespace Portal.Members.Pages.Beheer.Gezondheid;

/// <summary>How the portal stands, on one page: the worst first, with what it means and what to do.</summary>
internal sealed class IndexModel(ConditionBoard board) : PageModel
{
    /// <summary>What was found.</summary>
    public ConditionOverview Overview { get; private set; } = null!;

    /// <summary>Shows what was found a moment ago, or looks.</summary>
    public async Task OnGetAsync(CancellationToken stop) => Overview = await board.ReadAsync(anew: false, stop);

    /// <summary>Looks again.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await board.ReadAsync(anew: true, stop);
        this.Say("We hebben opnieuw gekeken.");
        return Redirect(UrgentConditions.Path);
    }
}
