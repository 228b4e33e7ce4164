using Portal.Content.Publishing;
using Portal.Learning.Certificates;
using Portal.Learning.Modules;
using Portal.Learning.Plans;
using Portal.Learning.Progress;
using Portal.Learning.Repetition;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Data;

namespace Portal.Learning.Privacy;

/// <summary>
/// What this room keeps of a learner: shown in Dutch words, and forgotten whole. What stays of whoever is erased are numbers
/// (<see cref="LearningTotals"/>) and that a certificate was erased, under a hash of its reference.
/// </summary>
internal sealed class LearningData(
    DbSession session, Enrolments enrolments, Progress.Tests tests, AnswerHistory history, CertificateRegister certificates,
    Reviews reviews, MondayPlans plans, LearningTotals totals,
    ModuleVersions versions, NameViews views, MemberDirectory members, LiveSite live) : IPersonalData
{
    private static readonly string[] Certainties = ["gok", "vrij zeker", "heel zeker"];

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var mine = (await enrolments.OfAsync(memberId, stop)).OrderBy(enrolment => enrolment.StartedAt).ToList();
        var (answers, attempts) = (new List<IReadOnlyList<object?>>(), new List<IReadOnlyList<object?>>());
        foreach (var enrolment in mine)
        {
            answers.AddRange((await history.OfAsync(enrolment, stop)).Select(answer => RowOf(enrolment, answer)));
            attempts.AddRange(
                (await tests.OfAsync(enrolment.Id, stop)).OrderBy(attempt => attempt.Kind != ChapterKind.PreTest)
                    .Select(attempt => RowOf(enrolment, attempt)));
        }
        return
        [
            new("inschrijvingen", ["module", "ronde", "begonnen op", "laatste hoofdstuk", "voortgang in procenten", "afgerond op",
                "gehaald op"],
                [
                    .. mine.Select(
                        enrolment =>
                            (IReadOnlyList<object?>)
                            [
                                TitleOf(enrolment.Module), enrolment.Cycle, enrolment.StartedAt,
                                enrolment.LastChapter is { } chapter ? TitleOf(chapter) : null, enrolment.Percent, enrolment.CompletedAt,
                                enrolment.PassedAt,
                            ]),
                ]),
            new("gelezen-hoofdstukken", ["module", "ronde", "hoofdstuk", "gelezen op"], await ReadingsAsync(memberId, stop)),
            new(
                "antwoorden",
                [
                    "module", "ronde", "hoofdstuk", "opdracht", "vraag", "keer", "antwoord", "hoe zeker", "punten", "van", "beantwoord op",
                    "zoals verstuurd",
                ],
                answers),
            new("toetsen", ["module", "ronde", "toets", "keer", "ingeleverd op", "punten", "van", "procent", "gehaald"], attempts),
            new(
                "herzien", ["module", "ronde", "opdracht", "punten eerst", "punten nu", "wat er fout was", "herzien op"],
                await RescoresAsync(memberId, stop)),
            new("bijgewoond", ["wat", "dag", "vastgelegd op", "teruggenomen op"], await RowsAsync(
                """
                select title, day, attended_at, withdrawn_at from learning.attendances where member_id = $1 order by attended_at
                """,
                memberId, stop)),
            new("afrondingen", ["module", "ronde", "wat", "op", "vastgelegd op", "reden"], await EventsAsync(memberId, stop)),
            new("bewijzen", ["nummer", "module", "op naam van", "gehaald op", "geldig tot en met", "eerste score in procenten",
                "ingetrokken op", "waarom ingetrokken"],
                [
                    .. (await certificates.OfAsync(memberId, stop)).Select(
                        certificate =>
                            (IReadOnlyList<object?>)
                            [
                                certificate.Snapshot.Ref, certificate.Snapshot.Title, certificate.Snapshot.Holder,
                                certificate.Snapshot.IssuedOn, certificate.Snapshot.ValidUntil, certificate.Snapshot.FirstScore,
                                certificate.RevokedAt, certificate.RevokedReason,
                            ]),
                ]),
            new("herhaling", ["module", "opdracht", "stap", "komt terug op", "laatst beantwoord op", "toen goed"],
                [
                    .. (await reviews.OfAsync(memberId, stop)).Select(
                        card =>
                            (IReadOnlyList<object?>)
                            [
                                TitleOf(card.Module), card.ExerciseId, card.Step + 1, card.DueOn, card.LastAt, card.LastRight,
                            ]),
                ]),
            new("herhaling-instellingen", ["herhaling uit sinds", "vraag per mail sinds"],
                await RowsAsync("select stopped_at, mail_since from learning.review_settings where member_id = $1", memberId, stop)),
            new("plannen", ["module", "wat", "wanneer en met wie", "vraag per mail", "geschreven op", "hoe het ging"],
                [
                    .. (await plans.OfAsync(memberId, stop)).Select(
                        plan =>
                            (IReadOnlyList<object?>)
                            [
                                TitleOf(plan.Module), plan.What, plan.WithWhom, plan.Ask, plan.WrittenAt,
                                plan.Outcome is { } outcome ? MondayPlans.InWords(outcome) : null,
                            ]),
                ]),
            new("herinneringen", ["bewijs", "dagen vooraf", "verstuurd op"], await RowsAsync(
                """
                select c.snapshot ->> 'title', r.days, r.sent_at
                from learning.expiry_reminders r join learning.certificates c on c.id = r.certificate_id where c.member_id = $1
                    order by r.sent_at
                """,
                memberId, stop)),
            new("wie-namen-bekeek", ["begonnen op", "doel", "gebied", "wie"], await ViewsAsync(memberId, stop)),
        ];
    }

    public async Task HandleAsync(MemberErased happened, CancellationToken stop)
    {
        await ForgetRecorderAsync(happened.MemberId, stop);
        await certificates.ForgetAsync(happened.MemberId, stop); // also locks the enrolments: nothing is added to them any more
        await totals.KeepAsync(happened.MemberId, stop);
        await session.ExecuteAsync("delete from learning.attendances where member_id = $1", [happened.MemberId], stop);
        await session.ExecuteAsync("delete from learning.review_settings where member_id = $1", [happened.MemberId], stop);
        await session.ExecuteAsync(
            "delete from learning.enrolments where member_id = $1", [happened.MemberId],
            stop); // the rest goes with them, by its foreign keys
    }

    // What an erased member recorded about others stays; that it was this member does not.
    private async Task ForgetRecorderAsync(Guid memberId, CancellationToken stop)
    {
        await session.ExecuteAsync("select set_config('learning.erasing', 'on', true)", [], stop);
        await session.ExecuteAsync(
            "update learning.completion_events set recorded_by = 'erased' where recorded_by = $1", [memberId.ToString()], stop);
        await session.ExecuteAsync(
            "update learning.certificate_revocations set revoked_by = 'erased' where revoked_by = $1", [memberId.ToString()], stop);
        await session.ExecuteAsync("select set_config('learning.erasing', 'off', true)", [], stop);
    }

    private IReadOnlyList<object?> RowOf(Enrolment enrolment, PastAnswer answer) =>
    [
        TitleOf(enrolment.Module), enrolment.Cycle, answer.Chapter?.Title, answer.ExerciseId, answer.Asked?.QuestionText, answer.Number,
        answer.InWords, answer.Certainty is { } sure ? Certainties[sure - 1] : null,
        // Of a test that was not handed in nobody is told what is right.
        answer.IsOpen ? null : answer.Score, answer.IsOpen ? null : answer.Max, answer.At, answer.Answer.ToJson(),
    ];

    private IReadOnlyList<object?> RowOf(Enrolment enrolment, Attempt attempt) =>
    [
        TitleOf(enrolment.Module), enrolment.Cycle, attempt.Kind == ChapterKind.PreTest
            ? "begintoets"
            : "eindtoets", attempt.Number, attempt.SubmittedAt, attempt.Score, attempt.Max,
        attempt.Percent, attempt.Kind == ChapterKind.EndTest ? attempt.Passed : null,
    ];

    private string TitleOf(string document) => live.Current.Find(document)?.Title ?? document;

    // Looks at lists in which this learner's name could stand.
    private async Task<IReadOnlyList<IReadOnlyList<object?>>> ViewsAsync(Guid memberId, CancellationToken stop)
    {
        var looks = await views.OfAsync(memberId, stop);
        var names = (await members.FindAsync([.. looks.Select(look => look.ViewerId).OfType<Guid>().Distinct()], stop))
            .ToDictionary(member => member.Id, member => member.Name);
        return
        [
            .. looks.Select(
                look =>
                    (IReadOnlyList<object?>)
                    [
                        look.StartedAt, look.Purpose, look.District is { } district ? TitleOf(district) : "de hele regio",
                        look.ViewerId is { } viewer ? names.GetValueOrDefault(viewer) : null,
                    ]),
        ];
    }

    private async Task<IReadOnlyList<IReadOnlyList<object?>>> ReadingsAsync(Guid memberId, CancellationToken stop)
    {
        var rows = await RowsAsync(
            """
            select e.module, e.cycle, e.module_version_id, r.chapter, r.read_at
            from learning.chapter_readings r join learning.enrolments e on e.id = r.enrolment_id where e.member_id = $1 order by r.read_at
            """,
            memberId, stop);
        var readings = new List<IReadOnlyList<object?>>();
        foreach (var row in rows)
        {
            var structure = await versions.ReadAsync((Guid)row[2]!, session, stop);
            var chapter = (string)row[3]!;
            readings.Add([TitleOf((string)row[0]!), row[1], structure.Find(chapter)?.Title ?? TitleOf(chapter), row[4]]);
        }
        return readings;
    }

    private async Task<IReadOnlyList<IReadOnlyList<object?>>> RescoresAsync(Guid memberId, CancellationToken stop) =>
    [
        .. (await RowsAsync(
            """
            select e.module, e.cycle, r.exercise, r.before, r.after, r.reason, r.recorded_at
            from learning.rescores r join learning.attempts a on a.id = r.attempt_id join learning.enrolments e on e.id = a.enrolment_id
            where e.member_id = $1 and r.after > r.before order by r.recorded_at
            """,
            memberId, stop)).Select(row => (IReadOnlyList<object?>)[TitleOf((string)row[0]!), .. row.Skip(1)]),
    ];

    private async Task<IReadOnlyList<IReadOnlyList<object?>>> EventsAsync(Guid memberId, CancellationToken stop) =>
    [
        .. (await RowsAsync(
            """
            select e.module, e.cycle, c.kind, c.occurred_at, c.recorded_at, c.reason
            from learning.completion_events c join learning.enrolments e on e.id = c.enrolment_id where e.member_id = $1
                order by c.recorded_at
            """,
            memberId, stop)).Select(row => (IReadOnlyList<object?>)[TitleOf((string)row[0]!), row[1], KindOf((string)row[2]!), row[3],
            row[4], row[5]]),
    ];

    private async Task<IReadOnlyList<object?[]>> RowsAsync(string sql, Guid memberId, CancellationToken stop) =>
        await session.ListAsync(sql, [memberId], row => row.All(), stop);

    private static string KindOf(string kind) => kind switch
    {
        CompletionKinds.Completed => "afgerond",
        CompletionKinds.Passed => "gehaald",
        CompletionKinds.Attended => "bijgewoond",
        CompletionKinds.Waived => "vrijgesteld",
        _ => "vernieuwd",
    };
}
