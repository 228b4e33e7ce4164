using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Learning.Progress;
using Portal.Learning.Types;

namespace Portal.Learning.Pages.Leren;

/// <summary>How far somebody is with a step of a path.</summary>
internal enum StepState
{
    /// <summary>Not begun.</summary>
    Open,

    /// <summary>Begun.</summary>
    Busy,

    /// <summary>Passed, now or in an earlier round.</summary>
    Done,
}

/// <summary>What a step of a path is.</summary>
internal enum StepKind
{
    /// <summary>A module of the portal.</summary>
    Module,

    /// <summary>A live training; attendance is recorded by the calendar.</summary>
    Training,
}

/// <summary>One step of a path.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Id of its document.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its address.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="State">How far the learner is.</param>
/// <param name="IsForMe">True when it names the learner's function, or everyone.</param>
internal sealed record PathStep(StepKind Kind, string Id, string Title, string Path, int Minutes, StepState State, bool IsForMe);

/// <summary>What to learn, in order: first what was made for one's function, then the rest.</summary>
/// <param name="Function">The function it is for; null: the learner did not say.</param>
/// <param name="Steps">In order.</param>
internal sealed record LearningPath(Audience? Function, IReadOnlyList<PathStep> Steps)
{
    /// <summary>The first step that was not begun, or null.</summary>
    public PathStep? Next => Steps.FirstOrDefault(step => step.State == StepState.Open);

    /// <summary>The path of somebody with this function (as in front matter's <c>audience</c>).</summary>
    public static LearningPath Of(PublishedSite site, string? function, IReadOnlyCollection<Enrolment> enrolments)
    {
        Audience? mine = Enum.GetValues<Audience>().Cast<Audience?>().FirstOrDefault(audience => audience!.Value.Name() == function);
        var steps = site.All<LearningModule>()
            .Select(
                module =>
                    (
                        Module: module,
                        IsForMe: mine is null || module.Properties.Audience.Contains(mine.Value)
                            || module.Properties.Audience.Contains(Audience.Everyone)))
            .OrderByDescending(step => step.IsForMe).ThenBy(step => step.Module.Properties.Number)
            .Select(
                step =>
                    new PathStep(
                        StepKind.Module, step.Module.Id, step.Module.Title, step.Module.Path, step.Module.Properties.Minutes,
                        StateOf(step.Module.Id, enrolments), step.IsForMe));
        return new LearningPath(mine, [.. steps]);
    }

    private static StepState StateOf(string module, IEnumerable<Enrolment> enrolments)
    {
        var mine = enrolments.Where(enrolment => enrolment.Module == module).ToList();
        return mine.Count == 0 ? StepState.Open
            : mine.Exists(enrolment => enrolment.PassedAt is not null) ? StepState.Done
            : StepState.Busy;
    }
}
