using Portal.Learning.Modules;

namespace Portal.Learning.Progress;

/// <summary>A learner in a module: where they are, pinned to the module as it was when they began.</summary>
/// <param name="Id">Primary key.</param>
/// <param name="MemberId">The learner.</param>
/// <param name="Module">Id of the module document.</param>
/// <param name="Cycle">1, and one more for each renewal.</param>
/// <param name="ModuleVersionId">The version they are pinned to.</param>
/// <param name="PinnedAt">When they were pinned to it, UTC.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="LastChapter">Where they left.</param>
/// <param name="Progress">0 to 1; never goes down.</param>
/// <param name="CompletedAt">When everything asked was done, UTC.</param>
/// <param name="PassedAt">When the end test was passed, UTC; with completion for a module without one.</param>
internal sealed record Enrolment(
    Guid Id, Guid MemberId, string Module, int Cycle, Guid ModuleVersionId, DateTimeOffset PinnedAt, DateTimeOffset StartedAt,
    string? LastChapter, float Progress, DateTimeOffset? CompletedAt, DateTimeOffset? PassedAt)
{
    /// <summary>How long a learner stays on a version after a change of substance.</summary>
    public static readonly TimeSpan PinStays = TimeSpan.FromDays(60);

    /// <summary>Progress in whole per cents: 100 only when it is all done.</summary>
    public int Percent => Exercises.Scoring.Percent.Of(Progress, 1);

    /// <summary>True when what is online now may take the place of what the learner is pinned to.</summary>
    public bool MayMoveTo(ModuleStructure pinned, ModuleStructure online, DateTimeOffset now) =>
        CompletedAt is null && (pinned.AsksTheSameAs(online) || now - PinnedAt >= PinStays);
}

/// <summary>How far a learner is, computed from what they did.</summary>
/// <param name="Read">Chapters read to their end.</param>
/// <param name="Answered">Exercises answered, with the version that was answered.</param>
/// <param name="EndTests">End tests handed in.</param>
internal sealed record WorkDone(
    IReadOnlySet<string> Read, IReadOnlySet<(string Exercise, string Version)> Answered, IReadOnlyList<TestResult> EndTests)
{
    /// <summary>The same with one more exercise answered.</summary>
    public WorkDone With(string exercise, string version) => Answered.Contains((exercise, version))
        ? this
        : this with { Answered = new HashSet<(string, string)>(Answered) { (exercise, version) } };

    /// <summary>True when a chapter was read and each exercise in it answered.</summary>
    public bool IsDone(ChapterStructure chapter) =>
        Read.Contains(chapter.Id) && chapter.Items.All(item => Answered.Contains((item.Id, item.Version)));

    /// <summary>Share of the module that is done, by minutes: 0 to 1.</summary>
    public float ShareOf(ModuleStructure module)
    {
        var steps = module.Required.Select(chapter => (Minutes: Math.Max(1, chapter.Minutes), Done: IsDone(chapter))).ToList();
        if (module.EndTest is { } test) steps.Add((Math.Max(1, test.Minutes), EndTests.Count > 0));
        var all = steps.Sum(step => step.Minutes);
        return all == 0 ? 0 : steps.Where(step => step.Done).Sum(step => step.Minutes) / (float)all;
    }

    /// <summary>How many minutes are left.</summary>
    public int MinutesLeft(ModuleStructure module) =>
        module.Required.Where(chapter => !IsDone(chapter)).Sum(chapter => chapter.Minutes)
        + (module.EndTest is { } test && EndTests.Count == 0 ? test.Minutes : 0);

    /// <summary>
    /// True when all that the module asks is done: every chapter, and the end test handed in. Passing is another question.
    /// </summary>
    public bool Completes(ModuleStructure module) =>
        (module.Required.All(IsDone) || EndTests.Any(test => test.Passed && test.TestedOut))
            && (module.EndTest is null || EndTests.Count > 0);

    /// <summary>True when the module is passed: an end test reached the mark, or there is none.</summary>
    public bool Passes(ModuleStructure module) => module.EndTest is null ? Completes(module) : EndTests.Any(test => test.Passed);
}

/// <summary>An end test handed in.</summary>
/// <param name="Number">1 for the first, which is the one that counts for registers.</param>
/// <param name="Score">Points.</param>
/// <param name="Max">The most points.</param>
/// <param name="Passed">True when it reached the pass mark.</param>
/// <param name="TestedOut">True when it was done at once after a strong pre-test.</param>
internal sealed record TestResult(int Number, float Score, float Max, bool Passed, bool TestedOut)
{
    /// <summary>Per cent of the points, as shown; null where there were none to get.</summary>
    public int? Percent => Max > 0 ? Exercises.Scoring.Percent.Of(Score, Max) : null;
}
