using Portal.Platform.Data;

namespace Portal.Platform.Audit;

/// <summary>What is looked for; what is null or empty does not matter.</summary>
public sealed record AuditQuery
{
    /// <summary>Only of these kinds; null: of all.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>By one of these: numbers or words; empty: by nobody.</summary>
    public IReadOnlyList<string>? Actors { get; init; }

    /// <summary>This was done.</summary>
    public string? Action { get; init; }

    /// <summary>About what has this id; of a person their number.</summary>
    public string? Object { get; init; }

    /// <summary>What stands in the title, the id or the facts.</summary>
    public string? Words { get; init; }

    /// <summary>From this moment on, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment, UTC.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Older than this line: where the page before ended.</summary>
    public (DateTimeOffset At, long Id)? After { get; init; }
}

/// <summary>Finds lines, the newest first; a line that comes meanwhile moves none to another page.</summary>
public sealed class AuditSearch
{
    private readonly DbSession session;

    internal AuditSearch(DbSession session) => this.session = session;

    /// <summary>Some lines.</summary>
    /// <param name="query">Which.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<List<AuditEntry>> FindAsync(AuditQuery query, int most, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (conditions, values) = (new List<string> { "true" }, new List<object?>());
        If(query.Kinds, "l.kind = any({0})", query.Kinds?.ToArray());
        if (query.Actors is [var one]) If(one, "l.actor = {0}", one);
        else If(query.Actors, "l.actor = any({0})", query.Actors?.ToArray());
        If(query.Action, "l.action = {0}", query.Action);
        If(query.Object, "l.object = {0}", query.Object);
        If(query.Words, "l.words like {0}", query.Words is null ? null : SearchPattern.In(query.Words.ToLowerInvariant()));
        If(query.From, "l.at >= {0}", query.From);
        If(query.Until, "l.at < {0}", query.Until);
        if (query.After is { } after)
        {
            values.AddRange([after.At, after.Id]);
            conditions.Add($"(l.at, l.id) < (${values.Count - 1}, ${values.Count})");
        }
        var asked = string.Join(" and ", conditions);
        values.Add(most);
        var count = $"${values.Count}";
        // A plan for these values and no others: what is rare for one word is most of the log for another.
        return session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync("set local plan_cache_mode = force_custom_plan", [], stop);
                return await session.ListAsync(
                    $"""
                    select l.id, s.sequence, l.at, l.actor, l.action, l.kind, l.object, l.title, l.origin, l.facts, s.hash
                    from platform.audit_lines l left join platform.audit_seals s on s.line_id = l.id
                    where {asked} order by l.at desc, l.id desc limit {count}
                    """,
                    [.. values], EntryOf, stop);
            },
            stop);

        void If(object? asks, string condition, object? value)
        {
            if (asks is null) return;
            values.Add(value);
            conditions.Add(condition.Replace("{0}", $"${values.Count}", StringComparison.Ordinal));
        }
    }

    /// <summary>All lines, some at a time, so that a file of a million is in nobody's memory.</summary>
    public async IAsyncEnumerable<AuditEntry> AllAsync(
        AuditQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        const int AtOnce = 2_000;
        while (true)
        {
            var some = await FindAsync(query, AtOnce, stop);
            foreach (var entry in some) yield return entry;
            if (some.Count < AtOnce) yield break;
            query = query with { After = (some[^1].At, some[^1].Id) };
        }
    }

    /// <summary>Lines by and about a member, the newest first: for their own data.</summary>
    public Task<List<AuditEntry>> OfAsync(Guid member, CancellationToken stop) => session.ListAsync(
        """
        select l.id, s.sequence, l.at, l.actor, l.action, l.kind, l.object, l.title, l.origin, l.facts, s.hash
        from platform.audit_people p join platform.audit_lines l on l.actor = p.number::text or l.object = p.number::text
        left join platform.audit_seals s on s.line_id = l.id where p.member_id = $1 order by l.at desc, l.id desc
        """,
        [member], EntryOf, stop);

    private static AuditEntry EntryOf(Row row) => new(
        row.Get<long>(0), row.GetOrNull<long>(1), row.Moment(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7),
        row.Text(8), AuditLog.Read(row.Text(9)))
    { Hash = row.GetOrNull<long>(1) is null ? null : row.Get<byte[]>(10) };
}
