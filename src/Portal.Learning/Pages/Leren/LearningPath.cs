using Portal.Calendar.Types;
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

    /// <summary>Passed, now or in an earlier round; of a training: attended.</summary>
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
/// <param name="Minutes">How long it takes; 0: that is not known.</param>
/// <param name="State">How far the learner is.</param>
/// <param name="IsForMe">True when it names the learner's function, or everyone.</param>
internal sealed record PathStep(StepKind Kind, string Id, string Title, string Path, int Minutes, StepState State, bool IsForMe);

/// <summary>
/// What to learn, in order: first what was made for one's function, then the rest; modules, and beside them live trainings.
/// </summary>
/// <param name="Function">The function it is for; null: the learner did not say.</param>
/// <param name="Steps">In order.</param>
internal sealed record LearningPath(Audience? Function, IReadOnlyList<PathStep> Steps)
{
    /// <summary>The first module that was not begun, or null: a training is not begun at once.</summary>
    public PathStep? Next => Steps.FirstOrDefault(step => step.Kind == StepKind.Module && step.State == StepState.Open);

    /// <summary>The path of somebody with this function (as in front matter's <c>audience</c>).</summary>
    /// <param name="site">The modules and trainings there are.</param>
    /// <param name="function">The function; null: the learner did not say.</param>
    /// <param name="enrolments">What the learner began.</param>
    /// <param name="attended">What the learner attended.</param>
    public static LearningPath Of(
        PublishedSite site, string? function, IReadOnlyCollection<Enrolment> enrolments, IEnumerable<Attendance> attended)
    {
        Audience? mine = site.Audiences.Any(term => term.Audience.Key == function) ? new Audience(function!) : null;
        var modules = site.All<LearningModule>().OrderBy(module => module.Properties.Number).Select(module => new PathStep(
            StepKind.Module, module.Id, module.Title, module.Path, module.Properties.Minutes, StateOf(module.Id, enrolments),
            IsFor(mine, module.Properties)));
        var subjects = attended.Select(one => one.Subject).ToHashSet();
        var trainings = site.All<Training>().Where(training => training.Properties.Form != TrainingForm.ELearning)
            .OrderBy(training => training.Title, PublishedSite.Alphabet).Select(training => new PathStep(
                StepKind.Training, training.Id, training.Title, training.Path, training.Properties.Minutes,
                subjects.Contains(training.Id) ? StepState.Done : StepState.Open, IsFor(mine, training.Properties)));
        return new LearningPath(mine, [.. modules.Concat(trainings).OrderByDescending(step => step.IsForMe)]);
    }

    // What was written without saying for whom: of a module for nobody in particular, of a training for everyone.
    private static bool IsFor(Audience? function, ICourse course) =>
        function is not { } mine || course.Audience.Contains(mine) || course.Audience.Contains(Audience.Everyone)
        || (course is Training && course.Audience.Count == 0);

    private static StepState StateOf(string module, IEnumerable<Enrolment> enrolments)
    {
        var mine = enrolments.Where(enrolment => enrolment.Module == module).ToList();
        return mine.Count == 0 ? StepState.Open
            : mine.Exists(enrolment => enrolment.PassedAt is not null) ? StepState.Done
            : StepState.Busy;
    }
}
