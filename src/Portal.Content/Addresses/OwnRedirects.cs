using Portal.Content.Publishing;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Content.Addresses;

/// <summary>A redirect in a list.</summary>
/// <param name="Path">The address that is sent on.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="MadeBy">Id of the member who made it so.</param>
/// <param name="MadeAt">UTC.</param>
internal sealed record OwnRedirect(string Path, string Target, string MadeBy, DateTimeOffset MadeAt);

/// <summary>Redirects that were made or taken away in one go.</summary>
/// <param name="Act">The go.</param>
/// <param name="Count">How many addresses.</param>
/// <param name="First">One of them.</param>
/// <param name="MadeBy">Id of the member.</param>
/// <param name="MadeAt">UTC.</param>
internal sealed record RedirectAct(Guid Act, int Count, string First, string MadeBy, DateTimeOffset MadeAt);

/// <summary>
/// The addresses that somebody sends on by hand or by a list. Each go is one transaction, told to every host, and can be undone: what
/// somebody changed since stays.
/// </summary>
internal sealed class OwnRedirects(DbSession session, LiveSite live, PortalPages pages, AuditLog audit, TimeProvider clock)
{
    /// <summary>How many stand on a page.</summary>
    public const int PageSize = 50;

    /// <summary>A page of them, by address, and how many there are.</summary>
    /// <param name="words">What stands in either address; null: all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<(int Total, IReadOnlyList<OwnRedirect> Page)> ListAsync(string? words, int page, CancellationToken stop)
    {
        var pattern = words is null ? null : SearchPattern.In(words);
        var total = await session.ValueAsync<long>(
            "select count(*) from content.own_redirects where $1::text is null or path ilike $1 or target ilike $1", [pattern], stop);
        var rows = await session.ListAsync(
            """
            select path, target, made_by, made_at from content.own_redirects
            where $1::text is null or path ilike $1 or target ilike $1 order by path limit $2 offset $3
            """,
            [pattern, PageSize, (page - 1) * PageSize], RedirectOf, stop);
        return ((int)total, rows);
    }

    /// <summary>All of them, for a file.</summary>
    public Task<List<OwnRedirect>> AllAsync(CancellationToken stop) => session.ListAsync(
        "select path, target, made_by, made_at from content.own_redirects order by path", [], RedirectOf, stop);

    /// <summary>Where an address leads that is sent on; null when it is not.</summary>
    public Task<string?> TargetAsync(string path, CancellationToken stop) =>
        session.ValueAsync<string>("select target from content.own_redirects where path = $1", [path], stop);

    /// <summary>A page of what was done, the last first, and how many goes there are.</summary>
    public async Task<(int Total, IReadOnlyList<RedirectAct> Page)> ActsAsync(int page, CancellationToken stop)
    {
        var total = await session.ValueAsync<long>("select count(distinct act) from content.redirect_changes", [], stop);
        var rows = await session.ListAsync(
            """
            select act, count(*), min(path), min(made_by), min(made_at) from content.redirect_changes
            group by act order by min(made_at) desc, act limit $1 offset $2
            """,
            [PageSize, (page - 1) * PageSize],
            row => new RedirectAct(row.Id(0), (int)row.Get<long>(1), row.Text(2), row.Text(3), row.Moment(4)), stop);
        return ((int)total, rows);
    }

    /// <summary>Says what would become of these, and stores nothing.</summary>
    public IReadOnlyList<RedirectOutcome> Check(IReadOnlyList<RedirectLine> lines) =>
        new RedirectCheck(live.Public, live.Public.OwnRedirects, pages).Of(lines);

    /// <summary>Stores those that can be, and says of each what became of it; the act is null when there was nothing to do.</summary>
    public async Task<(IReadOnlyList<RedirectOutcome> Outcomes, Guid? Act)> SaveAsync(
        IReadOnlyList<RedirectLine> lines, Guid by, CancellationToken stop)
    {
        var (outcomes, act) = ((IReadOnlyList<RedirectOutcome>)[], Guid.CreateVersion7(clock.GetUtcNow()));
        var changed = await InTurnAsync(
            async () =>
            {
                var own = (await AllAsync(stop)).ToDictionary(one => one.Path, one => one.Target);
                outcomes = new RedirectCheck(live.Public, own, pages).Of(lines);
                var changes = outcomes.Where(one => one.IsStored).ToDictionary(one => one.Path, one => (string?)one.Target);
                // What led to an address that is sent on from now on leads to the end as well: one step for a reader.
                foreach (var (path, target) in own)
                    if (!changes.ContainsKey(path) && changes.TryGetValue(target, out var end) && end != path) changes[path] = end;
                return changes;
            },
            act, by, stop);
        return (outcomes, changed ? act : null);
    }

