using Microsoft.Extensions.Hosting;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Repetition;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.FirstLook;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;

#pragma warning disable CA5394 // made up, not secrets
namespace Portal.Learning.FirstLook;

/// <summary>Invents what invented learners did.</summary>
/// <param name="Learners">Them, in their order.</param>
internal sealed record MakeInventedProgress(IReadOnlyList<InventedLearner> Learners);

/// <summary>
/// Invents months of learning for the people of a first look, and has the reports made. A person in one transaction: whoever did something
/// already is left alone, so that the work may begin again.
/// </summary>
internal sealed class InventedProgress(
    DbSession session, ModuleVersions versions, EnrolmentStates states, AnswerLedger ledger, EventPublisher events,
    AnswerHistory history, LiveSite live, ExerciseReader exercises, InventedQuizzes quizzes, InventedTrainings trainings,
    MemberDirectory members, JobQueue jobs, IHostEnvironment environment, TimeProvider clock)
    : IHandle<InventedPeopleMade>, IJob<MakeInventedProgress>
{
    /// <inheritdoc/>
    public Task HandleAsync(InventedPeopleMade happened, CancellationToken stop) =>
        jobs.EnqueueAsync(new MakeInventedProgress(happened.Learners), new JobOptions { Key = "once" }, stop);

    /// <inheritdoc/>
    public async Task RunAsync(MakeInventedProgress args, JobRun run, CancellationToken stop)
    {
        if (!environment.IsDevelopment()) return; // asked for in a database that came along from there
        if (!live.IsLoaded)
        {
            run.TryAgain("the site is not read yet");
            return;
        }
        var modules = live.Current.All<LearningModule>().OrderBy(module => module.Properties.Number == 2 ? 0 : module.Properties.Number)
            .Select(module => module.Id).ToList();
        var today = DutchTime.DateOf(clock.GetUtcNow());
        var work = new InventedWork(
            session, versions, states, ledger, events, history, past => new Reviews(session, live, exercises, past));
        for (var person = 0; person < args.Learners.Count; person++)
        {
            var (number, learner) = (person, args.Learners[person]);
            await session.InTransactionAsync(() => DoAsync(work, number, learner, modules, today, stop), stop);
            await run.ReportAsync(person + 1, args.Learners.Count, stop);
        }
        await quizzes.MakeAsync(today, stop);
        // Whoever counted in between counted half of them: the quarters are counted again, from when they learned.
        await session.ExecuteAsync("delete from learning.quarter_figures", [], stop);
        await jobs.EnqueueAsync(new CountPeople(), new JobOptions { Key = "schedule" }, stop);
        await jobs.EnqueueAsync(new MakeAnswerReports(), new JobOptions { Key = "schedule" }, stop);
    }

    private async Task DoAsync(
        InventedWork work, int person, InventedLearner learner, List<string> modules, DateOnly today, CancellationToken stop)
    {
        // Erased in between, or done before.
        if (await members.FindAsync(learner.Id, stop) is null || await work.HasBegunAsync(learner.Id, stop)) return;
        var chance = InventedPlan.ChanceOf(person);
        var skill = 0.6 + (chance.NextDouble() * 1.4);
        foreach (var round in InventedPlan.Of(person, modules.Count, DutchTime.DateOf(learner.JoinedAt), today))
            await work.DoAsync(learner.Id, modules[round.Module], round, skill, chance, stop);
        await trainings.AttendAsync(person, learner, today, stop);
        if (person % 2 == 0) await work.RepeatAsync(learner.Id, today.AddDays(-15), skill, chance, stop);
        if (person == InventedPlan.Revoked) await RevokeAsync(learner.Id, stop);
    }

    // Without the mail that tells the holder.
    private Task RevokeAsync(Guid learner, CancellationToken stop) => session.ExecuteAsync(
        """
        insert into learning.certificate_revocations (certificate_id, revoked_at, revoked_by, reason)
        select id, $2, 'first look', 'Verzonnen: de verkeerde persoon deed de toets.' from learning.certificates
        where member_id = $1 order by issued_at limit 1 on conflict do nothing
        """,
        [learner, clock.GetUtcNow().AddDays(-30)], stop);
}
