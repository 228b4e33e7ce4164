using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Reports;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Rapporten;

/// <summary>How easily each page reads, the hardest first.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Reading)]
internal sealed class LeesniveauModel(AllFigures figures) : ReportPage
{
    /// <summary>Below this a text reads hard, as the measure says it.</summary>
    public const int Hard = 45;

    private static readonly string[] Columns = ["Pagina", "Adres", "Woorden", "Woorden per zin", "Score", "Leest"];

    /// <summary>What is shown.</summary>
    public IReadOnlyList<PageFigures> Rows { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!TryCut(All(), out var page)) return NotFound();
        Rows = page;
        return Page();
    }

    /// <summary>All of it as a file.</summary>
    public IActionResult OnGetCsv() => FileOf("leesniveau", Columns, All().Select(IReadOnlyList<object?> (row) =>
        [
            row.Document.Title, row.Document.Path, row.Reading.Words, Math.Round(row.Reading.WordsPerSentence, 1), row.Reading.Score,
            row.Reading.Label,
        ]));

    /// <summary>Words in a sentence as read in Dutch.</summary>
    public static string PerSentence(PageFigures page) => page.Reading.WordsPerSentence.ToString("0.0", DutchTime.Culture);

    // What is too short to measure says nothing and is left out.
    private IReadOnlyList<PageFigures> All() =>
        [.. figures.ByAge.Where(page => page.Reading.Score is not null).OrderBy(page => page.Reading.Score)];
}
