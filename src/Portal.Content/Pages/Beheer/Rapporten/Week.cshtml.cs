using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Editing;
using Portal.Content.Reports;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Rapporten;

/// <summary>What changed in the last seven days, and who did it.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Reading)]
internal sealed class WeekModel(WeekChanges week, Writers writers) : ReportPage
{
    private static readonly string[] Columns = ["Wanneer", "Pagina", "Soort", "Wat", "Wie", "Staat online"];

    /// <summary>What is shown.</summary>
    public IReadOnlyList<WeekChange> Rows { get; private set; } = [];

    /// <summary>Who did it, by what is kept of them.</summary>
    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var (total, rows) = await week.ReadAsync(Asked, stop);
        if (!TryCut(total)) return NotFound();
        (Rows, Names) = (rows, await writers.NamesAsync(rows.Select(row => row.By), stop));
        return Page();
    }

    /// <summary>All of it as a file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        var all = await week.ListAsync(WeekChanges.MostInFile, 0, stop);
        var names = await writers.NamesAsync(all.Select(row => row.By), stop);
        return FileOf("deze-week", Columns, all.Select(IReadOnlyList<object?> (row) =>
            [row.At, row.Title, row.Type.Info.Label, row.What, names[row.By], row.IsOnline]));
    }
}
