using Microsoft.Extensions.Options;
using Portal.Content.Publishing;
using Portal.Learning.Types;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Learning.Plans;

/// <summary>Each morning: plans of three weeks ago are asked about.</summary>
internal sealed record SendPlanQuestions;

/// <summary>One plan is asked about.</summary>
internal sealed record SendPlanQuestion(Guid EnrolmentId);

/// <summary>How did it go?</summary>
[MailText("plan-question")]
internal sealed record PlanQuestionText(string Name, string Module, string What, string Whom, string Url, string Stop);

/// <summary>Asks after three weeks how a plan went: once, and only who wanted that.</summary>
internal sealed class PlanMails(
    DbSession session, MondayPlans plans, MailOutbox outbox, MailTemplates mails, MemberDirectory members,
    Members.People.Reminders reminders, LiveSite live, JobQueue jobs, IOptions<PlatformOptions> platform, TimeProvider clock)
        : IJob<SendPlanQuestions>, IJob<SendPlanQuestion>
{
    /// <summary>What these mails are, to who turns them off.</summary>
    public const string Kind = "plan-question";

    /// <summary>How long after a plan it is asked about.</summary>
    public static readonly TimeSpan After = TimeSpan.FromDays(21);

    private const string Due = "ask and asked_at is null and outcome is null and written_at <= $1";

    /// <summary>Asks for what is due; a day on which nothing ran is made up for.</summary>
    public async Task RunAsync(SendPlanQuestions args, JobRun run, CancellationToken stop)
    {
        var due = await session.ListAsync(
            $"select enrolment_id from learning.plans where {Due} order by written_at", [clock.GetUtcNow() - After], row => row.Id(0),
                stop);
        foreach (var plan in due) await jobs.EnqueueAsync(new SendPlanQuestion(plan), new JobOptions { Key = $"{plan}" }, stop);
    }

    /// <summary>Asks about one plan; twice is once.</summary>
    public async Task RunAsync(SendPlanQuestion args, JobRun run, CancellationToken stop) => await session.InTransactionAsync(
        async () =>
        {
            var owner = await session.ValueAsync<Guid?>("select member_id from learning.enrolments where id = $1", [args.EnrolmentId],
                stop);
            // Who turned these mails off is not asked, and not asked later either: then it is no three weeks any more.
            if (owner is not { } memberId || await session.ExecuteAsync(
                $"update learning.plans set asked_at = $2 where enrolment_id = $3 and {Due}",
                [clock.GetUtcNow() - After, clock.GetUtcNow(), args.EnrolmentId], stop) == 0) return;
            if (!await reminders.AreWantedAsync(memberId, Kind, stop) || await members.FindAsync(memberId, stop) is not { } member) return;
            if (await plans.FindAsync(args.EnrolmentId, stop) is { } plan) await outbox.EnqueueAsync(MailOf(member, plan), stop);
        },
        stop);

    private Mail MailOf(MemberCard member, MondayPlan plan)
    {
        var end = reminders.OffLink(member.Id, Kind);
        var title = live.Current.Find<LearningModule>(plan.Module)?.Title ?? "een module";
        var answer = $"{platform.Value.PublicUrl}/leren/plan?sleutel={plans.KeyFor(plan.EnrolmentId)}";
        var text = new PlanQuestionText(member.Name, title, plan.What, plan.WithWhom, answer, end);
        return mails.Write(text, member.Email, Kind, $"{Kind} {plan.EnrolmentId} {plan.WrittenAt:O}") with
        {
            Lane = JobLane.Bulk,
            Person = member.Id,
            Headers = MailHeader.WayOut(end),
        };
    }
}
