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
    string Id, string Chapter, bool IsTest, string Question, int? People, ItemFigures? Figures, IReadOnlyList<OptionUse> Options);

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
        ]);
}
