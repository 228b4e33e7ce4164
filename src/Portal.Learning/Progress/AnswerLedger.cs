using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>An answer as it is written down.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="EnrolmentId">Whose it is.</param>
/// <param name="Chapter">Where it was given.</param>
/// <param name="Exercise">Id of the exercise.</param>
/// <param name="Version">SHA-256 of the exercise as it was asked.</param>
/// <param name="Hash">SHA-256 of what was sent.</param>
/// <param name="Json">What was filled in.</param>
/// <param name="Certainty">1 to 3, where asked.</param>
/// <param name="ClientAt">The client's clock, UTC.</param>
/// <param name="At">When it came, UTC.</param>
/// <param name="Score">What it is worth.</param>
/// <param name="Max">Of how much.</param>
internal sealed record AnswerRow(
    Guid Id, Guid EnrolmentId, string Chapter, string Exercise, string Version, string Hash, string Json, short? Certainty,
    DateTimeOffset? ClientAt, DateTimeOffset At, float Score, float Max);

/// <summary>
/// Writes answers down. Those that come while others are being written are written together after them, by one statement and with one
/// commit: thirty people of a class who choose at the same moment cost the server little more than one. Nobody waits to be with more, and
/// each has its own outcome.
/// </summary>
internal sealed class AnswerLedger(IServiceScopeFactory scopes)
{
    private const int Most = 64;

    // Lists side by side, an answer at the same place in each.
    private const string Given =
        """
        unnest(
            $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::smallint[], $9::timestamptz[],
            $10::timestamptz[], $11::real[], $12::real[], $13::real[], $14::xid[])
            as given (id, enrolment_id, chapter, exercise, exercise_version, request_hash, answer, certainty, client_at, recorded_at, score,
                max, progress, stamp)
        """;

    // Of what was given, that which is in "mine".
    private const string Insert =
        """
        insert into learning.item_responses
            (id, enrolment_id, exercise, exercise_version, seq, request_hash, answer, certainty, client_at, recorded_at, score, max)
        select id, enrolment_id, exercise, exercise_version,
            (select coalesce(max(seq), 0) + 1 from learning.item_responses r
                where r.enrolment_id = mine.enrolment_id and r.exercise = mine.exercise),
            request_hash, answer::jsonb, certainty, client_at, recorded_at, score, max
        from mine
        """;

    private readonly List<Waiting> waiting = [];
    private bool isWriting;

    /// <summary>
    /// Stores an answer and the progress where the learner still stands where they stood, and nothing where not: then the outcome is null,
    /// also where somebody else is busy with the same enrolment, or the answer is there already.
    /// </summary>
    /// <param name="row">The answer.</param>
    /// <param name="progress">0 to 1, after it.</param>
    /// <param name="stamp">See <see cref="EnrolmentState.Stamp"/>.</param>
    /// <returns>The progress now, and the new stamp.</returns>
    public Task<(float Progress, uint Stamp)?> StoreAsync(AnswerRow row, float progress, uint stamp)
    {
        var one = new Waiting(row, progress, stamp);
        lock (waiting)
        {
            waiting.Add(one);
            if (isWriting) return one.Outcome.Task;
            isWriting = true;
        }
        // It goes on for others when this caller has its answer, so not in the name of this caller's request.
        ThreadPool.UnsafeQueueUserWorkItem(static ledger => _ = ledger.WriteAllAsync(), this, preferLocal: false);
        return one.Outcome.Task;
    }

    /// <summary>
    /// Stores an answer in the caller's transaction, which has the enrolment's row locked; false when there is one under its id.
    /// </summary>
    public static async Task<bool> StoreAsync(DbSession session, AnswerRow row, CancellationToken stop) => await session.ExecuteAsync(
        $"""
        with mine as (select * from {Given}), stored as ({Insert} on conflict (id) do nothing returning enrolment_id)
        update learning.enrolments set last_chapter = (select chapter from mine) where id = (select enrolment_id from stored)
        """,
        ValuesOf([new Waiting(row, 0, 0)]), stop) > 0;

    private async Task WriteAllAsync()
    {
        do
        {
            await Task.Yield(); // who is on the way here comes along: twice as many go together
        }
        while (await WriteAsync(Take()));
    }

    // One answer of each enrolment: the next one has to know how far this one brought the learner.
    private List<Waiting> Take()
    {
        lock (waiting)
        {
            var some = waiting.DistinctBy(one => one.Row.EnrolmentId).Take(Most).ToList();
            waiting.RemoveAll(some.ToHashSet().Contains);
            isWriting = some.Count > 0;
            return some;
        }
    }

    // False: nobody waits.
    private async Task<bool> WriteAsync(List<Waiting> some)
    {
        if (some.Count == 0) return false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var stored = await scope.ServiceProvider.GetRequiredService<DbSession>().ListAsync(
                // A row that somebody else has locked is left to the way that waits for it: nobody waits for another's learner.
                $"""
                with free as (
                    select given.* from {Given} join learning.enrolments e on e.id = given.enrolment_id and e.xmin = given.stamp
                    where not exists (select from learning.item_responses r where r.id = given.id)
                    for update of e skip locked),
                mine as (
                    update learning.enrolments e set last_chapter = free.chapter, last_seen_at = free.recorded_at,
                        progress = greatest(e.progress, free.progress)
                    from free where e.id = free.enrolment_id
                    returning free.*, e.progress as reached, e.xmin as stamped),
                stored as ({Insert})
                select enrolment_id, reached, stamped from mine
                """,
                ValuesOf(some), row => (Id: row.Id(0), Outcome: (row.Get<float>(1), row.Get<uint>(2))));
            var outcomes = stored.ToDictionary(one => one.Id, one => one.Outcome);
            foreach (var one in some)
                one.Outcome.TrySetResult(outcomes.TryGetValue(one.Row.EnrolmentId, out var outcome) ? outcome : null);
        }
        catch (PostgresException e) when (some.Count > 1 || e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // One of them cannot be stored so, and with it none was; each by itself shows which, and why.
            foreach (var one in some) one.Outcome.TrySetResult(null);
        }
        catch (Exception e)
        {
            // Also when giving the connection back goes wrong after all had their answer: the next ones still have to be written.
            foreach (var one in some) one.Outcome.TrySetException(e);
        }
        return true;
    }

    private static object?[] ValuesOf(List<Waiting> some) =>
    [
        Each(some, one => one.Row.Id), Each(some, one => one.Row.EnrolmentId), Each(some, one => one.Row.Chapter),
        Each(some, one => one.Row.Exercise), Each(some, one => one.Row.Version), Each(some, one => one.Row.Hash),
        Each(some, one => one.Row.Json), Each(some, one => one.Row.Certainty), Each(some, one => one.Row.ClientAt),
        Each(some, one => one.Row.At), Each(some, one => one.Row.Score), Each(some, one => one.Row.Max), Each(some, one => one.Progress),
        new NpgsqlParameter { Value = Each(some, one => one.Stamp), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Xid },
    ];

    private static T[] Each<T>(List<Waiting> some, Func<Waiting, T> what) => [.. some.Select(what)];

    private sealed class Waiting(AnswerRow row, float progress, uint stamp)
    {
        public AnswerRow Row => row;

        public float Progress => progress;

        public uint Stamp => stamp;

        public TaskCompletionSource<(float Progress, uint Stamp)?> Outcome { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
