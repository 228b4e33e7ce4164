using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Learning.Plans;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Modules;

/// <summary>The end of a module: what you did, your proof, and what you do on Monday.</summary>
[Authorize(Rights.Member)]
internal sealed class DoneModel(
    LiveSite live, Lessons lessons, Standings standings, MondayPlans plans, CurrentMember member, Bodies bodies,
    MarkdownRenderer renderer)
    : PageModel
{
    /// <summary>The module.</summary>
    public PublishedDocument<LearningModule> Module { get; private set; } = null!;

    /// <summary>Where the member stands.</summary>
    public Standing Standing { get; private set; } = null!;

    /// <summary>"What do you do on Monday", from the module's own text; empty when it has none.</summary>
    public string Monday { get; private set; } = "";

    /// <summary>The plan with which they end it.</summary>
    public PlanForm Plan { get; private set; } = null!;

    /// <summary>A module that this member has not begun, to go on with; null when there is none.</summary>
    public PublishedDocument<LearningModule>? Other { get; private set; }

    /// <summary>Shows it; who is not done yet goes back to the module.</summary>
    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        if (lessons.ModuleAt(slug) is not { } module) return NotFound();
        if (await standings.FindAsync(member.Id, module.Id, stop) is not { Enrolment.CompletedAt: not null } standing)
            return LocalRedirect(module.Path);
        (Module, Standing) = (module, standing);
        Plan = new PlanForm(module.Path, await plans.FindAsync(standing.Enrolment.Id, stop));
        ViewData["Title"] = $"Klaar - {module.Title}";
        var site = live.Current;
        Monday = string.Concat(site.Below<Chapter>(module.Id).OrderBy(chapter => chapter.Properties.Order).SelectMany(MondayIn));
        Other = site.All<LearningModule>().OrderBy(other => other.Properties.Number)
            .FirstOrDefault(other => other.Properties.Number > module.Properties.Number);
        return Page();
    }

    private IEnumerable<string> MondayIn(PublishedDocument<Chapter> chapter) => renderer.ContainersIn(chapter.Body, "callout")
        .Where(callout => callout["kind"] == "monday")
        .Select(callout => bodies.Of(callout.Body[callout.Span.Start..(callout.Span.End + 1)]).Html);
}
