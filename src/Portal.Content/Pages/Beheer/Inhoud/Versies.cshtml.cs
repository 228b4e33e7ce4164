using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Publishing;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>What a document said before, who changed it and why; compared with what it says now, and taken back.</summary>
internal sealed class VersiesModel(DeskTools tools, ContentDb db, Writers writers) : DeskPage(tools)
{
    private const int Most = 200;

    /// <inheritdoc/>
    public override bool IsReading => true;

    /// <summary>Its versions, the last first: number, when, who, why, whether readers see it.</summary>
    public IReadOnlyList<(int Number, DateTimeOffset At, string By, string Reason, bool IsLive)> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        var (id, live) = (Open.Document.Id, Open.Document.LiveVersionId);
        var rows = await db.Versions.AsNoTracking().Where(row => row.DocumentId == id).OrderByDescending(row => row.Number).Take(Most)
            .Select(row => new { row.Id, row.Number, row.ChangedAt, row.ChangedBy, row.Reason }).ToListAsync(stop);
        var names = await writers.NamesAsync(rows.Select(row => row.ChangedBy), stop);
        Rows = rows.ConvertAll(row => (row.Number, row.ChangedAt, names[row.ChangedBy], row.Reason, row.Id == live));
        return Page();
    }
}
