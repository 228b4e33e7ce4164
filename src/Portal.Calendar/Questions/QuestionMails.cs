using Microsoft.Extensions.Options;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Calendar.Questions;

/// <summary>To who asked: it came.</summary>
[MailText("question-received")]
internal sealed record QuestionReceivedText(string Thing, string Code, string Term, string Url);

/// <summary>To who asked: the answer.</summary>
[MailText("question-answer")]
internal sealed record QuestionAnswerText(string Thing, string Code, string Name, MailContent Answer, string Author, string Url);

/// <summary>To who asked: it was taken away, for it told of a youngster.</summary>
[MailText("question-removed")]
internal sealed record QuestionRemovedText(string Thing, string Code);

/// <summary>To a colleague: somebody asked, somebody added, or it is yours now.</summary>
[MailText("question-asked"), MailText("question-added"), MailText("question-assigned")]
internal sealed record QuestionNoticeText(string Name, string Kind, string Code, string Url, string Stop);

/// <summary>To administrators: the last day to answer comes near, or has passed.</summary>
[MailText("question-due")]
internal sealed record QuestionDueText(string Name, string Code, string Day, string Url);

/// <summary>
/// The mails about questions. What somebody typed into a form stands in none of those that go to the address in that form: anybody can
/// fill in anybody's. What colleagues get names no one either: they read it in the office.
/// </summary>
internal sealed class QuestionMails(
    MailOutbox outbox, MailTemplates templates, QuestionLinks links, Reminders reminders, MemberDirectory members, DbSession session,
    IOptions<PlatformOptions> platform)
{
    /// <summary>The kind of mail that colleagues can turn off.</summary>
    public const string Kind = "question";

    /// <summary>How many receipts an address gets in a day: who fills in somebody else's does not fill their mailbox.</summary>
    private const int MostReceipts = 5;

    /// <summary>Tells who asked that it came.</summary>
    public async Task ReceivedAsync(Question question, CancellationToken stop)
    {
        if (question.Address is not { } address) return;
        var today = await session.ValueAsync<long>(
            "select count(*) from calendar.questions where lower(address) = lower($1) and asked_at > $2",
            [address, question.AskedAt.AddDays(-1)], stop);
        if (today > MostReceipts) return;
        var term = question.DueOn is { } due ? $"Je krijgt antwoord voor {due.AddDays(1).Long()}." : "We antwoorden per mail.";
        await SendAsync(
            question, new QuestionReceivedText(question.Kind.Thing(), question.Code, term, links.To(question.Id)), "received", stop);
    }

    /// <summary>The mail with an answer, as it will be sent; to look at, or to send.</summary>
    public Mail AnswerOf(Question question, string answer, (Guid Id, string Name) author, Guid entry)
    {
        var text = new QuestionAnswerText(
            question.Kind.Thing(), question.Code, question.Name.Length > 0 ? question.Name : "daar", AnswerText.Of(answer), author.Name,
            links.To(question.Id));
        return templates.Write(text, question.Address!, "question-answer", $"question-answer {entry}") with
        {
            Person = question.MemberId,
            Names = [author.Id],
        };
    }

    /// <summary>Sends an answer; the same once.</summary>
    public Task AnswerAsync(
        Question question, string answer, (Guid Id, string Name) author, Guid entry, CancellationToken stop) =>
        outbox.EnqueueAsync(AnswerOf(question, answer, author, entry), stop);

    /// <summary>Tells who asked that it was taken away.</summary>
    public Task RemovedAsync(Question question, CancellationToken stop) => question.Address is null
        ? Task.CompletedTask
        : SendAsync(question, new QuestionRemovedText(question.Kind.Thing(), question.Code), "removed", stop);

    /// <summary>Tells those who answer such a question that there is one.</summary>
    public async Task AskedAsync(Question question, CancellationToken stop)
    {
        foreach (var colleague in await AnswerersAsync(question.Kind, stop))
            await NoticeAsync(question, colleague, "question-asked", question.Id.ToString(), stop);
    }

    /// <summary>Tells whose it is, or else all who could answer, that somebody added to it.</summary>
    public async Task AddedAsync(Question question, Guid entry, CancellationToken stop)
    {
        var owner = question.AssignedTo is { } assigned ? await members.FindAsync(assigned, stop) : null;
        IReadOnlyList<MemberCard> colleagues = owner is null ? await AnswerersAsync(question.Kind, stop) : [owner];
        foreach (var colleague in colleagues) await NoticeAsync(question, colleague, "question-added", entry.ToString(), stop);
    }

    /// <summary>Tells a colleague that a question is theirs now.</summary>
    public async Task AssignedAsync(Question question, Guid colleague, Guid entry, CancellationToken stop)
    {
        if (await members.FindAsync(colleague, stop) is { } card)
            await NoticeAsync(question, card, "question-assigned", entry.ToString(), stop);
    }

    /// <summary>
    /// Tells administrators of a request that must be answered soon. What the law asks of them cannot be turned off.
    /// </summary>
    public async Task DueAsync(Question question, CancellationToken stop)
    {
        foreach (var colleague in await AnswerersAsync(question.Kind, stop))
        {
            var text = new QuestionDueText(colleague.Name, question.Code, question.DueOn!.Value.Long(), OfficeLink(question));
            await outbox.EnqueueAsync(
                templates.Write(text, colleague.Email, "question-due", $"question-due {question.Id} {colleague.Id}") with
                {
                    Person = colleague.Id,
                },
                stop);
        }
    }

    // The first role that somebody has: editors for a fault, coordinators for the rest; where there are none, the next.
    private async Task<IReadOnlyList<MemberCard>> AnswerersAsync(QuestionKind kind, CancellationToken stop)
    {
        foreach (var role in kind.Roles())
            if (await members.WithRoleAsync(role, stop) is { Count: > 0 } found) return found;
        return [];
    }

    private async Task NoticeAsync(Question question, MemberCard colleague, string template, string once, CancellationToken stop)
    {
        if (!await reminders.AreWantedAsync(colleague.Id, Kind, stop)) return;
        var end = reminders.OffLink(colleague.Id, Kind);
        var text = new QuestionNoticeText(colleague.Name, question.Kind.Label(), question.Code, OfficeLink(question), end);
        await outbox.EnqueueAsync(
            templates.Write(text, colleague.Email, Kind, $"{template} {once} {colleague.Id}", template) with
            {
                Headers = MailHeader.WayOut(end),
                Person = colleague.Id,
            },
            stop);
    }

    private Task SendAsync(Question question, object text, string what, CancellationToken stop) => outbox.EnqueueAsync(
        templates.Write(text, question.Address!, $"question-{what}", $"question-{what} {question.Id}") with { Person = question.MemberId },
        stop);

    private string OfficeLink(Question question) => $"{platform.Value.PublicUrl}/beheer/vragen/{question.Id}";
}
