using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Learning.Reports;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>How it stands with learning, for a coordinator; others are led to the report they have.</summary>
[Authorize(Rights.Office)]
internal sealed class IndexModel(ReportTools tools, Coverage coverage, Expiring expiring) : ReportPage(tools)
{
    public CoverageReport? Report { get; private set; }

    /// <summary>Of how many people something expires soon; null for a few.</summary>
    public int? ExpiringSoon { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!Current.May(Rights.Coordinator))
            return Current.May(Rights.ContactPerson) ? LocalRedirect("/beheer/leren/mensen")
                : Current.May(Rights.Editor) ? LocalRedirect("/beheer/leren/vragen")
                : Forbid();
        if ((Report = await coverage.OfAsync(Scope, stop)) is null) return Page();
        ExpiringSoon = (await expiring.OfAsync(Scope, stop)).People;
        return Page();
    }
}
