using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Exercises.Types;
using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Platform.Data;
using Single = Portal.Learning.Exercises.Types.Single;

namespace Portal.Learning.Reports;

/// <summary>A question and how it works. Figures are there from ten answers on; what looks wrong is said from thirty on.</summary>
/// <param name="Id">The exercise's id.</param>
/// <param name="Chapter">Title of its chapter.</param>
/// <param name="IsTest">It stands in a test; only there it has a <paramref name="Discrimination"/>.</param>
/// <param name="Question">The question's words.</param>
/// <param name="People">How many answered this version of it; null for fewer than ten.</param>
/// <param name="Right">p-value: mean share of the points, 0 to 1.</param>
/// <param name="Discrimination">Correlation with the rest of the test.</param>
/// <param name="Options">What was chosen, for questions with options.</param>
internal sealed record Item(
    string Id, string Chapter, bool IsTest, string Question, int? People, double? Right, double? Discrimination,
    IReadOnlyList<OptionUse> Options)
{
    /// <summary>Fewer answers are too few to call a question wrong.</summary>
    public const int FewestForFlags = 30;

    /// <summary>What may be wrong with it, in words.</summary>
    public IReadOnlyList<string> Flags => People is null or < FewestForFlags ? [] :
    [
        .. Right < 0.2 ? new[] { "Bijna niemand heeft dit goed. Klopt de vraag, en het antwoord?" } : [],
        .. Right > 0.95 ? new[] { "Bijna iedereen heeft dit goed. Leert iemand hier nog iets van?" } : [],
        .. Discrimination < 0.15 ? new[] { "Wie de rest goed doet, doet deze vraag niet beter. Is de vraag duidelijk?" } : [],
    ];
}

/// <summary>How often an option is chosen.</summary>
/// <param name="Text">The option, inline HTML.</param>
/// <param name="Percent">In steps of five.</param>
/// <param name="IsRight">It is (one of) the right ones.</param>
internal sealed record OptionUse(string Text, int Percent, bool IsRight);

/// <summary>How questions work, counted over everyone in the region: it is about the question, not about who answered.</summary>
internal sealed class ItemQuality
{
    // Of a test the last answer in the first go, as it was scored; of an exercise in a chapter the first, before its feedback.
    private const string Given = """
        with given as (
            select distinct on (e.member_id, r.exercise) r.exercise, r.answer, r.score, r.max, a.score - r.score as rest
            from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id left
                join learning.attempts a on a.id = r.attempt_id
            where e.module = $1 and (r.exercise, r.exercise_version) in (select * from unnest($2::text[], $3::text[])) and r.max > 0
                and (r.attempt_id is null or a.submitted_at is not null)
            order by e.member_id, r.exercise, e.cycle, a.number, case when r.attempt_id is null then r.seq else -r.seq end)
        """;

    private readonly DbSession session;
    private readonly ModuleVersions versions;

    internal ItemQuality(DbSession session, ModuleVersions versions) => (this.session, this.versions) = (session, versions);

    /// <summary>The questions of a module as it is online now, in their order; none when it is not.</summary>
    public async Task<IReadOnlyList<Item>> OfAsync(string module, CancellationToken stop = default)
    {
        if (versions.Current(module) is not { } structure) return [];
        var asked = new List<(ChapterStructure Chapter, Exercise Exercise)>();
        foreach (var chapter in structure.Chapters)
            asked.AddRange((await versions.ExercisesAsync(chapter, session, stop))
                .Where(exercise => exercise is { HasKey: true, HasForm: true }).Select(exercise => (chapter, exercise)));

        object[] values = [module, asked.Select(item => item.Exercise.Id).ToArray(), asked.Select(item => item.Exercise.Version).ToArray()];
        var figures = await FiguresAsync(values, stop);
        var options = await OptionsAsync(
            values, asked.Where(item => ChoicesOf(item.Exercise).Any()).ToDictionary(item => item.Exercise.Id, item => item.Exercise),
            figures, stop);
        return [.. asked.Select(item => figures.TryGetValue(item.Exercise.Id, out var figure)
            ? Made(
                item.Chapter, item.Exercise, figure.People, figure.Right, figure.Discrimination,
                options.GetValueOrDefault(item.Exercise.Id, []))
            : Made(item.Chapter, item.Exercise, null, null, null, []))];
    }

    private static Item Made(
        ChapterStructure chapter, Exercise exercise, int? people, double? right, double? discrimination,
        IReadOnlyList<OptionUse> options) =>
        new(exercise.Id, chapter.Title, chapter.Kind != ChapterKind.Chapter, exercise.QuestionText, people, right, discrimination, options);

    private async Task<Dictionary<string, (
        int People, double Right, double? Discrimination)>> FiguresAsync(object[] values, CancellationToken stop)
    {
        var all = await session.ListAsync(
            $"""
            {Given}
            select exercise, count(*)::int, avg(score / max)::float8, corr(score, rest) from given
            group by exercise having count(*) >= {Suppression.FewestForAnswers}
            """,
            values, row => (Exercise: row.Text(0), Figures: (row.Number(1), row.Get<double>(2), row.GetOrNull<double>(3))), stop);
        return all.ToDictionary(one => one.Exercise, one => one.Figures);
    }

    private async Task<Dictionary<string, IReadOnlyList<OptionUse>>> OptionsAsync(
        object[] values, Dictionary<string, Exercise> exercises, Dictionary<string, (
            int People, double Right, double? Discrimination)> figures, CancellationToken stop)
    {
        var given = await session.ListAsync(
            $"{Given} select exercise, answer::text, count(*)::int from given where exercise = any ($4) group by 1, 2",
            [.. values, exercises.Keys.Where(figures.ContainsKey).ToArray()], row =>
                (Exercise: row.Text(0), Answer: row.Text(1), Times: row.Number(2)), stop);
        var chosen = new Dictionary<(string Exercise, string Option), int>();
        foreach (var (id, answer, times) in given)
            foreach (var part in exercises[id].Grade(Answer.FromJson(answer)).Parts.Where(part => part.Chosen))
                chosen[(id, part.Key)] = chosen.GetValueOrDefault((id, part.Key)) + times;
        return exercises.Where(exercise => figures.ContainsKey(exercise.Key))
            .ToDictionary(exercise => exercise.Key, exercise => OptionsOf(exercise.Value, chosen, figures[exercise.Key].People));
    }

    private static IReadOnlyList<OptionUse> OptionsOf(
        Exercise exercise, Dictionary<(string Exercise, string Option), int> chosen, int people) =>
        [
            .. ChoicesOf(exercise).Select(
                option =>
                    new OptionUse(option.Text, Percent.InFives(chosen.GetValueOrDefault((exercise.Id, option.Key)), people), option.Right)),
        ];

    private static IEnumerable<(string Key, string Text, bool Right)> ChoicesOf(Exercise exercise) => exercise switch
    {
        Single single => single.Options.Select(option => (option.Key, option.Text.Html, option.Right)),
        Multiple multiple => multiple.Options.Select(option => (option.Key, option.Text.Html, option.Right)),
        Spot spot => spot.Items.Select(item => (item.Key, item.Text.Html, item.IsSignal)),
        TrueFalse statement => [(TrueFalse.Yes, "Waar", statement.IsTrue), (TrueFalse.No, "Niet waar", !statement.IsTrue)],
        _ => [],
    };
}
