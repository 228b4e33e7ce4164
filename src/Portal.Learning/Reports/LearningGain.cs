using System.Security.Cryptography;
using System.Text;
using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Modules;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>How well a group tells signals from ordinary situations.</summary>
/// <param name="Mean">The mean of each learner's own d', to a tenth.</param>
internal sealed record GroupSensitivity(double Mean)
{
    /// <summary>The mean of each learner's own c, to a tenth; null in a report of before it was told.</summary>
    public double? Criterion { get; init; }

    /// <summary>How the group leans, in words; null where nothing is known of it.</summary>
    public string? Leaning => Criterion switch
    {
        null => null,
        >= 0.3 => "terughoudend: mist eerder een signaal",
        <= -0.3 => "ziet snel een signaal, ook waar er geen is",
        _ => "leunt niet duidelijk naar een kant",
    };
}

/// <summary>
/// What groups learned: the pre-test beside the first end test of the same learner in the same cycle. Never of fewer than ten, for the
/// whole of what a coordinator sees (there is nothing to choose, so nothing to subtract), and as it was when ten more people were in it.
/// </summary>
internal sealed class LearningGain(DbSession session, AnswerReports reports, ModuleVersions versions)
{
    private const string Matched = """
        select distinct on (e.member_id, e.module) e.member_id, e.module, l.district, 100.0 * pre.score / pre.max
            as before, 100.0 * post.score / post.max as after
        from learning.attempts pre join learning.attempts post on post.enrolment_id = pre.enrolment_id
        join learning.enrolments e on e.id = pre.enrolment_id join learning.learners l on l.member_id = e.member_id
        where pre.kind = 'pre_test' and pre.number = 1 and pre.submitted_at is not null and pre.max > 0
            and post.kind = 'end_test' and post.number = 1 and post.submitted_at is not null and post.max > 0
        order by e.member_id, e.module, e.cycle
        """;

    /// <summary>The modules of which there are enough learners to say something.</summary>
    public async Task<IReadOnlyDictionary<string, AnswerReport<Gain>>> ListAsync(ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return (await reports.NewestAsync<Gain>(AnswerSubject.Gain, scope.District, null, stop)).ToDictionary(gain => gain.About.Module);
    }

    /// <summary>
    /// How well the group spots signals, by the first answers to the module's spotting exercises; null when too few gave them.
    /// </summary>
    public async Task<AnswerReport<GroupSensitivity>?> SensitivityAsync(ReportScope scope, string module, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var asked = VersionOf((await SpottingAsync(module, stop)).Values);
        return (await reports.NewestAsync<GroupSensitivity>(AnswerSubject.Sensitivity, scope.District, module, stop))
            .FirstOrDefault(report => report.About.Version == asked && report.About.Subject.Length == 0);
    }

    /// <summary>The same by function: groups of ten or more, see <see cref="DueBeside"/>.</summary>
    public async Task<IReadOnlyList<AnswerReport<GroupSensitivity>>> SensitivityByFunctionAsync(
        ReportScope scope, string module, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var asked = VersionOf((await SpottingAsync(module, stop)).Values);
        return
        [
            .. (await reports.NewestAsync<GroupSensitivity>(AnswerSubject.Sensitivity, scope.District, module, stop))
                .Where(report => report.About.Version == asked && report.About.Subject.Length > 0),
        ];
    }

    /// <summary>Makes the reports of gain that are due.</summary>
    internal async Task MakeAsync(CancellationToken stop)
    {
        var shown = await reports.ShownAsync(AnswerSubject.Gain, stop);
        var counts = await session.ListAsync(
            $"select module, district, count(*)::int from ({Matched}) matched group by module, district", [],
            row => (Module: row.Text(0), District: row.Text(1), People: row.Number(2)), stop);
        foreach (var module in counts.GroupBy(count => count.Module))
        {
            var people = module.Where(count => count.District.Length > 0).ToDictionary(count => count.District, count => count.People);
            people[""] = module.Sum(count => count.People);
            var due = people.Select(group => (About: new AnswerSubject(AnswerSubject.Gain, group.Key, module.Key), People: group.Value))
                .Where(group => AnswerReports.IsDue(Known(shown, group.About), group.People)).Select(group => group.About).ToList();
            if (due.Count > 0) await MakeAsync(module.Key, due, shown, stop);
        }
    }

    private async Task MakeAsync(
        string module, IEnumerable<AnswerSubject> due, IReadOnlyDictionary<AnswerSubject, int> shown, CancellationToken stop)
    {
        var learners = await session.ListAsync(
            $"select district, before::float8, after::float8 from ({Matched}) matched where module = $1 order by member_id", [module],
            row => (District: row.Text(0), Scored: new BeforeAfter(row.Get<double>(1), row.Get<double>(2))), stop);
        foreach (var about in due)
        {
            var group = learners.Where(learner => about.District.Length == 0 || learner.District == about.District)
                .Select(learner => learner.Scored).ToList();
            // Somebody may have handed in between the counting and the reading.
            if (AnswerReports.IsDue(Known(shown, about), group.Count) && Gain.Of(group) is { } gain)
                await reports.AddAsync(about, group.Count, gain.InSteps(), stop);
        }
    }

