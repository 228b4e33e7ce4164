using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Calendar.Questions;

/// <summary>
/// Takes in questions: kept, counted, confirmed and told to colleagues in one transaction. Whoever was told its number can rely on it.
/// </summary>
internal sealed class QuestionBook(DbSession session, QuestionMails mails, TimeProvider clock)
{
    /// <summary>Keeps a question; the same one twice is once.</summary>
    /// <param name="asked">What was filled in.</param>
    /// <param name="member">Who is signed in.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>It, as it is kept.</returns>
    public Task<Question> AskAsync(NewQuestion asked, Guid? member, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var (id, now) = (asked.Id, clock.GetUtcNow());
            var today = DutchTime.DateOf(now);
            var isNew = await session.ExecuteAsync(
                """
                insert into calendar.questions
                    (id, kind, asked_at, name, address, organisation, municipality, theme, subject, wish, page, reference, member_id,
                     warned, waiting_since, due_on)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $3, $15)
                on conflict (id) do nothing
                """,
                [
                    id, asked.Kind.Key(), now, asked.Name, asked.Address, asked.Organisation, asked.Municipality, asked.Theme,
                    asked.Subject,
                    asked.Wish, asked.Page, asked.Reference, member, asked.Warned,
                    asked.Kind == QuestionKind.Privacy ? today.AddMonths(1) : null,
                ],
                stop) == 1;
            var question = (await FindAsync(id, stop))!;
            if (!isNew) return question;
            if (asked.Text.Length > 0) await WriteAsync(id, Guid.CreateVersion7(), EntryKind.Question, null, asked.Text, stop);
            if (asked.Goal.Length > 0) await WriteAsync(id, Guid.CreateVersion7(), EntryKind.Goal, null, asked.Goal, stop);
            await CountAsync(question, new DateOnly(today.Year, today.Month, 1), stop);
            await mails.ReceivedAsync(question, stop);
            await mails.AskedAsync(question, stop);
            return question;
        },
        stop);

    /// <summary>
    /// Adds to a question, by the link in a mail: it waits for us again, also where it was closed. False: it is not kept any more.
    /// </summary>
    /// <param name="id">The question.</param>
    /// <param name="entry">Of the form: twice is once.</param>
    /// <param name="text">What was written.</param>
    /// <param name="warned">True when it was sent though it was asked about.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<bool> AddAsync(Guid id, Guid entry, string text, bool warned, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            // The row first: a colleague who answers at this moment comes before or after it, and hears of it.
            if (await session.ValueAsync<Guid?>("select id from calendar.questions where id = $1 for update", [id], stop) is null)
                return false;
            if (!await WriteAsync(id, entry, EntryKind.Addition, null, text, stop)) return true;
            await session.ExecuteAsync(
                """
                update calendar.questions
                set waiting_since = coalesce(waiting_since, $2), closed_at = null, version = version + 1, warned = warned or $3
                where id = $1
                """,
                [id, now, warned], stop);
            await mails.AddedAsync((await FindAsync(id, stop))!, entry, stop);
            return true;
        },
        stop);

    /// <summary>A question; null when there is none, or none any more.</summary>
    public Task<Question?> FindAsync(Guid id, CancellationToken stop) =>
        session.FirstAsync($"select {Question.Columns} from calendar.questions q where q.id = $1", [id], Question.Of, stop);

    /// <summary>Writes down what was said or done; false when that was written down before.</summary>
    internal async Task<bool> WriteAsync(
        Guid question, Guid entry, EntryKind kind, Guid? author, string body, CancellationToken stop) => await session.ExecuteAsync(
        """
        insert into calendar.question_entries (id, question_id, kind, at, author, body) values ($1, $2, $3, $4, $5, $6)
        on conflict (id) do nothing
        """,
        [entry, question, kind.ToString().ToLowerInvariant(), clock.GetUtcNow(), author, body], stop) == 1;

    // What is counted outlives the question; each list by itself.
    private async Task CountAsync(Question question, DateOnly month, CancellationToken stop)
    {
        (string List, string Value)[] lists = question.Kind == QuestionKind.Advice
            ? [("all", ""), ("theme", question.Theme ?? ""), ("municipality", question.Municipality ?? "")]
            : [("all", "")];
        foreach (var (list, value) in lists)
        {
            await session.ExecuteAsync(
                """
                insert into calendar.question_totals (month, kind, list, value, asked) values ($1, $2, $3, $4, 1)
                on conflict (month, kind, list, value) do update set asked = calendar.question_totals.asked + 1
                """,
                [month, question.Kind.Key(), list, value], stop);
        }
    }
}
