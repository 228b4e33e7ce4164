using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Learning.Reports;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>What expires within 7, 30 and 60 days: in counts for the region, and by name for who may see names.</summary>
[Authorize(Rights.Office)]
internal sealed class VerlooptModel(ReportTools tools, DueTools due) : DueListPage(tools, due)
{
    public override DueKind Kind => DueKind.Expires;

    /// <summary>The counts; empty for a contact person, who sees names alone.</summary>
    public ExpiringReport Report { get; private set; } = new(null, null, new Dictionary<string, ExpiringModule>());

    /// <summary>When it was counted, in words.</summary>
    public string Counted => Report.At is { } at ? $"Geteld op {Moment(at)}." : "Er is nog niet geteld: dat gebeurt vannacht.";

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        if (!Current.May(Rights.Coordinator)) return Forbid();
        Report = await Due.Expiring.OfAsync(Scope, stop);
        return FileOf("verloopt", ["Module", "Binnen 7 dagen", "8 tot en met 30 dagen", "31 tot en met 60 dagen"],
            Modules.Select(module => (IReadOnlyList<object?>)[module.Title, .. ColumnsOf(module.Id).Select(Words)]));
    }

    /// <summary>The counts of a module, soonest first.</summary>
    public IEnumerable<int?> ColumnsOf(string module) =>
        Report.Modules.GetValueOrDefault(module) is { } counts ? [counts.Week, counts.Month, counts.TwoMonths] : [null, null, null];

    /// <summary>A count in words.</summary>
    public static string Words(int? count) => count is { } enough ? Number(enough) : "minder dan 5";

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken stop)
    {
        if (!Scope.IsOrganisation) Report = await Due.Expiring.OfAsync(Scope, stop);
        await base.LoadAsync(stop);
    }
}
