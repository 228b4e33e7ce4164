using System.Text.Json;
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
        var counted = Of(exercise, graded).ToList();
        string[] kinds = [.. counted.Select(one => one.Kind)];
        string[] values = [.. counted.Select(one => one.Value)];
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

    /// <summary>What of an answer is counted: how it turned out, and where one chooses what was chosen.</summary>
    internal static IEnumerable<(string Kind, string Value)> Of(Exercise exercise, Graded graded)
    {
        var options = exercise.HasKey && graded.Parts.Any(part => part.Given is not null)
            ? []
            : graded.Parts.Where(part => part.Chosen).Select(part => part.Key);
        return [("outcome", graded.Outcome.ToString().ToLowerInvariant()), .. options.Select(key => ("option", key))];
    }

    /// <summary>
    /// The votes on a poll since it began, as they were when ten more had voted: whoever looks before and after one person votes learns
    /// nothing of that vote. Null when they cannot be read now.
    /// </summary>
    public async Task<PollResult?> ResultOfAsync(string exercise, CancellationToken stop = default)
    {
        try
        {
            var (voters, votes) = await session.FirstAsync(
                """
                with given as (select kind, value, sum(n)::int as n from learning.quiz_counts where exercise = $1 group by kind, value),
                    counted as (
                        select coalesce(sum(n) filter (where kind = 'outcome'), 0)::int as voters,
                            coalesce(jsonb_object_agg(value, n) filter (where kind = 'option'), '{}') as votes
                        from given),
                    made as (
                        insert into learning.poll_results as shown (exercise, voters, votes)
                        select $1, voters, votes from counted where voters >= $2
                        on conflict (exercise) do update set voters = excluded.voters, votes = excluded.votes
                        where abs(excluded.voters - shown.voters) >= $2
                        returning voters, votes)
                select voters, votes::text from made
                union all
                select voters, votes::text from learning.poll_results where exercise = $1 and not exists (select from made)
                """,
                [exercise, PollResult.FewestShown], row => (row.Number(0), row.Text(1)), stop);
            return new PollResult(
                voters, votes is null ? new Dictionary<string, int>() : JsonSerializer.Deserialize<Dictionary<string, int>>(votes)!);
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
    /// <summary>On fewer answers a share says more of who answered than of anything else; and so many more make a new result.</summary>
    public const int FewestShown = 10;

    /// <summary>There are enough answers to show.</summary>
    public bool IsShown => Voters >= FewestShown;
}
