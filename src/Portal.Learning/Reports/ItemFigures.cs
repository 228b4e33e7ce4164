using System.Text.Json.Serialization;
using Portal.Learning.Exercises;
using Portal.Learning.Types;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>What may be wrong with a question.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemFlag>))]
internal enum ItemFlag
{
    /// <summary>Hardly anybody has it right.</summary>
    Hard,

    /// <summary>Nearly everybody has.</summary>
    Easy,

    /// <summary>Who does the rest well does not do this one better.</summary>
    Unclear,
}

/// <summary>How a question works, in the steps in which it is shown.</summary>
/// <param name="Right">p-value: mean share of the points, 0.05 to 0.95 in twentieths.</param>
/// <param name="Discrimination">Correlation with the rest of the test, in tenths; null where everybody scored the same.</param>
/// <param name="Flags">What may be wrong with it, from thirty answers on.</param>
/// <param name="Options">In per cent, how often each option was chosen.</param>
internal sealed record ItemFigures(
    double Right, double? Discrimination, IReadOnlyList<ItemFlag> Flags, IReadOnlyDictionary<string, int> Options)
{
    /// <summary>Fewer answers are too few to call a question wrong.</summary>
    public const int FewestForFlags = 30;

    /// <summary>How much there is to mend: 0 is nothing. Where the key may be wrong comes first.</summary>
    [JsonIgnore]
    public int Need => (Flags.Contains(ItemFlag.Unclear), Flags.Contains(ItemFlag.Hard), Discrimination < 0) switch
    {
        (_, _, true) when Flags.Count > 0 => 5,
        (true, true, _) => 4,
        (false, true, _) => 3,
        (true, _, _) => 2,
        _ => Flags.Count > 0 ? 1 : 0,
    };

    /// <summary>The figures in steps.</summary>
    /// <param name="people">How many answered.</param>
    /// <param name="right">p-value.</param>
    /// <param name="discrimination">Correlation with the rest.</param>
    /// <param name="chosen">How many chose each option.</param>
    public static ItemFigures Of(int people, double right, double? discrimination, IReadOnlyDictionary<string, int> chosen) => new(
        Steps.Share(100 * right) / 100.0, discrimination is { } known ? Steps.Figure(known, 10) : null,
        people < FewestForFlags ? [] :
        [
            .. right < 0.2 ? new[] { ItemFlag.Hard } : [],
            .. right > 0.95 ? new[] { ItemFlag.Easy } : [],
            .. discrimination < 0.15 ? new[] { ItemFlag.Unclear } : [],
        ],
        chosen.ToDictionary(option => option.Key, option => Steps.Share(option.Value, people)));
}

/// <summary>Makes the reports of questions that are due.</summary>
internal sealed class ItemCounter(DbSession session, ItemQuality quality, AnswerReports reports)
{
    // Of a test the last answer in the first go, as it was scored; of an exercise in a chapter the first, before its feedback. A form of
    // the end test that was asked before the module tells of who had not read it yet.
    private const string Given = """
        with given as (
            select distinct on (e.member_id, r.exercise) r.exercise, r.answer, r.score, r.max, a.score - r.score as rest
            from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id left
                join learning.attempts a on a.id = r.attempt_id
            where e.module = $1 and (r.exercise, r.exercise_version) in (select * from unnest($2::text[], $3::text[])) and r.max > 0
                and (r.attempt_id is null or a.submitted_at is not null)
                and not (a.kind is not distinct from 'pre_test' and r.exercise = any ($4))
            order by e.member_id, r.exercise, e.cycle, a.number, case when r.attempt_id is null then r.seq else -r.seq end)
        """;

    /// <summary>Makes those of a module.</summary>
    public async Task MakeAsync(string module, CancellationToken stop)
    {
        var shown = await reports.ShownAsync(AnswerSubject.Question, stop);
        var items = await quality.AskedAsync(module, stop);
        var asked = items.Select(item => item.Exercise).DistinctBy(exercise => exercise.Id).ToDictionary(exercise => exercise.Id);
        AnswerSubject About(string exercise) => new(AnswerSubject.Question, "", module, exercise, asked[exercise].Version);
        object[] values =
        [
            module, asked.Keys.ToArray(), asked.Values.Select(exercise => exercise.Version).ToArray(),
            items.Where(item => item.Chapter.Kind == ChapterKind.EndTest).Select(item => item.Exercise.Id).ToArray(),
        ];
        var figures = await session.ListAsync(
            $"{Given} select exercise, count(*)::int, avg(score / max)::float8, corr(score, rest) from given group by exercise", values,
            row => (Exercise: row.Text(0), People: row.Number(1), Right: row.Get<double>(2), Discrimination: row.GetOrNull<double>(3)),
            stop);
        var due = figures.Where(
            figure => AnswerReports.IsDue(shown.TryGetValue(About(figure.Exercise), out var people) ? people : null, figure.People))
            .ToList();
        if (due.Count == 0) return;
        var chosen = await ChosenAsync(values, asked, [.. due.Select(figure => figure.Exercise)], stop);
        foreach (var figure in due)
            await reports.AddAsync(
                About(figure.Exercise), figure.People,
                ItemFigures.Of(figure.People, figure.Right, figure.Discrimination, chosen[figure.Exercise]), stop);
    }

    private async Task<Dictionary<string, Dictionary<string, int>>> ChosenAsync(
        object[] values, Dictionary<string, Exercise> asked, IReadOnlyList<string> due, CancellationToken stop)
    {
        var chosen = due.ToDictionary(
            id => id, id => asked[id].Choices.Select(option => option.Key).Distinct().ToDictionary(key => key, _ => 0));
        var given = await session.ListAsync(
            $"{Given} select exercise, answer::text, count(*)::int from given where exercise = any ($5) group by 1, 2",
            [.. values, chosen.Where(exercise => exercise.Value.Count > 0).Select(exercise => exercise.Key).ToArray()],
            row => (Exercise: row.Text(0), Answer: row.Text(1), Times: row.Number(2)), stop);
        foreach (var (id, answer, times) in given)
            foreach (var part in asked[id].Mark(Answer.FromJson(answer)).Parts.Where(part => part.Chosen))
                if (chosen[id].TryGetValue(part.Key, out var before)) chosen[id][part.Key] = before + times;
        return chosen;
    }
}
