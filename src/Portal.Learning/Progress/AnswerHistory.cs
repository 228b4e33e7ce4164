using System.Net;
using System.Text.RegularExpressions;
using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>An answer somebody gave, with the exercise as it was asked then.</summary>
/// <param name="ExerciseId">Id of the exercise.</param>
/// <param name="Number">1, 2, 3 ... for this exercise in this enrolment.</param>
/// <param name="Answer">What was filled in.</param>
/// <param name="Certainty">1 to 3, where asked.</param>
/// <param name="At">UTC.</param>
/// <param name="Score">Points.</param>
/// <param name="Max">The most points; 0 where nothing is right or wrong.</param>
/// <param name="Chapter">Where it was asked; null when that is not known any more.</param>
/// <param name="Asked">The exercise; null when that is not known any more.</param>
/// <param name="IsOpen">
/// Nothing may be told of what is right: it belongs to a test that was not handed in, or to a form of one that may be asked again.
/// </param>
internal sealed record PastAnswer(
    string ExerciseId, int Number, Answer Answer, int? Certainty, DateTimeOffset At, float Score, float Max, ChapterStructure? Chapter,
    Exercise? Asked, bool IsOpen)
{
    /// <summary>It stands in a test that was not handed in.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>What the exercise says of it; null when the exercise is not known any more.</summary>
    public Graded? Graded { get; } = Asked?.Mark(Answer) is { IsAnswer: true } graded ? graded : null;

    /// <summary>True when all of it was right.</summary>
    public bool IsRight => Max > 0 && Score >= Max;

    /// <summary>What was answered, in words on one line.</summary>
    public string InWords => Graded is null ? Answer.ToJson() : string.Join("; ", Graded.Parts.Where(part => part.Chosen).Select(WordsOf));

    private static string WordsOf(PartResult part) =>
        part.Given is null ? AnswerHistory.Plain(part.Text) : $"{AnswerHistory.Plain(part.Text)}: {AnswerHistory.Plain(part.Given)}";
}

/// <summary>Reads what a learner answered, for their own eyes.</summary>
internal sealed partial class AnswerHistory(DbSession session, ModuleVersions versions)
{
    /// <summary>All answers of an enrolment: in the order of the module, and for each exercise in the order they were given.</summary>
    public async Task<IReadOnlyList<PastAnswer>> OfAsync(Enrolment enrolment, CancellationToken stop = default)
    {
        var rows = await GivenAsync(enrolment, stop);
        if (rows.Count == 0) return [];
        var known = new List<ModuleStructure> { await versions.ReadAsync(enrolment.ModuleVersionId, session, stop) };
        var answers = new List<PastAnswer>();
        foreach (var row in rows)
        {
            var chapter = Find(known, row);
            if (chapter is null && known.Count == 1)
            {
                // Asked from a version the learner moved on from since.
                known.AddRange(await AllAsync(enrolment.Module, stop));
                chapter = Find(known, row);
            }
            var asked = chapter is null ? null
                : (await versions.ExercisesAsync(chapter, session, stop))
                    .FirstOrDefault(exercise => exercise.Id == row.Exercise && exercise.Version == row.Version);
            answers.Add(new(row.Exercise, row.Number, row.Answer, row.Certainty, row.At, row.Score, row.Max, chapter, asked, row.IsOpen)
            {
                IsUnfinished = row.IsUnfinished,
            });
        }
        var places = known[0].Chapters.SelectMany(chapter => chapter.Items).Select((item, at) => (item.Id, at))
            .DistinctBy(place => place.Id).ToDictionary();
        return [.. answers.OrderBy(answer => places.GetValueOrDefault(answer.ExerciseId, int.MaxValue)).ThenBy(answer => answer.Number)];
    }

    /// <summary>Inline HTML as words.</summary>
    internal static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(html, "")).Trim();

    private static ChapterStructure? Find(IEnumerable<ModuleStructure> modules, Given row) => modules.SelectMany(module => module.Chapters)
        .Where(chapter => chapter.Items.Any(item => item.Id == row.Exercise && item.Version == row.Version))
        .OrderBy(chapter => chapter.Id != row.Chapter).FirstOrDefault();

    private async Task<IReadOnlyList<ModuleStructure>> AllAsync(string module, CancellationToken stop)
    {
        var ids = await session.ListAsync(
            "select id from learning.module_versions where module = $1 order by first_seen_at desc", [module], row => row.Id(0), stop);
        var all = new List<ModuleStructure>();
        foreach (var id in ids) all.Add(await versions.ReadAsync(id, session, stop));
        return all;
    }

    private Task<List<Given>> GivenAsync(Enrolment enrolment, CancellationToken stop) => session.ListAsync(
        """
        select r.exercise, r.exercise_version, r.seq, r.answer::text, r.certainty, r.recorded_at, r.score, r.max, a.id is not null
            and (a.submitted_at is null or (a.form is not null and e.passed_at is null)), a.chapter,
                a.id is not null and a.submitted_at is null
        from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id
            left join learning.attempts a on a.id = r.attempt_id
        where r.enrolment_id = $1
        union all
        select * from (
            select distinct on (t.attempt_id, t.exercise) t.exercise, t.exercise_version, 1, t.answer::text, t.certainty, t.recorded_at,
                0::real, 0::real, true, a.chapter, true
            from learning.test_answers t join learning.attempts a on a.id = t.attempt_id
            where a.enrolment_id = $1 order by t.attempt_id, t.exercise, t.seq desc) open
        order by 6, 3
        """,
        [enrolment.Id],
        row => new Given(
            row.Text(0), row.Text(1), row.Number(2), Answer.FromJson(row.Text(3)), row.GetOrNull<short>(4), row.Moment(5),
            row.Get<float>(6), row.Get<float>(7), row.Get<bool>(8), row.TextOrNull(9),
            row.Get<bool>(10)),
        stop);

    [GeneratedRegex("<[^>]*>", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Tag();

    private sealed record Given(
        string Exercise, string Version, int Number, Answer Answer, int? Certainty, DateTimeOffset At, float Score, float Max, bool IsOpen,
        string? Chapter, bool IsUnfinished);
}
