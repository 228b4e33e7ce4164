using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Learning.Repetition;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Learning.Reminders;

/// <summary>
/// The question of the day, by mail, for who asked for it: at most one a day, and one for each time a question is due. Who does not
/// answer is not asked the same again.
/// </summary>
public sealed class ReviewMails(
    DbSession session, Reviews reviews, ReviewDecks decks, ReviewOff off, MailOutbox outbox, MemberDirectory members, IOptions<PlatformOptions> platform,
    ILogger<ReviewMails> log, TimeProvider clock)
{
    /// <summary>Sends what is due today; doing so twice, or on two hosts, sends nothing twice.</summary>
    public async Task SendAsync(CancellationToken stop = default)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow());
        foreach (var member in await WaitingAsync(today, stop))
        {
            try
            {
                await SendAsync(member, today, stop);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The question by mail failed for one member; the others go on");
            }
        }
    }

    private async Task SendAsync(Guid memberId, DateOnly today, CancellationToken stop)
    {
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

    private Mail MailOf(MemberCard member, ReviewQuestion question, DateOnly today) => new(
        member.Email, "Weet je het nog? Eén vraag - Weerbare Jeugd",
        $"""
        Hallo {member.Name},

        Een vraag uit de module {question.Module.Title}:

        {question.Exercise.QuestionText}

        Geef je antwoord en lees waarom:
        {platform.Value.PublicUrl}/leren/herhalen

        Je krijgt hooguit één vraag per dag, omdat je daarom vroeg.
        Liever niet meer? Eén klik, zonder inloggen:
        {platform.Value.PublicUrl}/leren/herhaling-uit?sleutel={off.KeyFor(member.Id)}

        Weerbare Jeugd

        """,
        null, "review", $"review {member.Id} {today.Stamp()}");

    private Task<List<Guid>> WaitingAsync(DateOnly today, CancellationToken stop) => session.ListAsync(
        """
        select member_id from learning.review_settings
        where mail_since is not null and stopped_at is null and (last_mail_on is null or last_mail_on < $1) order by member_id
        """,
        [today], row => row.Id(0), stop);
}
