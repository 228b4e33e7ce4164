using Portal.Learning.Plans;

namespace Portal.Learning.Pages.Modules;

/// <summary>The form of the plan with which a module ends.</summary>
/// <param name="Path">Address of the module.</param>
/// <param name="Plan">What was written; null: nothing yet.</param>
internal sealed record PlanForm(string Path, MondayPlan? Plan);
