using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Logboek;

/// <summary>
/// Two versions of a document beside each other, to read only: for who looks for a change in the log of who did what. An administrator
/// writes nothing, and must be able to see what was written.
/// </summary>
[Authorize(Rights.Office)]
internal sealed class VerschilModel(
    ContentDb db, DocumentTypes types, MarkdownRenderer renderer, Writers writers, CurrentMember current) : PageModel
{
    /// <summary>The document.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>Number of the version of before.</summary>
    [BindProperty(SupportsGet = true)]
    public int Van { get; set; }

    /// <summary>Number of the version of after.</summary>
    [BindProperty(SupportsGet = true)]
    public int Naar { get; set; }

    /// <summary>"lezen" or "bron".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Weergave { get; set; }

    /// <summary>What the document is called.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Who made the version of after.</summary>
    public string MadeBy { get; private set; } = "";

    /// <summary>The version of after.</summary>
    internal DocumentVersion After { get; private set; } = null!;

    /// <summary>What differs.</summary>
    internal Differences Differences { get; private set; } = null!;

    /// <summary>True when this member may open the document to write.</summary>
    public bool Writes => current.May(Rights.Writer);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!Writes && !current.May(Rights.Administrator)) return Forbid();
        var document = await db.Documents.AsNoTracking().FirstOrDefaultAsync(row => row.Ref == Id, stop);
        if (document is null) return NotFound();
        var both = await db.Versions.AsNoTracking()
            .Where(row => row.DocumentId == document.Id && (row.Number == Van || row.Number == Naar)).ToListAsync(stop);
        if (both.Find(row => row.Number == Van) is not { } before) return NotFound();
        if (both.Find(row => row.Number == Naar) is not { } after) return NotFound();
        if (Weergave != "bron") Weergave = "lezen";
        (Title, After) = (document.Title, after);
        MadeBy = (await writers.NamesAsync([after.ChangedBy], stop))[after.ChangedBy];
        Differences = new(
            ComparedText.Differences(
                types[document.Type], ChangeWork.TextOf(before), ChangeWork.TextOf(after), Weergave == "bron", renderer),
            Weergave == "bron");
        (ViewData["Title"], ViewData["Robots"]) = ($"Wat veranderde: {Title}", "noindex");
        return Page();
    }
}
