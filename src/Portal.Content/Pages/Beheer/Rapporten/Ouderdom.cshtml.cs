using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Branches;
using Portal.Content.Editing;
using Portal.Content.Reports;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Rapporten;

/// <summary>Pages by how long ago somebody looked at them, with who keeps them; where they are given somebody who does.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Reading)]
internal sealed class OuderdomModel(
    AllFigures figures, Owners owners, Writers writers, BranchStore branches, CurrentMember current, TimeProvider clock)
    : ReportPage
{
    /// <summary>The value of <see cref="Van"/> for one's own pages.</summary>
    public const string Mine = "mij";

    private static readonly string[] Columns =
        ["Pagina", "Soort", "Laatst bekeken", "Controleren voor", "Wacht op een blik", "Eigenaar", "Adres"];

    /// <summary>Whose pages: one's own, or everybody's.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Van { get; set; }

    /// <summary>What is shown.</summary>
    public IReadOnlyList<PageFigures> Rows { get; private set; } = [];

    /// <summary>Who keeps what is shown, by the id of the page.</summary>
    public IReadOnlyDictionary<string, MemberCard> Keepers { get; private set; } = new Dictionary<string, MemberCard>();

    /// <summary>Who can keep pages, by name; nobody when who asks does not decide that.</summary>
    public IReadOnlyList<MemberCard> Candidates { get; private set; } = [];

    /// <summary>Today in the Netherlands.</summary>
    public DateOnly Today { get; } = DutchTime.DateOf(clock.GetUtcNow());

    /// <summary>Reads a page of the list.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (Van is not (null or "" or Mine)) return NotFound();
        var chosen = new KeyValuePair<string, string?>("van", Van is Mine ? Van : null);
        if (!TryCut(await AllAsync(stop), out var page, chosen)) return NotFound();
        Rows = page;
        Keepers = await owners.OfAsync([.. Rows.Select(row => row.Document.Id)], stop);
        Candidates = (await branches.OwnAsync(stop)).IsBound ? [] : await writers.ReadersAsync(Guid.Empty, stop);
        return Page();
    }

    /// <summary>All of it as a file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        var all = await AllAsync(stop);
        var keepers = await owners.OfAsync([.. all.Select(row => row.Document.Id)], stop);
        return FileOf("ouderdom", Columns, all.Select(IReadOnlyList<object?> (row) =>
        [
            row.Document.Title, row.Document.Kind, row.Seen, row.Document.Common.ReviewBy, row.IsDue(Today),
            keepers.GetValueOrDefault(row.Document.Id)?.Name, row.Document.Path,
        ]));
    }

    /// <summary>Gives the chosen pages somebody who keeps them, or nobody.</summary>
    public async Task<IActionResult> OnPostAsync(string[] id, string? wie, int p, CancellationToken stop)
    {
        var to = "/beheer/rapporten/ouderdom" + (Van is Mine ? "?van=mij" : "") + (p > 1 ? (Van is Mine ? "&p=" : "?p=") + p : "");
        var member = Guid.TryParse(wie, CultureInfo.InvariantCulture, out var chosen) ? chosen : (Guid?)null;
        var known = member is null ? wie == "niemand" : (await writers.ReadersAsync(Guid.Empty, stop)).Any(card => card.Id == member);
        if (id.Length == 0 || !known)
        {
            TempData["Melding"] = id.Length == 0 ? "Kies eerst een of meer pagina’s." : "Kies wie ze bijhoudt.";
            TempData["Let op"] = true;
            return Redirect(to);
        }
        var count = await owners.SetAsync([.. id.Take(Owners.Most)], member, stop);
        TempData["Melding"] = count == 1
            ? "1 pagina heeft nu iemand anders die haar bijhoudt." : $"{count} pagina’s hebben nu iemand anders die ze bijhoudt.";
        return Redirect(to);
    }

    private async Task<IReadOnlyList<PageFigures>> AllAsync(CancellationToken stop)
    {
        if (Van is not Mine) return figures.ByAge;
        var mine = await owners.PagesOfAsync(current.Id, stop);
        return [.. figures.ByAge.Where(page => mine.Contains(page.Document.Id))];
    }
}
