using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Learning.Plans;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Learning.Pages.Modules;

/// <summary>Takes the plan with which a module ends, and leads back to where it stands.</summary>
[Authorize(Rights.Member)]
[EnableRateLimiting(LearningRoom.AnswerRateLimit)]
internal sealed class PlanModel(Lessons lessons, MondayPlans plans, CurrentMember member) : PageModel
{
    /// <summary>The anchor of the plan.</summary>
    public const string Anchor = "plan";

    /// <summary>The name under which a message waits for the next page.</summary>
    public const string Message = "Plan";

    /// <summary>What they are going to do.</summary>
    [BindProperty]
    public string? What { get; set; }

    /// <summary>When and with whom.</summary>
    [BindProperty]
    public string? WithWhom { get; set; }

    /// <summary>They want to be asked how it went.</summary>
    [BindProperty]
    public bool Ask { get; set; }

    /// <summary>There is nothing to see here.</summary>
    public IActionResult OnGet(string slug) => LocalRedirect($"/modules/{Uri.EscapeDataString(slug)}");

    /// <summary>Writes it.</summary>
    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken stop)
    {
        if (lessons.ModuleAt(slug) is not { } module) return NotFound();
        try
        {
            await plans.WriteAsync(member.Id, module.Id, What, WithWhom, Ask, stop);
            TempData[Message] = "Je plan is bewaard.";
        }
        catch (RuleBroken broken)
        {
            TempData[Message] = broken.Message;
        }
        return LocalRedirect($"{module.Path}/klaar#{Anchor}");
    }
}
