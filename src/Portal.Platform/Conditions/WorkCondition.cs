using Microsoft.Extensions.Options;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Platform.Conditions;

/// <summary>What waits to be done.</summary>
/// <param name="Due">How many jobs wait for their turn; mail is not among them, it has a line of its own.</param>
/// <param name="Oldest">Since when the oldest could have been done; null: none waits.</param>
/// <param name="Failed">How many are not tried again by themselves.</param>
/// <param name="Missed">Since when the calendar is behind; null: it is not.</param>
internal sealed record WorkFigures(long Due, DateTimeOffset? Oldest, long Failed, DateTimeOffset? Missed);

/// <summary>What the portal does by itself is done: nothing stands still, nothing has failed.</summary>
internal sealed class WorkCondition(DbSession session, JobKinds kinds, IOptions<JobsOptions> options, TimeProvider clock) : ICondition
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan TooLate = TimeSpan.FromHours(3);

    public async Task<Condition> LookAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        object?[] values = [SendMailJob.Name, now, kinds.All.Select(kind => kind.Name).ToArray()];
        var figures = (await session.FirstAsync(
            $"""
            select count(*) filter (where failed_at is null and run_at <= $2 and not {JobStore.Runs}),
                min(run_at) filter (where failed_at is null and run_at <= $2 and not {JobStore.Runs}),
                count(*) filter (where failed_at is not null),
                (select min(next_at) from platform.schedules where name = any($3) and next_at <= $2)
            from platform.jobs where kind <> $1
            """,
            values,
            row => new WorkFigures(
                row.Get<long>(0), row.GetOrNull<DateTimeOffset>(1), row.Get<long>(2), row.GetOrNull<DateTimeOffset>(3)), stop))!;
        return Of(figures, options.Value.Run, now);
    }

    /// <summary>What these figures mean.</summary>
    internal static Condition Of(WorkFigures figures, bool works, DateTimeOffset now)
    {
        var first = figures.Oldest is { } oldest && !(figures.Missed < oldest) ? oldest : figures.Missed;
        var waits = first is { } since ? now - since : TimeSpan.Zero;
        var (state, says, todo) = figures switch
        {
            _ when waits > TooLate => (
                ConditionState.Urgent, $"Het werk op de achtergrond staat stil: er wacht iets al {Amounts.Long(waits)}.",
                "Vraag de technisch beheerder om het portaal opnieuw te starten en te kijken of Jobs__Run aanstaat."),
            _ when waits > Late => (
                ConditionState.Attention, $"Het werk op de achtergrond loopt achter: er wacht iets al {Amounts.Long(waits)}.",
                "Kijk over een half uur opnieuw. Wordt het langer? Dan staat er iets stil."),
            { Failed: > 0 } => (
                ConditionState.Attention,
                $"{Amounts.Of(figures.Failed, "ding is", "dingen zijn")} mislukt en {(figures.Failed == 1 ? "gebeurt" : "gebeuren")}"
                    + " niet meer vanzelf.",
                "Kijk waarom, en kies ‘Opnieuw’ als de oorzaak weg is."),
            _ => (
                ConditionState.Good,
                figures.Due == 0 ? "Alles is gedaan."
                    : $"Het loopt: {Amounts.Of(figures.Due, "ding wacht", "dingen wachten")} op de beurt.",
                ""),
        };
        return new(state, says)
        {
            Todo = todo,
            Door = ("Werk op de achtergrond", "/beheer/werk"),
            Facts = works ? [] : ["Deze server doet zelf geen werk (Jobs__Run staat uit); een andere moet het doen"],
        };
    }
}