    /// <summary>Makes the reports of a module's spotting exercises that are due.</summary>
    internal async Task MakeSensitivityAsync(string module, CancellationToken stop)
    {
        var asked = await SpottingAsync(module, stop);
        if (asked.Count == 0) return;
        var (version, shown) = (VersionOf(asked.Values), await reports.ShownAsync(AnswerSubject.Sensitivity, stop));
        var given = await session.ListAsync(
            """
            select distinct on (e.member_id, r.exercise) e.member_id, l.district, l.function, r.exercise, r.answer::text
            from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id
                join learning.learners l on l.member_id = e.member_id
            where e.module = $1 and (r.exercise, r.exercise_version) in (select * from unnest($2::text[], $3::text[]))
            order by e.member_id, r.exercise, e.cycle, r.seq
            """,
            [module, asked.Keys.ToArray(), asked.Values.Select(exercise => exercise.Version).ToArray()],
            row => (
                Member: row.Id(0), District: row.Text(1), Function: row.Text(2),
                Counts: asked[row.Text(3)].CountsOf(Answer.FromJson(row.Text(4)))),
            stop);
        var counts = new Dictionary<Guid, Judged>();
        foreach (var (member, district, function, counted) in given)
            if (counted is not null)
                counts[member] = new(
                    district, function, counts.TryGetValue(member, out var known) ? known.Counted.Plus(counted) : counted);

        foreach (var district in counts.Values.Select(person => person.District).Append("").Distinct())
        {
            var about = new AnswerSubject(AnswerSubject.Sensitivity, district, module, Version: version);
            var all = counts.Values.Where(person => district.Length == 0 || person.District == district).ToList();
            if (!AnswerReports.IsDue(Known(shown, about), all.Count)) continue;
            var functions = all.GroupBy(person => person.Function).ToDictionary(group => group.Key, group => group.ToList());
            var before = shown.Where(one => one.Key with { Subject = "" } == about && one.Key.Subject.Length > 0)
                .ToDictionary(one => one.Key.Subject, one => one.Value);
            var sizes = functions.ToDictionary(group => group.Key, group => group.Value.Count);
            if (DueBeside(all.Count, sizes, before) is not { } due) continue;
            // All of one moment, or none: what a whole and its parts differ by is known then.
            await session.InTransactionAsync(
                async () =>
                {
                    await AddAsync(about, all, stop);
                    foreach (var function in due) await AddAsync(about with { Subject = function }, functions[function], stop);
                },
                stop);
        }
    }

    /// <summary>
    /// The functions that are told of together with everyone: ten people or more, of whom ten more since they were told of before; so many
    /// of them that who is left over, by what was told of each last, is nobody or ten people or more. Null: not even everyone is told of,
    /// for the difference with what was told before would be a few. Pure.
    /// </summary>
    /// <param name="everyone">How many there are.</param>
    /// <param name="now">How many of each function; empty: not said, which is never told of.</param>
    /// <param name="before">How many were in what was told of each last.</param>
    internal static IReadOnlyList<string>? DueBeside(
        int everyone, IReadOnlyDictionary<string, int> now, IReadOnlyDictionary<string, int> before)
    {
        var due = now.Where(group => group.Key.Length > 0
                && AnswerReports.IsDue(before.TryGetValue(group.Key, out var known) ? known : null, group.Value))
            .OrderByDescending(group => group.Value).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).ToList();
        while (true)
        {
            var left = everyone - due.Sum(group => now[group]) - before.Where(group => !due.Contains(group.Key)).Sum(group => group.Value);
            if (left is 0 or >= Suppression.FewestForAnswers) return due;
            if (due.Count == 0) return null;
            due.RemoveAt(due.Count - 1);
        }
    }

    private Task AddAsync(AnswerSubject about, List<Judged> people, CancellationToken stop) => reports.AddAsync(
        about, people.Count,
        new GroupSensitivity(Steps.Figure(people.Average(person => person.Counted.Sensitivity), 10))
        {
            Criterion = Steps.Figure(people.Average(person => person.Counted.Criterion), 10),
        },
        stop);

    /// <summary>Somebody's judgements, with where they work and as what.</summary>
    private sealed record Judged(string District, string Function, SignalDetection Counted);

    private static int? Known(IReadOnlyDictionary<AnswerSubject, int> shown, AnswerSubject about) =>
        shown.TryGetValue(about, out var people) ? people : null;

    // Other situations are another measure.
    private static string VersionOf(IEnumerable<Exercise> asked) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', asked.Select(exercise => $"{exercise.Id} {exercise.Version}").Order(StringComparer.Ordinal)))));

    private async Task<Dictionary<string, Exercise>> SpottingAsync(string module, CancellationToken stop)
    {
        var asked = new Dictionary<string, Exercise>();
        foreach (var chapter in versions.Current(module)?.Chapters.Where(chapter => chapter.Asks is null) ?? [])
            foreach (var exercise in (await versions.ExercisesAsync(chapter, session, stop)).Where(one => one.Traits.TellsSignals))
                asked[exercise.Id] = exercise;
        return asked;
    }
}
