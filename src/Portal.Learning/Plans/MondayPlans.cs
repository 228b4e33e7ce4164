using Microsoft.AspNetCore.DataProtection;
using Portal.Learning.Progress;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Plans;

/// <summary>How a plan went.</summary>
internal enum PlanOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>Some of it was.</summary>
    Partly,

    /// <summary>Not yet.</summary>
    NotYet,
}

/// <summary>What a learner is going to do after a module: two lines of their own.</summary>
/// <param name="EnrolmentId">The round of the module.</param>
/// <param name="Module">Id of the module.</param>
/// <param name="What">What they are going to do.</param>
/// <param name="WithWhom">When and with whom.</param>
/// <param name="Ask">They want to be asked by mail how it went.</param>
/// <param name="WrittenAt">UTC.</param>
/// <param name="Outcome">How it went; null: not said.</param>
internal sealed record MondayPlan(
    Guid EnrolmentId, string Module, string What, string WithWhom, bool Ask, DateTimeOffset WrittenAt, PlanOutcome? Outcome);

/// <summary>
/// Keeps the plans with which a module ends. A plan of when and with whom makes it likelier that something is done (Gollwitzer and Sheeran
/// 2006); nobody but the learner reads it.
/// </summary>
internal sealed class MondayPlans(DbSession session, Enrolments enrolments, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>The longest line, in characters.</summary>
    public const int LongestLine = 200;

    private const string Columns = "p.enrolment_id, e.module, p.what, p.with_whom, p.ask, p.written_at, p.outcome";

    private readonly IDataProtector protector = protection.CreateProtector("learning.plan");

    /// <summary>The plan of a round; null before there is one.</summary>
    public Task<MondayPlan?> FindAsync(Guid enrolmentId, CancellationToken stop = default) => session.FirstAsync(
        $"select {Columns} from learning.plans p join learning.enrolments e on e.id = p.enrolment_id where p.enrolment_id = $1",
        [enrolmentId], Read, stop);

    /// <summary>All plans of a learner, newest first.</summary>
    public async Task<IReadOnlyList<MondayPlan>> OfAsync(Guid memberId, CancellationToken stop = default) => await session.ListAsync(
        $"""
        select {Columns} from learning.plans p join learning.enrolments e on e.id = p.enrolment_id
        where e.member_id = $1 order by p.written_at desc
        """,
        [memberId], Read, stop);

    /// <summary>Writes the plan of a learner's newest round, or changes it; a changed one is a new one, and is asked about anew.</summary>
    /// <exception cref="RuleBroken">There is nothing in it, or it is too long, or the module was not begun.</exception>
    public async Task WriteAsync(Guid memberId, string module, string? what, string? withWhom, bool ask, CancellationToken stop = default)
    {
        var (first, second) = ((what ?? "").Trim(), (withWhom ?? "").Trim());
        if (first.Length == 0 || second.Length == 0)
            throw new RuleBroken("Vul beide regels in: wat je gaat doen, en wanneer en met wie.");
        if (first.Length > LongestLine || second.Length > LongestLine)
            throw new RuleBroken($"Maak elke regel hoogstens {LongestLine} tekens lang.");
        if (await enrolments.FindAsync(memberId, module, stop) is not { } enrolment) throw new RuleBroken("Begin eerst aan de module.");
        await session.ExecuteAsync(
            """
            insert into learning.plans (enrolment_id, what, with_whom, ask, written_at) values ($1, $2, $3, $4, $5)
            on conflict (enrolment_id) do update set what = $2, with_whom = $3, ask = $4, written_at = $5, asked_at = null, outcome = null,
                answered_at = null
            """,
            [enrolment.Id, first, second, ask, clock.GetUtcNow()], stop);
    }

    /// <summary>How it went; the last answer stands. False where there is no such plan (any more).</summary>
    public async Task<bool> AnswerAsync(Guid enrolmentId, PlanOutcome outcome, CancellationToken stop = default) =>
        await session.ExecuteAsync(
            "update learning.plans set outcome = $2, answered_at = $3 where enrolment_id = $1",
            [enrolmentId, NameOf(outcome), clock.GetUtcNow()], stop) > 0;

    /// <summary>The key in a mail's link: it names the plan, encrypted and signed, and can do no more than say how it went.</summary>
    public string KeyFor(Guid enrolmentId) => protector.KeyOf(enrolmentId);

    /// <summary>The plan a key is for; null when it is not one of ours, or the plan is gone.</summary>
    public async Task<MondayPlan?> AtAsync(string? key, CancellationToken stop = default) =>
        protector.IdIn(key) is { } id ? await FindAsync(id, stop) : null;

    /// <summary>An outcome in words.</summary>
    public static string InWords(PlanOutcome outcome) => outcome switch
    {
        PlanOutcome.Done => "gedaan",
        PlanOutcome.Partly => "een deel gedaan",
        _ => "nog niet gedaan",
    };

    private static string NameOf(PlanOutcome outcome) => outcome switch
    {
        PlanOutcome.Done => "done",
        PlanOutcome.Partly => "partly",
        _ => "not_yet",
    };

    private static MondayPlan Read(Row row) => new(
        row.Id(0), row.Text(1), row.Text(2), row.Text(3), row.Get<bool>(4), row.Moment(5),
        row.TextOrNull(6) switch { null => null, "done" => PlanOutcome.Done, "partly" => PlanOutcome.Partly, _ => PlanOutcome.NotYet });
}
