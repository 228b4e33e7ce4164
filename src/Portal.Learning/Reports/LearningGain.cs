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
public sealed record ModuleGain(int People, double Before, double After);

/// <summary>How well a group tells signals from ordinary situations: the mean of each learner's own d'.</summary>
public sealed record GroupSensitivity(int People, double Mean);

/// <summary>
/// What groups learned: the pre-test beside the first end test of the same learner in the same cycle. Never of fewer than ten, and
/// for the whole of what a coordinator sees: there is nothing to choose, so nothing to subtract.
/// </summary>
public sealed class LearningGain
{
    private readonly DbSession session;
    private readonly ModuleVersions versions;

    internal LearningGain(DbSession session, ModuleVersions versions) => (this.session, this.versions) = (session, versions);

    private static string Matched(ReportScope scope) =>
        $"""
        select distinct on (e.member_id, e.module) e.member_id, e.module, 100.0 * pre.score / pre.max as before, 100.0 * post.score / post.max as after
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
        await using var command = await session.CommandAsync(
            $"select module, count(*)::int, avg(before)::float8, avg(after)::float8 from ({Matched(scope)}) matched group by module having count(*) >= {Suppression.FewestForAnswers}", [scope.Value], stop);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var all = new Dictionary<string, ModuleGain>();
        while (await reader.ReadAsync(stop)) all[reader.GetString(0)] = new(reader.GetInt32(1), reader.GetDouble(2), reader.GetDouble(3));
        return all;
    }

    /// <summary>All figures of a module; null when there are too few learners.</summary>
    public async Task<Gain?> OfAsync(ReportScope scope, string module, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await using var command = await session.CommandAsync($"select before::float8, after::float8 from ({Matched(scope)}) matched where module = $2 order by member_id", [scope.Value, module], stop);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var learners = new List<BeforeAfter>();
        while (await reader.ReadAsync(stop)) learners.Add(new(reader.GetDouble(0), reader.GetDouble(1)));
        return Gain.Of(learners);
    }

    /// <summary>How well the group spots signals, by the first answers to the module's spotting exercises; null when too few gave them.</summary>
    public async Task<GroupSensitivity?> SensitivityAsync(ReportScope scope, string module, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (versions.Current(module) is not { } structure) return null;
        var asked = new Dictionary<string, Detection>();
        foreach (var chapter in structure.Chapters)
            foreach (var exercise in (await versions.ExercisesAsync(chapter, stop)).OfType<Detection>()) asked[exercise.Id] = exercise;
        if (asked.Count == 0) return null;

        await using var command = await session.CommandAsync(
            $"""
            select distinct on (e.member_id, r.exercise) e.member_id, r.exercise, r.answer::text
            from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id join learning.learners l on l.member_id = e.member_id
            where e.module = $2 and (r.exercise, r.exercise_version) in (select * from unnest($3::text[], $4::text[])) and {scope.Sql}
            order by e.member_id, r.exercise, e.cycle, r.seq
            """, [scope.Value, module, asked.Keys.ToArray(), asked.Values.Select(exercise => exercise.Version).ToArray()], stop);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var counts = new Dictionary<Guid, SignalDetection>();
        while (await reader.ReadAsync(stop))
        {
            if (asked[reader.GetString(1)].CountsOf(Answer.FromJson(reader.GetString(2))) is not { } counted) continue;
            counts[reader.GetGuid(0)] = counts.TryGetValue(reader.GetGuid(0), out var before) ? before.Plus(counted) : counted;
        }
        return counts.Count < Suppression.FewestForAnswers ? null : new(counts.Count, counts.Values.Average(person => person.Sensitivity));
    }
}
