using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Exercises.Types;
using Portal.Learning.Modules;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>A module in the list of gains.</summary>
/// <param name="People">Learners who did both tests; at least ten.</param>
/// <param name="Before">Mean before, per cent.</param>
/// <param name="After">Mean after, per cent.</param>
internal sealed record ModuleGain(int People, double Before, double After);

/// <summary>How well a group tells signals from ordinary situations: the mean of each learner's own d'.</summary>
internal sealed record GroupSensitivity(int People, double Mean);

/// <summary>
/// What groups learned: the pre-test beside the first end test of the same learner in the same cycle. Never of fewer than ten, and
/// for the whole of what a coordinator sees: there is nothing to choose, so nothing to subtract.
/// </summary>
internal sealed class LearningGain
{
    private readonly DbSession session;
    private readonly ModuleVersions versions;

    internal LearningGain(DbSession session, ModuleVersions versions) => (this.session, this.versions) = (session, versions);

    private static string Matched(ReportScope scope) =>
        $"""
        select distinct on (e.member_id, e.module) e.member_id, e.module, 100.0 * pre.score / pre.max
            as before, 100.0 * post.score / post.max as after
        from learning.attempts pre join learning.attempts post on post.enrolment_id = pre.enrolment_id
        join learning.enrolments e on e.id = pre.enrolment_id join learning.learners l on l.member_id = e.member_id
        where pre.kind = 'pre_test' and pre.number = 1 and pre.submitted_at is not null and pre.max > 0
            and post.kind = 'end_test' and post.number = 1 and post.submitted_at is not null and post.max > 0 and {scope.Sql}
        order by e.member_id, e.module, e.cycle
        """;

    /// <summary>The modules of which there are enough learners to say something.</summary>
    public async Task<IReadOnlyDictionary<string, ModuleGain>> ListAsync(ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var all = await session.ListAsync(
            $"""
            select module, count(*)::int, avg(before)::float8, avg(after)::float8 from ({Matched(scope)}) matched
            group by module having count(*) >= {Suppression.FewestForAnswers}
            """,
            [scope.Value], row => (Module: row.Text(0), Gain: new ModuleGain(row.Number(1), row.Get<double>(2), row.Get<double>(3))), stop);
        return all.ToDictionary(one => one.Module, one => one.Gain);
    }

    /// <summary>All figures of a module; null when there are too few learners.</summary>
    public async Task<Gain?> OfAsync(ReportScope scope, string module, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return Gain.Of(await session.ListAsync(
            $"select before::float8, after::float8 from ({Matched(scope)}) matched where module = $2 order by member_id",
            [scope.Value, module], row => new BeforeAfter(row.Get<double>(0), row.Get<double>(1)), stop));
    }

    /// <summary>
    /// How well the group spots signals, by the first answers to the module's spotting exercises; null when too few gave them.
    /// </summary>
    public async Task<GroupSensitivity?> SensitivityAsync(ReportScope scope, string module, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (versions.Current(module) is not { } structure) return null;
        var asked = new Dictionary<string, Detection>();
        foreach (var chapter in structure.Chapters)
            foreach (var exercise in (await versions.ExercisesAsync(chapter, session, stop)).OfType<Detection>())
                asked[exercise.Id] = exercise;
        if (asked.Count == 0) return null;

        var given = await session.ListAsync(
            $"""
            select distinct on (e.member_id, r.exercise) e.member_id, r.exercise, r.answer::text
            from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id
                join learning.learners l on l.member_id = e.member_id
            where e.module = $2 and (r.exercise, r.exercise_version) in (select * from unnest($3::text[], $4::text[])) and {scope.Sql}
            order by e.member_id, r.exercise, e.cycle, r.seq
            """,
            [scope.Value, module, asked.Keys.ToArray(), asked.Values.Select(exercise => exercise.Version).ToArray()],
            row => (Member: row.Id(0), Counts: asked[row.Text(1)].CountsOf(Answer.FromJson(row.Text(2)))), stop);
        var counts = new Dictionary<Guid, SignalDetection>();
        foreach (var (member, counted) in given)
        {
            if (counted is null) continue;
            counts[member] = counts.TryGetValue(member, out var before) ? before.Plus(counted) : counted;
        }
        return counts.Count < Suppression.FewestForAnswers ? null : new(counts.Count, counts.Values.Average(person => person.Sensitivity));
    }
}
