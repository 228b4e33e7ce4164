using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>A question and how it works.</summary>
/// <param name="Id">The exercise's id.</param>
/// <param name="Chapter">Title of its chapter.</param>
/// <param name="IsTest">It stands in a test; only there it has a discrimination.</param>
/// <param name="Question">The question's words.</param>
/// <param name="People">How many answered this version of it; null for fewer than ten.</param>
/// <param name="Figures">How it works; null for fewer than ten.</param>
/// <param name="Options">What was chosen, for questions with options.</param>
internal sealed record Item(
    string Id, string Chapter, bool IsTest, string Question, int? People, ItemFigures? Figures, IReadOnlyList<OptionUse> Options)
{
    /// <summary>Id of the document in which it is written.</summary>
    public required string Document { get; init; }

    /// <summary>Where it is mended: its place in the editor.</summary>
    public string Editor => $"/beheer/inhoud/{Document}#opdracht-{Id}";
}

/// <summary>A question to mend, with the module it is of.</summary>
/// <param name="Module">Id of the module.</param>
/// <param name="Item">The question.</param>
internal sealed record ItemToMend(string Module, Item Item);

/// <summary>How often an option is chosen.</summary>
/// <param name="Text">The option, inline HTML.</param>
/// <param name="Share">In per cent, see <see cref="Steps"/>.</param>
/// <param name="IsRight">It is (one of) the right ones.</param>
internal sealed record OptionUse(string Text, int Share, bool IsRight);

/// <summary>How questions work, over everyone in the region: it is about the question, not about who answered.</summary>
internal sealed class ItemQuality(DbSession session, ModuleVersions versions, AnswerReports reports)
{
    /// <summary>The questions of a module as it is online now, in their order; none when it is not.</summary>
    public async Task<IReadOnlyList<Item>> OfAsync(string module, CancellationToken stop = default)
    {
        var known = (await reports.NewestAsync<ItemFigures>(AnswerSubject.Question, null, module, stop))
            .ToDictionary(report => (report.About.Subject, report.About.Version));
        return
        [
            .. (await AskedAsync(module, stop)).Select(item => known.TryGetValue((item.Exercise.Id, item.Exercise.Version), out var report)
                ? Made(item.Chapter, item.Exercise, report.People, report.Figures)
                : Made(item.Chapter, item.Exercise, null, null)),
        ];
    }

    /// <summary>The questions that most need mending, of all modules; those that ask for nothing are not among them.</summary>
    /// <param name="modules">Ids of the modules that are online.</param>
    /// <param name="most">How many.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IReadOnlyList<ItemToMend>> ToMendAsync(
        IReadOnlyCollection<string> modules, int most, CancellationToken stop = default)
    {
        // By what is kept first: the questions themselves are read of the few modules that have something to mend.
        var flagged = (await reports.NewestAsync<ItemFigures>(AnswerSubject.Question, null, null, stop))
            .Where(report => report.Figures.Need > 0 && modules.Contains(report.About.Module))
            .OrderByDescending(report => report.Figures.Need).ThenBy(report => report.Figures.Discrimination ?? 0)
            .ThenBy(report => report.Figures.Right).ToList();
        var found = new List<ItemToMend>();
        foreach (var module in flagged.Select(report => report.About.Module).Distinct().Take(ModulesAtOnce))
            found.AddRange((await OfAsync(module, stop))
                .Where(item => item.Figures?.Need > 0).Select(item => new ItemToMend(module, item)));
        return [.. found.OrderBy(one => one.Item, ByNeed).Take(most)];
    }

    // Reading the questions of one takes some milliseconds.
    private const int ModulesAtOnce = 10;

    /// <summary>What to mend first, first; those without figures last.</summary>
    public static IComparer<Item> ByNeed { get; } = Comparer<Item>.Create((one, other) =>
        Rank(one).CompareTo(Rank(other)));

    private static (int, double, double) Rank(Item item) => item.Figures is { } figures
        ? (-figures.Need, figures.Discrimination ?? 0, figures.Right) : (1, 0, 0);

    /// <summary>The questions of a module with right and wrong answers.</summary>
    internal async Task<IReadOnlyList<(ChapterStructure Chapter, Exercise Exercise)>> AskedAsync(string module, CancellationToken stop)
    {
        var asked = new List<(ChapterStructure Chapter, Exercise Exercise)>();
        foreach (var chapter in versions.Current(module)?.Chapters.Where(chapter => chapter.Asks is null) ?? [])
            asked.AddRange((await versions.ExercisesAsync(chapter, session, stop))
                .Where(exercise => exercise is { HasKey: true, HasForm: true }).Select(exercise => (chapter, exercise)));
        return asked;
    }

    private static Item Made(ChapterStructure chapter, Exercise exercise, int? people, ItemFigures? figures) => new(
        exercise.Id, chapter.Title, chapter.IsTest, exercise.QuestionText, people, figures,
        figures is null ? [] :
        [
            .. exercise.Choices.Select(
                option => new OptionUse(option.Text, figures.Options.GetValueOrDefault(option.Key, Steps.LeastShare), option.IsRight)),
        ])
    {
        Document = chapter.Questions.Id,
    };
}
