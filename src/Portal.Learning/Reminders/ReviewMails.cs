using Microsoft.Extensions.Options;
using Portal.Learning.Repetition;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Learning.Reminders;

/// <summary>Each morning: who asked for a question by mail gets one when one is due.</summary>
internal sealed record SendReviewMails;

/// <summary>One member's question of today.</summary>
internal sealed record SendReviewMail(Guid MemberId);

/// <summary>A question by mail.</summary>
[MailText("review-question")]
internal sealed record ReviewText(string Name, string Module, IReadOnlyList<string> Question, string Stop);

/// <summary>
/// The question of the day, by mail, for who asked for it: at most one a day, and one for each time a question is due. Who does not
/// answer is not asked the same again.
/// </summary>
internal sealed class ReviewMails(
    DbSession session, Reviews reviews, ReviewDecks decks, ReviewOff off, MailOutbox outbox, MailTemplates mails, MemberDirectory members, IOptions<PlatformOptions> platform,
    JobQueue jobs, TimeProvider clock) : IJob<SendReviewMails>, IJob<SendReviewMail>
{
    /// <summary>Asks for what is due today; doing so twice sends nothing twice.</summary>
    public async Task RunAsync(SendReviewMails args, JobRun run, CancellationToken stop)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow());
        foreach (var member in await WaitingAsync(today, stop))
            await jobs.EnqueueAsync(new SendReviewMail(member), new JobOptions { Key = $"{member} {today.Stamp()}" }, stop);
    }

    /// <summary>Sends one member's question, if one is due.</summary>
    public async Task RunAsync(SendReviewMail args, JobRun run, CancellationToken stop)
    {
        var (memberId, today) = (args.MemberId, DutchTime.DateOf(clock.GetUtcNow()));
        await decks.MakeAsync(memberId, stop);
        if ((await reviews.DueAsync(memberId, stop)).FirstOrDefault(question => question.Card.MailedFor != question.Card.DueOn) is not { } question) return;
        await session.InTransactionAsync(
            async () =>
            {
                const string claim = """
                    update learning.review_settings set last_mail_on = $2
                    where member_id = $1 and mail_since is not null and stopped_at is null and (last_mail_on is null or last_mail_on < $2)
                    """;
                if (await session.ExecuteAsync(claim, [memberId, today], stop) == 0 || await members.FindAsync(memberId, stop) is not { } member) return;
                await session.ExecuteAsync(
                    "update learning.review_cards set mailed_for = due_on where member_id = $1 and exercise = $2", [memberId, question.Exercise.Id], stop);
                await outbox.EnqueueAsync(MailOf(member, question, today), stop);
            },
            stop);
    }

    private Mail MailOf(MemberCard member, ReviewQuestion question, DateOnly today)
    {
        var end = $"{platform.Value.PublicUrl}/leren/herhaling-uit?sleutel={off.KeyFor(member.Id)}";
        var lines = question.Exercise.QuestionText.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return mails.Write(new ReviewText(member.Name, question.Module.Title, lines, end), member.Email, "review", $"review {member.Id} {today.Stamp()}") with
        {
            Lane = JobLane.Bulk,
            Headers = MailHeader.WayOut(end),
        };
    }

    private Task<List<Guid>> WaitingAsync(DateOnly today, CancellationToken stop) => session.ListAsync(
        """
        select member_id from learning.review_settings
        where mail_since is not null and stopped_at is null and (last_mail_on is null or last_mail_on < $1) order by member_id
        """,
        [today], row => row.Id(0), stop);
}
