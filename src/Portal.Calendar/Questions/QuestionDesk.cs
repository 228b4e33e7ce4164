using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Calendar.Questions;

/// <summary>What became of a step at the desk.</summary>
internal enum Outcome
{
    /// <summary>It is done, or was done already by the same form.</summary>
    Done,

    /// <summary>Somebody else did something in between: who asked for the step must see that first.</summary>
    Changed,

    /// <summary>The question is not there any more.</summary>
    Gone,
}

/// <summary>
/// What colleagues do with a question. A step that another one must know of names the version that was looked at: of two at once one is
/// done, and the other is told.
/// </summary>
internal sealed class QuestionDesk(
    DbSession session, QuestionBook book, QuestionMails mails, MemberDirectory members, CurrentMember current, TimeProvider clock)
{
    /// <summary>A question that this member may see; null for any other.</summary>
    public async Task<Question?> FindAsync(Guid id, CancellationToken stop) =>
        await book.FindAsync(id, stop) is { } question && QuestionKinds.SeenBy(current).Contains(question.Kind) ? question : null;

    /// <summary>Who opened a request about somebody's data is written down, once an hour at most.</summary>
    public async Task ReadAsync(Question question, CancellationToken stop)
    {
        if (question.Kind != QuestionKind.Privacy) return;
        await session.ExecuteAsync(
            """
            insert into calendar.question_readings (question_id, reader, at)
            select $1::uuid, $2::uuid, $3::timestamptz where not exists (
                select from calendar.question_readings
                where question_id = $1 and reader = $2 and at > $3::timestamptz - interval '1 hour')
            """,
            [question.Id, current.Id, clock.GetUtcNow()], stop);
    }

    /// <summary>Who opened it, the last first.</summary>
    public Task<List<(Guid? Reader, DateTimeOffset At)>> ReadersAsync(Guid id, CancellationToken stop) => session.ListAsync(
        "select reader, at from calendar.question_readings where question_id = $1 order by at desc limit 50", [id],
        row => (row.GetOrNull<Guid>(0), row.Moment(1)), stop);

    /// <summary>What was said and done, in order.</summary>
    public Task<List<QuestionEntry>> EntriesAsync(Guid id, CancellationToken stop) => session.ListAsync(
        "select kind, at, author, body from calendar.question_entries where question_id = $1 order by at, id", [id],
        row => new QuestionEntry(Enum.Parse<EntryKind>(row.Text(0), ignoreCase: true), row.Moment(1), row.GetOrNull<Guid>(2), row.Text(3)),
        stop);

    /// <summary>Those who may answer a question of this kind.</summary>
    public async Task<IReadOnlyList<MemberCard>> ColleaguesAsync(QuestionKind kind, CancellationToken stop)
    {
        var found = new List<MemberCard>();
        foreach (var role in kind.Roles()) found.AddRange(await members.WithRoleAsync(role, stop));
        return [.. found.DistinctBy(card => card.Id).OrderBy(card => card.Name, PublishedSite.Alphabet)];
    }

    /// <summary>Gives a question to a colleague, who hears of it; null: to nobody.</summary>
    public async Task<Outcome> AssignAsync(Question question, int version, Guid? to, CancellationToken stop)
    {
        // Whoever lost that task meanwhile cannot have it.
        if (to is { } id && (await ColleaguesAsync(question.Kind, stop)).All(card => card.Id != id)) return Outcome.Changed;
        return await StepAsync(question, version, EntryKind.Assigned, $"{to}", Guid.CreateVersion7(), async entry =>
        {
            await session.ExecuteAsync("update calendar.questions set assigned_to = $2 where id = $1", [question.Id, to], stop);
            if (to is { } other && other != current.Id) await mails.AssignedAsync(question, other, entry, stop);
        }, stop);
    }

    /// <summary>Writes something down for colleagues; nobody else reads it, unless they ask for their data.</summary>
    public async Task<Outcome> NoteAsync(Question question, Guid entry, string text, CancellationToken stop) =>
        await session.InTransactionAsync(
            async () =>
            {
                if (await book.FindAsync(question.Id, stop) is null) return Outcome.Gone;
                await book.WriteAsync(question.Id, entry, EntryKind.Note, current.Id, text, stop);
                return Outcome.Done;
            },
            stop);

    /// <summary>Mails an answer, and keeps it. Whose question it is, if nobody's, is who answers.</summary>
    /// <param name="question">The question, which has an address.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="entry">Of the form: twice is once.</param>
    /// <param name="text">The answer.</param>
    /// <param name="close">True: that is all.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<Outcome> AnswerAsync(Question question, int version, Guid entry, string text, bool close, CancellationToken stop) =>
        StepAsync(question, version, EntryKind.Answer, text, entry, async _ =>
        {
            await mails.AnswerAsync(question, text, (current.Id, current.Name), entry, stop);
            await session.ExecuteAsync(
                """
                update calendar.questions set answered_at = $2, waiting_since = null, assigned_to = coalesce(assigned_to, $3) where id = $1
                """,
                [question.Id, clock.GetUtcNow(), current.Id], stop);
            if (close) await CloseInAsync(question.Id, stop);
        }, stop);

    /// <summary>Closes a question.</summary>
    public Task<Outcome> CloseAsync(Question question, int version, CancellationToken stop) => question.ClosedAt is not null
        ? Task.FromResult(Outcome.Done)
        : StepAsync(question, version, EntryKind.Closed, "", Guid.CreateVersion7(), async _ => await session.ExecuteAsync(
            "update calendar.questions set closed_at = $2, waiting_since = null where id = $1",
            [
                question.Id, clock.GetUtcNow(),
            ], stop), stop);

    /// <summary>Opens a question again: it waits for us.</summary>
    public Task<Outcome> ReopenAsync(Question question, int version, CancellationToken stop) => question.ClosedAt is null
        ? Task.FromResult(Outcome.Done)
        : StepAsync(question, version, EntryKind.Reopened, "", Guid.CreateVersion7(), async _ => await session.ExecuteAsync(
            "update calendar.questions set closed_at = null, waiting_since = $2 where id = $1",
            [
                question.Id, clock.GetUtcNow(),
            ], stop), stop);

    /// <summary>
    /// Takes a question away with all that was said, because it tells of a youngster; who asked hears why. What was counted stays.
    /// </summary>
    public Task<Outcome> RemoveAsync(Question question, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (await session.ExecuteAsync("delete from calendar.questions where id = $1", [question.Id], stop) == 0) return Outcome.Gone;
            await mails.RemovedAsync(question, stop);
            return Outcome.Done;
        },
        stop);

    private async Task CloseInAsync(Guid id, CancellationToken stop)
    {
        await book.WriteAsync(id, Guid.CreateVersion7(), EntryKind.Closed, current.Id, "", stop);
        await session.ExecuteAsync("update calendar.questions set closed_at = $2 where id = $1", [id, clock.GetUtcNow()], stop);
    }

    private Task<Outcome> StepAsync(
        Question question, int version, EntryKind kind, string body, Guid entry, Func<Guid, Task> work, CancellationToken stop) =>
        session.InTransactionAsync(
            async () =>
            {
                var now = await session.ValueAsync<int?>(
                    "select version from calendar.questions where id = $1 for update", [question.Id], stop);
                if (now is null) return Outcome.Gone;
                if (await session.ValueAsync<Guid?>("select id from calendar.question_entries where id = $1", [entry], stop) is not null)
                    return Outcome.Done;
                if (now != version) return Outcome.Changed;
                await book.WriteAsync(question.Id, entry, kind, current.Id, body, stop);
                await session.ExecuteAsync("update calendar.questions set version = version + 1 where id = $1", [question.Id], stop);
                await work(entry);
                return Outcome.Done;
            },
            stop);
}
