using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Publishing;
using Portal.Learning.Plans;
using Portal.Learning.Types;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Leren;

/// <summary>My learning: the one thing to do next, what is open, what was done, certificates and what expires.</summary>
[Authorize(Rights.Member)]
internal sealed class IndexModel(Desks desks, MondayPlans plans, LiveSite live, CurrentMember current) : PageModel
{
    /// <summary>The learner's plans, newest first, each with the address at which it is changed.</summary>
    public IReadOnlyList<(MondayPlan Plan, string? Path)> Plans { get; private set; } = [];

    /// <summary>Where the learner stands.</summary>
    public Desk Desk { get; private set; } = null!;

    /// <summary>The learner's name.</summary>
    public string Name => current.Name;

    /// <summary>What was just done, in a sentence; null when nothing was.</summary>
    public string? Message => TempData[LearningMessages.Key] as string;

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken stop)
    {
        Desk = await desks.OfAsync(current.Id, stop);
        Plans = [.. (await plans.OfAsync(current.Id, stop)).Select(plan => (plan, live.Current.Find<LearningModule>(plan.Module)?.Path))];
    }
}
