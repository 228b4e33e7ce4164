using Portal.Calendar.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Calendar.Evaluations;

/// <summary>
/// Keeps what people thought of events, and that they answered, and nothing that joins the two: no id, no moment finer than a day. After
/// each answer all rows of its event are written anew in a random order, in one transaction, so that PostgreSQL's own notes (where a row
/// lies, which transaction made it) tell nothing either. Who answers first, alone, is hidden by nobody showing it.
/// </summary>
internal sealed class EvaluationBook(DbSession session, TimeProvider clock)
{
    /// <summary>How long after its end somebody can answer, in days.</summary>
    public const int Days = 30;

    /// <summary>How long answers stay, in months.</summary>
    public const int Months = 24;

    // In the last half hour people sit there with a phone.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(30);

    /// <summary>True while it can be answered.</summary>
    public static bool IsOpen(CalendarEvent item, DateTimeOffset now) =>
        item.Cancelled is null && now >= item.OverAt - Before && now <= item.OverAt.AddDays(Days);

    /// <summary>
    /// Who this is about when they may answer: somebody with a place of whom nobody said that they were not there, or who was there without
    /// one. Null for anybody else.
    /// </summary>
    /// <param name="whose">A registration, or the row of who walked in.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>The event, and whether they answered already.</returns>
    public async Task<(string Event, bool HasAnswered)?> FindAsync(Guid whose, CancellationToken stop)
    {
        var found = await session.ListAsync(
            """
            select f.event, exists (select from calendar.evaluation_marks m where m.event = f.event and m.id = $1)
            from (
                select event from calendar.registrations r where id = $1 and state = 'registered'
                    and not exists (select from calendar.attendance a where a.event = r.event and a.id = r.id and not a.present)
                union
                select event from calendar.attendance where id = $1 and present) f
            """,
            [whose], row => (row.Text(0), row.Get<bool>(1)), stop);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Stores an answer, once for each person. False: they had answered already.</summary>
    public Task<bool> StoreAsync(string eventId, Guid whose, Evaluation answer, CancellationToken stop) => session.InTransactionAsync(
        () => session.AloneAsync($"calendar evaluation {eventId}", () => StoreInTurnAsync(eventId, whose, answer, stop), stop), stop);

    private async Task<bool> StoreInTurnAsync(string eventId, Guid whose, Evaluation answer, CancellationToken stop)
    {
        var isFirst = await session.ExecuteAsync(
            "insert into calendar.evaluation_marks (event, id) values ($1, $2) on conflict do nothing", [eventId, whose], stop) > 0;
        if (!isFirst) return false;
        await session.ExecuteAsync(
            """
            insert into calendar.evaluations (id, event, day, usefulness, plan, missed) values (gen_random_uuid(), $1, $2, $3, $4, $5)
            """,
            [eventId, DutchTime.DateOf(clock.GetUtcNow()), (short)answer.Usefulness, answer.Plan, answer.Missed], stop);
        await session.ExecuteAsync(
            """
            with gone as (delete from calendar.evaluations where event = $1 returning event, day, usefulness, plan, missed)
            insert into calendar.evaluations (id, event, day, usefulness, plan, missed)
            select gen_random_uuid(), event, day, usefulness, plan, missed from gone order by random()
            """,
            [eventId], stop);
        await session.ExecuteAsync(
            """
            with gone as (delete from calendar.evaluation_marks where event = $1 returning event, id)
            insert into calendar.evaluation_marks (event, id) select event, id from gone order by random()
            """,
            [eventId], stop);
        return true;
    }

    /// <summary>What all thought of it; null while fewer than <see cref="EvaluationResults.Fewest"/> answered.</summary>
    public async Task<EvaluationResults?> ResultsAsync(string eventId, CancellationToken stop)
    {
        var answers = await session.ListAsync(
            "select usefulness::int, plan, missed from calendar.evaluations where event = $1 order by random()",
            [eventId], row => new Evaluation(row.Number(0), row.TextOrNull(1), row.TextOrNull(2)), stop);
        if (answers.Count < EvaluationResults.Fewest) return null;
        var byStep = Evaluation.Steps.Select(step => answers.Count(answer => answer.Usefulness == step.Value));
        string[] missed = [.. answers.Select(answer => answer.Missed).OfType<string>()];
        Random.Shared.Shuffle(missed); // not in the order of the plans: two texts of one person say more than each
        return new EvaluationResults(
            answers.Count, answers.Average(answer => (decimal)answer.Usefulness), [.. byStep],
            [.. answers.Select(answer => answer.Plan).OfType<string>()], missed);
    }

    /// <summary>Forgets who answered what is closed by now, and answers of long ago.</summary>
    /// <param name="open">The events that can still be answered, or will be.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task TidyAsync(IReadOnlyList<string> open, CancellationToken stop)
    {
        await session.ExecuteAsync("delete from calendar.evaluation_marks where event <> all($1)", [open.ToArray()], stop);
        await session.ExecuteAsync(
            "delete from calendar.evaluations where day < $1", [DutchTime.DateOf(clock.GetUtcNow()).AddMonths(-Months)], stop);
    }
}
