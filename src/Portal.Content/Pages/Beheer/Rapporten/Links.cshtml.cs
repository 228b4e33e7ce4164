using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Rapporten;

/// <summary>A link that should be looked at.</summary>
/// <param name="Document">The page it stands on.</param>
/// <param name="Target">Where it leads, as it is written.</param>
/// <param name="End">Where it ends by a detour; null when it leads nowhere.</param>
internal sealed record OddLink(PublishedDocument Document, string Target, string? End);

/// <summary>The links inside the portal that lead nowhere, or by a detour.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Reading)]
internal sealed class LinksModel(BrokenLinks links) : ReportPage
{
    private static readonly string[] Columns = ["Pagina", "Adres van de pagina", "Link naar", "Wat er mis is"];

    /// <summary>What is shown.</summary>
    public IReadOnlyList<OddLink> Rows { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!TryCut(All(), out var page)) return NotFound();
        Rows = page;
        return Page();
    }

    /// <summary>All of it as a file.</summary>
    public IActionResult OnGetCsv() => FileOf("links", Columns, All().Select(IReadOnlyList<object?> (row) =>
        [row.Document.Title, row.Document.Path, row.Target, TroubleOf(row)]));

    /// <summary>What is wrong with a link, in words.</summary>
    public static string TroubleOf(OddLink link) => link.End is null ? "Leidt nergens heen." : $"Leidt met een omweg naar {link.End}.";

    private IReadOnlyList<OddLink> All() =>
    [
        .. links.Current.SelectMany(one => one.Targets.Select(target => new OddLink(one.Document, target, null))),
        .. links.Detours.SelectMany(one => one.Targets.Select(target => new OddLink(one.Document, target, links.EndOf(target)))),
    ];
}
