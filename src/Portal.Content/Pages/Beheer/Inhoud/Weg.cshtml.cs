using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Publishing;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Throws away a draft, or the whole document into the recycle bin; says first what names it and what goes along.</summary>
internal sealed class WegModel(DeskTools tools, WhereUsed uses, ContentDb db) : DeskPage(tools)
{
    /// <summary>What names it.</summary>
    public IReadOnlyList<UsedBy> Uses { get; private set; } = [];

    /// <summary>How many stand under it.</summary>
    public int Below { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        Uses = await uses.OfAsync(Open.Document, stop);
        var id = Open.Document.Id;
        Below = await db.Documents.CountAsync(row => row.ParentId == id && row.DeletedAt == null, stop);
        return Page();
    }

    /// <summary>Only the draft; readers go on seeing what they see.</summary>
    public async Task<IActionResult> OnPostDraftAsync(CancellationToken stop) => await OpenAsync(stop)
        ? await ApplyAsync(
            new(Id) { Step = new Step.Discard() }, "concept weggegooid", "Je concept is weg. Dit is weer de tekst van daarvoor.", null,
            stop)
        : NotFound();

    /// <summary>All of it.</summary>
    public async Task<IActionResult> OnPostAllAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        if (Open.IsOnline && !MayPublish) return Forbid();
        return await ApplyAsync(
            new(Id)
            {
                Step = new Step.Delete(),
            }, "weggegooid", $"‘{Open.Document.Title}’ ligt in de prullenbak.", "/beheer/inhoud/prullenbak", stop, canUndo: true);
    }
}
