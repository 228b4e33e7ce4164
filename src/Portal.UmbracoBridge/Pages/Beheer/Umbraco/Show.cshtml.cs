using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Pages.Beheer;
using Portal.Content.Portable;
using Portal.Members.Access;
using Portal.Platform.Jobs;

namespace Portal.UmbracoBridge.Pages.Beheer.Umbraco;

/// <summary>One export: how far it is, what comes along otherwise, and where to fetch it.</summary>
[Authorize(Rights.Editor), BranchRule(BranchRule.WholeSite)]
internal sealed class ShowModel(PortableExports exports, JobBoard board) : PageModel
{
    /// <summary>The export.</summary>
    internal ExportLine Line { get; private set; } = null!;

    /// <summary>The job that is at it, or null.</summary>
    internal JobLine? Job { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await exports.FindAsync(id, stop) is not { } line) return NotFound();
        Line = line;
        Job = line.State == ExportState.Making ? await board.FindAsync<MakeExport>(id.ToString(), stop) : null;
        (ViewData["Title"], ViewData["Robots"]) = ($"Umbraco: {line.Name}", "noindex");
        return Page();
    }
}
