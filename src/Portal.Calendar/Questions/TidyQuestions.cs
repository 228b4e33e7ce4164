using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Calendar.Questions;

/// <summary>
/// Each morning: watches the days that the law sets, closes what was answered and stayed silent, deletes what is closed long ago.
/// </summary>
internal sealed record TidyQuestions;

/// <summary>
/// Nothing stays for ever: a question that was answered closes after a month of silence, and goes a year after it was closed. Running twice
/// changes nothing.
/// </summary>
internal sealed class TidyQuestionsJob(DbSession session, QuestionBook book, QuestionMails mails, TimeProvider clock) : IJob<TidyQuestions>
{
    /// <summary>How many days before the last day administrators are told.</summary>
    private const int DaysBefore = 7;

    public async Task RunAsync(TidyQuestions args, JobRun run, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await session.ExecuteAsync("delete from calendar.questions where closed_at < $1", [now.AddYears(-1)], stop);
        var silent = await session.ListAsync(
            """
            update calendar.questions set closed_at = $2, version = version + 1
            where closed_at is null and waiting_since is null and answered_at < $1 returning id
            """,
            [now.AddMonths(-1), now], row => row.Id(0), stop);
        foreach (var question in silent) await book.WriteAsync(question, Guid.CreateVersion7(), EntryKind.Closed, null, "", stop);
        var due = await session.ListAsync(
            """
            update calendar.questions set due_told_at = $2
            where closed_at is null and waiting_since is not null and due_told_at is null and due_on <= $1 returning id
            """,
            [DutchTime.DateOf(now).AddDays(DaysBefore), now], row => row.Id(0), stop);
        foreach (var question in due) await mails.DueAsync((await book.FindAsync(question, stop))!, stop);
    }
}
