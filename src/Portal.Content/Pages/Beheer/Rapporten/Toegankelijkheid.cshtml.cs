using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Reports;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Rapporten;

/// <summary>What hinders who reads a page otherwise, as far as its text tells.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Reading)]
internal sealed class ToegankelijkheidModel(AllFigures figures) : ReportPage
{
    private static readonly string[] Columns = ["Pagina", "Adres", "Regel", "Aandachtspunt"];

    /// <summary>What is shown.</summary>
    public IReadOnlyList<PageFigures> Rows { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!TryCut(figures.ByAccess, out var page)) return NotFound();
        Rows = page;
        return Page();
    }

    /// <summary>All of it as a file, a row a finding.</summary>
    public IActionResult OnGetCsv() => FileOf("toegankelijkheid", Columns, figures.ByAccess.SelectMany(page => page.Access.Select(
        IReadOnlyList<object?> (finding) => [page.Document.Title, page.Document.Path, finding.Line, finding.Message])));
}
