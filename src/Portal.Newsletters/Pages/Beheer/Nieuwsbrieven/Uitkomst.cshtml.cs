using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Newsletters.Statistics;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>What became of one newsletter, each time it was sent.</summary>
internal sealed class UitkomstModel(CurrentMember current, Outcomes outcomes, Clicks clicks) : OfficePage(current)
{
    /// <summary>What it was called when it went.</summary>
    public string Heading => Outcomes[0].Outcome.Title;

    /// <summary>Each time, the last first, with its counted links.</summary>
    public IReadOnlyList<(Outcome Outcome, IReadOnlyList<LinkFigure> Links)> Outcomes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop)
    {
        var all = await outcomes.OfAsync(id, stop);
        if (all.Count == 0) return NotFound();
        var found = new List<(Outcome, IReadOnlyList<LinkFigure>)>();
        foreach (var outcome in all) found.Add((outcome, outcome.CountsClicks ? await clicks.OfAsync(outcome.Campaign, stop) : []));
        Outcomes = found;
        ViewData["Title"] = $"Cijfers: {Heading}";
        ViewData["Robots"] = "noindex";
        return Page();
    }
}
