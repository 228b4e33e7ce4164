using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Platform.Jobs;

namespace Portal.Members.Pages.Beheer.Werk;

/// <summary>Failed work that need not be done any more; asks first, because it cannot be undone.</summary>
internal sealed class RemoveModel(JobBoard board) : PageModel
{
    public JobLine Job { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken stop)
    {
        if (await board.FindFailedAsync(id, stop) is not { } job) return NotFound();
        Job = job;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken stop)
    {
        this.Say(await board.RemoveAsync(id, stop) == 0 ? "Dit was al weg." : "Het staat niet meer op de lijst.");
        return Redirect("/beheer/werk");
    }
}
