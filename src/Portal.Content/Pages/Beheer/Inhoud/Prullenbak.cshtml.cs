using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>The recycle bin: what was thrown away, and the way back.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Checked)]
internal sealed class PrullenbakModel(DeskTools tools, ContentDb db, DocumentTypes types, Writers writers) : PageModel
{
    private const int Most = 200;

    /// <summary>What lies there, latest first.</summary>
    public IReadOnlyList<(string Id, string Title, string Kind, DateTimeOffset Since, string By)> Rows { get; private set; } = [];

    /// <summary>The ids of what this member may take out.</summary>
    public IReadOnlySet<string> Own { get; private set; } = new HashSet<string>();

    public async Task OnGetAsync(CancellationToken stop)
    {
        (ViewData["Title"], ViewData["Robots"]) = ("Prullenbak", "noindex");
        var rows = await db.Documents.AsNoTracking().Where(row => row.DeletedAt != null)
            .Where(
                row => row.ParentId == null || !db.Documents.Any(parent => parent.Id == row.ParentId && parent.DeletedAt == row.DeletedAt))
            .OrderByDescending(row => row.DeletedAt).ThenBy(row => row.Title).Take(Most)
            .Select(row => new { row.Ref, row.Title, row.Type, row.DeletedAt, row.DeletedBy }).ToListAsync(stop);
        Own = await tools.Branches.InsideAsync(rows.ConvertAll(row => row.Ref), stop);
        var names = await writers.NamesAsync(rows.Select(row => row.DeletedBy ?? ""), stop);
        Rows = rows.ConvertAll(
            row => (row.Ref, row.Title, types.Find(row.Type)?.Info.Label ?? row.Type, row.DeletedAt!.Value, names[row.DeletedBy ?? ""]));
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken stop)
    {
        var outcome = await tools.Publisher.ApplyAsync(
            new DocumentChange(id ?? "") { Step = new Step.Recover() }, tools.By("teruggehaald"), stop);
        if (outcome.IsDone)
        {
            TempData["Melding"] = "Teruggehaald. Het staat nog niet online.";
            return Redirect($"/beheer/inhoud/{id}");
        }
        ModelState.AddModelError("", outcome.Message);
        await OnGetAsync(stop);
        return Page();
    }
}
