using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Learning.Exercises;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Quizzes;

/// <summary>What visitors answered, in counts per exercise, option and day.</summary>
internal sealed class QuizCounts(DbSession session, TimeProvider clock, ILogger<QuizCounts> log)
{
    private const int DaysATicketLives = 2;

    /// <summary>
    /// Counts an answer once, however often the form is sent. A count is no reason to fail: without a database nothing is counted,
    /// and the visitor goes on.
    /// </summary>
    /// <param name="ticket">The form's number.</param>
    /// <param name="exercise">What was answered.</param>
    /// <param name="graded">How.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task AddAsync(Guid ticket, Exercise exercise, Graded graded, CancellationToken stop = default)
    {
        var options = exercise.HasKey && graded.Parts.Any(part => part.Given is not null)
            ? []
            : graded.Parts.Where(part => part.Chosen).Select(part => part.Key);
        string[] kinds = ["outcome", .. options.Select(_ => "option")];
        string[] values = [graded.Outcome.ToString().ToLowerInvariant(), .. options];
        var today = DutchTime.DateOf(clock.GetUtcNow());
        try
        {
            await session.ExecuteAsync("""
                with old as (delete from learning.quiz_tickets where day < $2::date - $6::int),
                     fresh as (insert into learning.quiz_tickets (ticket, day) values ($1, $2) on conflict do nothing returning ticket)
                insert into learning.quiz_counts (exercise, day, kind, value, n)
                select $3, $2, kind, value, 1 from fresh, unnest($4::text[], $5::text[]) as chosen (kind, value)
                on conflict (exercise, kind, value, day) do update set n = quiz_counts.n + 1
                """, [ticket, today, exercise.Id, kinds, values, DaysATicketLives], stop);
        }
        catch (NpgsqlException problem)
        {
            log.LogWarning(problem, "An answer to {Exercise} was not counted", exercise.Id);
        }
    }

    /// <summary>The votes on a poll since it began; null when they cannot be read now.</summary>
    public async Task<PollResult?> ResultOfAsync(string exercise, CancellationToken stop = default)
    {
        try
        {
            var counts = await session.ListAsync(
                "select kind, value, sum(n)::int from learning.quiz_counts where exercise = $1 group by kind, value",
                [exercise], row => (IsOutcome: row.Text(0) == "outcome", Value: row.Text(1), Count: row.Number(2)), stop);
            return new PollResult(
                counts.Where(count => count.IsOutcome).Sum(count => count.Count),
                counts.Where(count => !count.IsOutcome).ToDictionary(count => count.Value, count => count.Count, StringComparer.Ordinal));
        }
        catch (NpgsqlException problem)
        {
            log.LogWarning(problem, "The votes on {Exercise} could not be read", exercise);
            return null;
        }
    }
}

/// <summary>The votes on a poll.</summary>
/// <param name="Voters">How many people answered.</param>
/// <param name="Votes">How many chose each option, by its key; an option nobody chose is not there.</param>
internal sealed record PollResult(int Voters, IReadOnlyDictionary<string, int> Votes)
{
    /// <summary>On fewer answers a share says more of who answered than of anything else.</summary>
    public const int FewestShown = 5;

    /// <summary>There are enough answers to show.</summary>
    public bool IsShown => Voters >= FewestShown;
}
