using Portal.Members.Access;
using Portal.Platform.Data;

namespace Portal.Calendar.Questions;

/// <summary>A part of the inbox.</summary>
internal enum InboxPart
{
    /// <summary>Those that wait for us.</summary>
    Open,

    /// <summary>Those that this member answers.</summary>
    Mine,

    /// <summary>Those that were answered, and may come back.</summary>
    Waiting,

    /// <summary>Those that are done.</summary>
    Closed,
}

/// <summary>What is asked of the inbox.</summary>
/// <param name="Part">A part of it.</param>
/// <param name="Kind">Of one kind alone; null: all that may be seen.</param>
/// <param name="Theme">About one theme alone.</param>
/// <param name="Municipality">From one municipality alone.</param>
internal sealed record InboxQuery(InboxPart Part, QuestionKind? Kind, string? Theme, string? Municipality);

/// <summary>The questions that a member may see, who waits longest first; what is closed, last first.</summary>
internal sealed class Inbox(DbSession session, CurrentMember current)
{
    private const string Asked = """
        q.kind = any($1) and ($2::text is null or q.kind = $2) and ($3::text is null or q.theme = $3)
            and ($4::text is null or q.municipality = $4)
            and case $5 when 'open' then q.closed_at is null and q.waiting_since is not null
                when 'mine' then q.closed_at is null and q.assigned_to = $6
                when 'waiting' then q.closed_at is null and q.waiting_since is null
                else q.closed_at is not null end
        """;

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(InboxQuery query, CancellationToken stop) =>
        (int)await session.ValueAsync<long>($"select count(*) from calendar.questions q where {Asked}", Values(query), stop);

    /// <summary>Some of them.</summary>
    public Task<List<Question>> ListAsync(InboxQuery query, int before, int most, CancellationToken stop) => session.ListAsync(
        $"""
        select {Question.Columns} from calendar.questions q where {Asked}
        order by q.closed_at desc nulls last, coalesce(q.waiting_since, q.answered_at, q.asked_at), q.number offset $7 limit $8
        """,
        [.. Values(query), before, most], Question.Of, stop);

    /// <summary>How many wait for us among these kinds, and since when the first one does.</summary>
    public async Task<(int Count, DateTimeOffset? Since)> WaitingAsync(IReadOnlyList<QuestionKind> kinds, CancellationToken stop) =>
        await session.FirstAsync(
            """
            select count(*), min(waiting_since) from calendar.questions
            where closed_at is null and waiting_since is not null and kind = any($1)
            """,
            [KeysOf(kinds)], row => ((int)row.Get<long>(0), row.GetOrNull<DateTimeOffset>(1)), stop);

    /// <summary>Requests that must be answered by a day, and were not yet, the first day first.</summary>
    public Task<List<Question>> DueAsync(int most, CancellationToken stop) => session.ListAsync(
        $"""
        select {Question.Columns} from calendar.questions q
        where q.due_on is not null and q.closed_at is null and q.waiting_since is not null order by q.due_on, q.number limit $1
        """,
        [most], Question.Of, stop);

    private object?[] Values(InboxQuery query) =>
    [
        KeysOf(QuestionKinds.SeenBy(current)), query.Kind?.Key(), query.Theme, query.Municipality, query.Part.ToString().ToLowerInvariant(),
        current.Id,
    ];

    private static string[] KeysOf(IEnumerable<QuestionKind> kinds) => [.. kinds.Select(kind => kind.Key())];
}
