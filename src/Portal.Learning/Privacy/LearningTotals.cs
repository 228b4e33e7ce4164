using Portal.Platform.Data;

namespace Portal.Learning.Privacy;

/// <summary>How often something was done in a module in a month.</summary>
/// <param name="Module">Id of the module; of what was attended: of the training or the event.</param>
/// <param name="Kind"><c>started</c>, <c>completed</c>, <c>passed</c> or <c>attended</c>.</param>
/// <param name="Month">First day of the month, Europe/Amsterdam.</param>
/// <param name="Count">How often.</param>
internal sealed record LearningTotal(string Module, string Kind, DateOnly Month, int Count);

/// <summary>
/// What was done in the modules, as numbers without people: of those who are here and of those who were erased. An erasure changes
/// none of them.
/// </summary>
internal sealed class LearningTotals(DbSession session)
{
    private const string OfThoseHere = """
        select module, kind, date_trunc('month', at at time zone 'Europe/Amsterdam')::date as month, count(*)::int as n
        from (
            select member_id, module, kind, at from learning.enrolments
            cross join lateral (values ('started', started_at), ('completed', completed_at), ('passed', passed_at)) as done (kind, at)
            union all
            select member_id, coalesce(subject, event), 'attended', attended_at from learning.attendances where withdrawn_at is null)
            as done
        where at is not null
        """;

    /// <summary>All totals.</summary>
    public async Task<IReadOnlyList<LearningTotal>> ReadAsync(CancellationToken stop = default) => await session.ListAsync(
        $"""
        select module, kind, month, sum(n)::int from (
            ({OfThoseHere} group by 1, 2, 3) union all select module, kind, month, n from learning.totals) as parts
        group by 1, 2, 3 order by 1, 3, 2
        """,
        [], row => new LearningTotal(row.Text(0), row.Text(1), row.Get<DateOnly>(2), row.Number(3)), stop);

    /// <summary>Takes over what a learner did, as numbers; in the transaction that then erases the learner.</summary>
    internal Task KeepAsync(Guid memberId, CancellationToken stop) => session.ExecuteAsync(
        // In one order, so that two erasures at once take turns.
        $"""
        insert into learning.totals (module, kind, month, n)
        {OfThoseHere} and member_id = $1 group by 1, 2, 3 order by 1, 2, 3
        on conflict (module, kind, month) do update set n = totals.n + excluded.n
        """,
        [memberId], stop);
}