    /// <summary>Sends an address on no longer; null when it was not.</summary>
    public async Task<Guid?> RemoveAsync(string path, Guid by, CancellationToken stop)
    {
        var act = Guid.CreateVersion7(clock.GetUtcNow());
        return await InTurnAsync(() => Task.FromResult(new Dictionary<string, string?> { [path] = null }), act, by, stop) ? act : null;
    }

    /// <summary>
    /// Puts back how it was before a go, but for what somebody changed since. Gives how many came back, and how many did not.
    /// </summary>
    public async Task<(int Done, int Left)> UndoAsync(Guid act, Guid by, CancellationToken stop)
    {
        var (done, left) = (0, 0);
        await InTurnAsync(
            async () =>
            {
                var steps = await session.ListAsync(
                    """
                    select c.path, c.before, c.after is not distinct from r.target
                    from content.redirect_changes c left join content.own_redirects r on r.path = c.path where c.act = $1
                    """,
                    [act], row => (Path: row.Text(0), Before: row.TextOrNull(1), IsAsLeft: row.Get<bool>(2)), stop);
                var site = live.Public;
                var back = steps.Where(step => step.IsAsLeft && (step.Before is null || site.At(step.Path) is null)).ToList();
                (done, left) = (back.Count, steps.Count - back.Count);
                return back.ToDictionary(step => step.Path, step => step.Before);
            },
            Guid.CreateVersion7(clock.GetUtcNow()), by, stop);
        return (done, left);
    }

    // One go after the other, so that no two make a ring together.
    private async Task<bool> InTurnAsync(
        Func<Task<Dictionary<string, string?>>> wanted, Guid act, Guid by, CancellationToken stop)
    {
        var number = await session.InTransactionAsync(
            () => session.AloneAsync("content redirects", async () =>
            {
                var changes = await wanted();
                var done = await session.ExecuteAsync(
                    """
                    insert into content.redirect_changes (act, path, before, after, made_by, made_at)
                    select $1, c.path, r.target, c.target, $4, $5
                    from unnest($2::text[], $3::text[]) as c (path, target)
                    left join content.own_redirects r on r.path = c.path where r.target is distinct from c.target
                    """,
                    [act, changes.Keys.ToArray(), changes.Values.ToArray(), by.ToString(), clock.GetUtcNow()], stop);
                if (done == 0) return default(ulong?);
                await audit.AppendAsync(await LinesAsync(act, by, stop), stop);
                await session.ExecuteAsync(
                    """
                    delete from content.own_redirects where path in
                        (select path from content.redirect_changes where act = $1 and after is null)
                    """,
                    [act], stop);
                await session.ExecuteAsync(
                    """
                    insert into content.own_redirects (path, target, made_by, made_at)
                    select path, after, made_by, made_at from content.redirect_changes where act = $1 and after is not null
                    on conflict (path) do update
                        set target = excluded.target, made_by = excluded.made_by, made_at = excluded.made_at
                    """,
                    [act], stop);
                return (ulong?)await ContentChannel.TellAsync(session, stop);
            }, stop),
            stop);
        if (number is null) return false;
        await live.ReloadAsync(number, stop);
        return true;
    }

    private Task<List<AuditLine>> LinesAsync(Guid act, Guid by, CancellationToken stop) => session.ListAsync(
        "select path, before, after from content.redirect_changes where act = $1 order by path", [act],
        row => new AuditLine(
            row.TextOrNull(2) is null ? "address.removed" : "address.sent-on", ContentLines.Address, row.Text(0), by.ToString())
        {
            Title = row.Text(0),
            Facts = [new(ContentLines.Target, row.TextOrNull(1), row.TextOrNull(2))],
        },
        stop);

    private static OwnRedirect RedirectOf(Row row) => new(row.Text(0), row.Text(1), row.Text(2), row.Moment(3));
}
