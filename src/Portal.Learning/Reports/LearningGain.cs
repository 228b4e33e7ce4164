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

    /// <summary>
    /// The same by function or domain: groups of ten or more, of which no difference with each other or with everyone is about fewer.
    /// What is left over has no line.
    /// </summary>
    public async Task<IReadOnlyList<AnswerReport<GroupSensitivity>>> SensitivityByAsync(
        ReportScope scope, string module, Grouping grouping, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var (asked, begin) = (VersionOf((await SpottingAsync(module, stop)).Values), SubjectOf(grouping, ""));
        return
        [
            .. (await reports.NewestAsync<GroupSensitivity>(AnswerSubject.Sensitivity, scope.District, module, stop))
                .Where(report => report.About.Version == asked && report.About.Subject.StartsWith(begin, StringComparison.Ordinal)),
        ];
    }

    /// <summary>The function or domain a report is about.</summary>
    public static string GroupIn(AnswerSubject about)
    {
        ArgumentNullException.ThrowIfNull(about);
        return about.Subject[(about.Subject.IndexOf(':', StringComparison.Ordinal) + 1)..];
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
            select distinct on (e.member_id, r.exercise) e.member_id, l.district, l.domain, l.function, r.exercise, r.answer::text
            from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id
                join learning.learners l on l.member_id = e.member_id
            where e.module = $1 and (r.exercise, r.exercise_version) in (select * from unnest($2::text[], $3::text[]))
            order by e.member_id, r.exercise, e.cycle, r.seq
            """,
            [module, asked.Keys.ToArray(), asked.Values.Select(exercise => exercise.Version).ToArray()],
            row => (
                Member: row.Id(0), Kind: new PeopleKind(row.Text(1), "", row.Text(2), row.Text(3), 1),
                Counts: asked[row.Text(4)].CountsOf(Answer.FromJson(row.Text(5)))),
            stop);
        var counts = new Dictionary<Guid, Judged>();
        foreach (var (member, kind, counted) in given)
            if (counted is not null)
                counts[member] = new(kind, counts.TryGetValue(member, out var before) ? before.Counted.Plus(counted) : counted);

        foreach (var district in counts.Values.Select(person => person.Kind.District).Append("").Distinct())
        {
            var group = counts.Values.Where(person => district.Length == 0 || person.Kind.District == district).ToList();
            foreach (var (subject, people) in GroupsOf(group))
            {
                var about = new AnswerSubject(AnswerSubject.Sensitivity, district, module, subject, version);
                if (!AnswerReports.IsDue(Known(shown, about), people.Count)) continue;
                var figures = new GroupSensitivity(Steps.Figure(people.Average(person => person.Counted.Sensitivity), 10))
                {
                    Criterion = Steps.Figure(people.Average(person => person.Counted.Criterion), 10),
                };
                await reports.AddAsync(about, people.Count, figures, stop);
            }
        }
    }

    /// <summary>Somebody's judgements, with what kind of person they are of.</summary>
    private sealed record Judged(PeopleKind Kind, SignalDetection Counted);

    // Everyone, and each function and domain that may stand by itself among these people.
    private static IEnumerable<(string Subject, List<Judged> People)> GroupsOf(List<Judged> people)
    {
        yield return ("", people);
        var kinds = people.Select(person => person.Kind).Distinct()
            .Select(kind => kind with { District = "", People = people.Count(person => person.Kind == kind) }).ToList();
        foreach (var (grouping, key) in Divided(kinds))
            yield return (SubjectOf(grouping, key), people.FindAll(person => person.Kind.KeyIn(grouping) == key));
    }

    /// <summary>
    /// The functions and domains of these people that may be told of: ten or more, and no few left over by taking one from another. Who did
    /// not say is no group.
    /// </summary>
    internal static IEnumerable<(Grouping Grouping, string Key)> Divided(IReadOnlyList<PeopleKind> kinds)
    {
        if (Suppression.Group(kinds, Suppression.FewestForAnswers) is not { } groups) return [];
        return
        [
            .. new[] { Grouping.Function, Grouping.Domain }.SelectMany(grouping => groups.Lists[grouping]
                .Where(line => line is { IsRest: false, Name.Length: > 0 }).Select(line => (grouping, line.Key!))),
        ];
    }

    private static string SubjectOf(Grouping grouping, string key) => $"{(grouping == Grouping.Function ? "functie" : "domein")}:{key}";

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
