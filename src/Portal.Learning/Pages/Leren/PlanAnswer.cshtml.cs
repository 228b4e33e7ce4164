using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Learning.Plans;

namespace Portal.Learning.Pages.Leren;

/// <summary>
/// Asks how a plan went, from a link in a mail and without signing in. Looking says nothing, for mail scanners look; a button does.
/// The signed key in the address stands in place of an antiforgery token (as RFC 8058 has it).
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PlanAnswerModel(MondayPlans plans) : PageModel
{
    /// <summary>The key in the link.</summary>
    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    /// <summary>How it went.</summary>
    [BindProperty(Name = "hoe")]
    public string? How { get; set; }

    /// <summary>The plan; null where the link is none of ours.</summary>
    public MondayPlan? Plan { get; private set; }

    /// <summary>It was just said.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Asks.</summary>
    public async Task OnGetAsync(CancellationToken stop) => Plan = await plans.AtAsync(Key, stop);

    /// <summary>Writes down how it went; the last word stands.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Plan = await plans.AtAsync(Key, stop);
        if (Plan is null || !Enum.TryParse<PlanOutcome>(How, ignoreCase: true, out var outcome) || !Enum.IsDefined(outcome)) return Page();
        IsAnswered = await plans.AnswerAsync(Plan.EnrolmentId, outcome, stop);
        Plan = IsAnswered ? Plan with { Outcome = outcome } : null;
        return Page();
    }
}
