using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Members.Access;
using Portal.Newsletters.Statistics;
using Portal.Newsletters.Subscribers;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>What became of the newsletters, and how many people get them: numbers alone.</summary>
internal sealed class CijfersModel(CurrentMember current, Outcomes outcomes, Figures figures) : OfficePage(current)
{
    private const int PageSize = 20;

    /// <summary>Those of this page, the last first.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; private set; } = [];

    /// <summary>The way to the others.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>The last twelve months, newest first.</summary>
    public IReadOnlyList<MonthOfSubscribers> Growth { get; private set; } = [];

    /// <summary>How many get it now.</summary>
    public int Now { get; private set; }

    /// <summary>How long a number is drawn, in per cent: one scale for all months, and for who came and who left.</summary>
    public decimal ShareOf(int number)
    {
        var most = Growth.Max(month => Math.Max(month.Started, month.Ended));
        return most == 0 ? 0 : 100m * number / most;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        ViewData["Title"] = "Cijfers van de nieuwsbrief";
        ViewData["Robots"] = "noindex";
        var page = Pager.Asked(Request);
        if (Pager.Of(Request, await outcomes.CountAsync(stop), PageSize, []) is not { } pager) return NotFound();
        (Pager, Outcomes) = (pager, await outcomes.ListAsync(page, PageSize, stop));
        (Growth, Now) = (await figures.GrowthAsync(stop), await figures.CountAsync(Interests.All, stop));
        return Page();
    }
}
