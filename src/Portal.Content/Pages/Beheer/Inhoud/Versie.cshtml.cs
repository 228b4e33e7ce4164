using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Versions;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>One version beside what the document says now: as a reader reads it, or in its source.</summary>
internal sealed class VersieModel(DeskTools tools, ContentDb db, MarkdownRenderer renderer, Writers writers) : DeskPage(tools)
{
    /// <inheritdoc/>
    public override bool IsReading => true;

    /// <summary>Number of the version.</summary>
    [BindProperty(SupportsGet = true)]
    public int Nummer { get; set; }

    /// <summary>"lezen" or "bron".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Weergave { get; set; }

    /// <summary>The version.</summary>
    internal DocumentVersion Version { get; private set; } = null!;

    /// <summary>Who made it.</summary>
    public string MadeBy { get; private set; } = "";

    /// <summary>What differs.</summary>
    internal IReadOnlyList<DiffLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (Weergave != "bron") Weergave = "lezen";
        Lines = ComparedText.Differences(Open.Type, ChangeWork.TextOf(Version), Open.Text, Weergave == "bron", renderer);
        MadeBy = (await writers.NamesAsync([Version.ChangedBy], stop))[Version.ChangedBy];
        return Page();
    }

    /// <summary>Makes a draft of it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop) => await FindAsync(stop)
        ? await ApplyAsync(
            new(Id) { Text = ChangeWork.TextOf(Version) }, $"versie {Nummer} teruggezet",
            $"Dit is weer de tekst van versie {Nummer}. Lezers zien hem als je hem online zet.", null, stop)
        : NotFound();

    private async Task<bool> FindAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return false;
        var id = Open.Document.Id;
        if (
            await db.Versions.AsNoTracking()
                .FirstOrDefaultAsync(row => row.DocumentId == id && row.Number == Nummer, stop) is not { } found)
            return false;
        Version = found;
        return true;
    }
}
