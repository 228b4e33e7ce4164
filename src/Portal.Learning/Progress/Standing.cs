using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>Where a learner stands in a module: what they are pinned to, what they did, what comes next.</summary>
/// <param name="Enrolment">The newest enrolment.</param>
/// <param name="Module">The module as they are pinned to it.</param>
/// <param name="Work">What they did.</param>
/// <param name="Attempts">Their goes at the tests, in order.</param>
/// <param name="CertificateRef">Public reference of the certificate of this enrolment, or null.</param>
internal sealed record Standing(
    Enrolment Enrolment, ModuleStructure Module, WorkDone Work, IReadOnlyList<Attempt> Attempts, string? CertificateRef)
{
    /// <summary>Progress in whole per cent.</summary>
    public int Percent => Enrolment.Percent;

    /// <summary>Minutes of work left; 0 when it is completed.</summary>
    public int MinutesLeft => Enrolment.CompletedAt is null ? Work.MinutesLeft(Module) : 0;

    /// <summary>The pre-test when it was handed in, or null.</summary>
    public Attempt? PreTest => Attempts.FirstOrDefault(attempt => attempt is { Kind: ChapterKind.PreTest, SubmittedAt: not null });

    /// <summary>The last end test that was handed in, or null.</summary>
    public Attempt? LastEndTest => Attempts.LastOrDefault(attempt => attempt is { Kind: ChapterKind.EndTest, SubmittedAt: not null });

    /// <summary>True when the pre-test was good enough to do the end test at once.</summary>
    public bool MayTestOut => PreTest is { } pre && Module.IsTestedOutBy(pre.Percent, pre.Seen);

    /// <summary>True when the end test can be done now.</summary>
    public bool EndTestIsOpen => Enrolment.CompletedAt is not null || MayTestOut || Module.Required.All(Work.IsDone);

    /// <summary>Where to go on; null when there is nothing left to do.</summary>
    public ChapterStructure? Next
    {
        get
        {
            if (Enrolment is { CompletedAt: not null, PassedAt: not null }) return null;
            if (Enrolment.CompletedAt is not null) return Module.EndTest; // all was done, and the test was not good enough yet
            var open = Module.Required.Where(chapter => !Work.IsDone(chapter)).ToList();
            if (open.Count == 0 || (MayTestOut && LastEndTest is null)) return Module.EndTest;
            if (Module.PreTest is { } pre && PreTest is null && Work.Read.Count == 0 && Work.Answered.Count == 0) return pre;
            var at = Module.Required.TakeWhile(chapter => chapter.Id != Enrolment.LastChapter).Count();
            return Module.FreeOrder ? Module.Required.Skip(at).FirstOrDefault(open.Contains) ?? open[0] : open[0];
        }
    }

    /// <summary>True when a chapter or test is done.</summary>
    public bool IsDone(ChapterStructure chapter) => chapter.Kind switch
    {
        // What is completed stays completed, also when the learner was taken along to chapters that changed.
        ChapterKind.Chapter => Enrolment.CompletedAt is not null || Work.IsDone(chapter),
        ChapterKind.PreTest => PreTest is not null,
        ChapterKind.Practice => false,
        _ => Attempts.Any(attempt => attempt is { Kind: ChapterKind.EndTest, Passed: true }),
    };

    /// <summary>The chapter that comes first, in a module that is done in its order; null when this one may be done.</summary>
    public ChapterStructure? ComesBefore(ChapterStructure chapter) => Module.FreeOrder || chapter.Kind != ChapterKind.Chapter
        ? null
        : Module.Required.TakeWhile(before => before.Id != chapter.Id).FirstOrDefault(before => !IsDone(before));
}

/// <summary>Reads where learners stand.</summary>
internal sealed class Standings(DbSession session, Enrolments enrolments, ModuleVersions versions, Completions completions, Tests tests)
{
    /// <summary>Where a learner stands in a module; null when they never began.</summary>
    public async Task<Standing?> FindAsync(Guid memberId, string module, CancellationToken stop = default) =>
        await enrolments.FindAsync(memberId, module, stop) is { } enrolment ? await OfAsync(enrolment, stop) : null;

    /// <summary>Where the learner of an enrolment stands.</summary>
    public async Task<Standing> OfAsync(Enrolment enrolment, CancellationToken stop = default)
    {
        var module = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
        var work = await completions.WorkOfAsync(enrolment.Id, stop);
        var attempts = await tests.OfAsync(enrolment.Id, stop);
        var certificate = await session.ValueAsync<string>(
            "select ref from learning.certificates where enrolment_id = $1", [enrolment.Id], stop);
        return new Standing(enrolment, module, work, attempts, certificate);
    }
}

/// <summary>The last answer somebody gave to an exercise.</summary>
/// <param name="Answer">What was filled in.</param>
/// <param name="Version">The exercise as it was asked.</param>
/// <param name="RecordedAt">UTC.</param>
internal sealed record GivenAnswer(Exercises.Answer Answer, string Version, DateTimeOffset RecordedAt);

/// <summary>Reads answers back, for the one who gave them.</summary>
internal sealed class GivenAnswers(DbSession session)
{
    /// <summary>
    /// The last answer to each exercise, by its id: in the chapters, or in a test. In a test that is open, what stands there now.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, GivenAnswer>> OfAsync(Guid enrolmentId, Guid? attemptId, CancellationToken stop = default)
    {
        const string sql = """
            select distinct on (exercise) exercise, answer::text, exercise_version, recorded_at from (
                select exercise, answer, exercise_version, recorded_at, 'handed in' as place, seq::bigint
                    from learning.item_responses where enrolment_id = $1 and attempt_id is not distinct from $2
                union all
                select exercise, answer, exercise_version, recorded_at, 'stands', seq from learning.test_answers where attempt_id = $2
            ) given
            order by exercise, place desc, seq desc
            """;
        var given = await session.ListAsync(
            sql, [enrolmentId, attemptId],
            row =>
                (Exercise: row.Text(0), Given: new GivenAnswer(Exercises.Answer.FromJson(row.Text(1)), row.Text(2), row.Moment(3))), stop);
        return given.ToDictionary(one => one.Exercise, one => one.Given, StringComparer.Ordinal);
    }
}
