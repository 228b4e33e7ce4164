using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Content.Versions;

/// <summary>Old versions that nobody needs any more are to go.</summary>
internal sealed record TidyVersions;

/// <summary>What would go of one document.</summary>
/// <param name="Id">The document.</param>
/// <param name="Title">As editors see it.</param>
/// <param name="Count">How many versions.</param>
/// <param name="Bytes">How much text.</param>
internal sealed record TidyLine(string Id, string Title, long Count, long Bytes);

/// <summary>What would go.</summary>
/// <param name="Count">How many versions.</param>
/// <param name="Bytes">How much text.</param>
/// <param name="All">How many versions there are.</param>
/// <param name="Seen">How many of those readers saw at some moment.</param>
/// <param name="Lines">The documents of which most would go.</param>
/// <param name="At">When that was counted, UTC.</param>
internal sealed record TidyOutlook(long Count, long Bytes, long All, long Seen, IReadOnlyList<TidyLine> Lines, DateTimeOffset At);

/// <summary>What this host counted last: looking through a hundred thousand versions takes most of a second.</summary>
internal sealed class LastOutlook
{
    /// <summary>How long it is told; what would go changes at midnight, and by little else.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private volatile TidyOutlook? last;

    /// <summary>The last count; null when there is none, or it is too old.</summary>
    public TidyOutlook? At(DateTimeOffset now) =>
        last is { } known && now >= known.At && now - known.At < Kept && DutchTime.DateOf(now) == DutchTime.DateOf(known.At) ? known : null;

    /// <summary>Keeps a count; null: what was counted is not so any more.</summary>
    public void Keep(TidyOutlook? outlook) => last = outlook;
}

/// <summary>
/// Versions are kept whole for a month, and after that the last of each day a document. Whatever readers saw stays, and whatever
/// something refers to: a document, a draft, what can be undone, another room. Each night, some at a time, in a transaction each:
/// whoever is stopped half-way goes on the next time, and two hosts at once take different ones.
/// </summary>
internal sealed class VersionTidying(DbSession session, IEnumerable<ICitedVersions> rooms, LastOutlook last, TimeProvider clock)
    : IJob<TidyVersions>
{
    private const int AtOnce = 500;
    private const int MostLines = 50;

    /// <summary>What may go: <c>$1</c> a month ago, <c>$2</c> what other rooms refer to.</summary>
    private const string MayGo =
        """
        from content.versions v
        where v.changed_at < $1 and v.id <> all($2)
        and exists (
            select 1 from content.versions later where later.document_id = v.document_id and later.number > v.number
            and (later.changed_at at time zone 'Europe/Amsterdam')::date = (v.changed_at at time zone 'Europe/Amsterdam')::date)
        and not exists (select 1 from content.live_versions l where l.version_id = v.id)
        and not exists (
            select 1 from content.documents d where d.id = v.document_id and v.id in (d.live_version_id, d.latest_version_id))
        and not exists (select 1 from content.drafts r where r.document_id = v.document_id and r.base_version_id = v.id)
        and not exists (
            select 1 from content.undo_steps u where u.document_id = v.document_id and v.id::text in (
                u.before #>> '{document,live}', u.before #>> '{document,latest}', u.before #>> '{draft,based_on}',
                u.after #>> '{document,live}', u.after #>> '{document,latest}', u.after #>> '{draft,based_on}'))
        """;

    /// <summary>What would go, as it was counted in the last minutes.</summary>
    public async Task<TidyOutlook> LookAsync(CancellationToken stop)
    {
        if (last.At(clock.GetUtcNow()) is { } known) return known;
        var outlook = await CountAsync(stop);
        last.Keep(outlook);
        return outlook;
    }

    private async Task<TidyOutlook> CountAsync(CancellationToken stop)
    {
        var lines = await session.ListAsync(
            $"""
            select d.ref, d.title, gone.count, gone.bytes, sum(gone.count) over ()::bigint, sum(gone.bytes) over ()::bigint
            from (
                select v.document_id, count(*), sum(octet_length(v.body) + octet_length(v.front_source))::bigint as bytes {MayGo}
                group by v.document_id) gone
            join content.documents d on d.id = gone.document_id order by gone.count desc, d.ref limit $3
            """,
            [.. await ValuesAsync(stop), MostLines],
            row => (
                Line: new TidyLine(row.Text(0), row.Text(1), row.Get<long>(2), row.Get<long>(3)), All: row.Get<long>(4),
                Bytes: row.Get<long>(5)),
            stop);
        var (all, seen) = await session.FirstAsync(
            "select (select count(*) from content.versions), (select count(*) from content.live_versions)", [],
            row => (row.Get<long>(0), row.Get<long>(1)), stop);
        return new(
            lines.Select(line => line.All).FirstOrDefault(), lines.Select(line => line.Bytes).FirstOrDefault(), all, seen,
            lines.ConvertAll(line => line.Line), clock.GetUtcNow());
    }

    /// <inheritdoc/>
    public async Task RunAsync(TidyVersions args, JobRun run, CancellationToken stop)
    {
        // What never was online and is drawn up again and again is little; but the first night there may be years of it.
        for (var done = 0; await TakeSomeAsync(AtOnce, stop) is > 0 and var count;)
        {
            done += count;
            await run.ReportAsync(done, done + AtOnce, stop);
        }
        last.Keep(null);
    }

    /// <summary>Takes some away; gives how many.</summary>
    internal Task<int> TakeSomeAsync(int most, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            await session.ExecuteAsync("select set_config('content.tidies', 'on', true)", [], stop);
            return await session.ExecuteAsync(
                $"delete from content.versions where id in (select v.id {MayGo} order by v.id limit $3 for update of v skip locked)",
                [.. await ValuesAsync(stop), most], stop);
        },
        stop);

    // A month by the calendar of the Netherlands, so that the last day of it is whole.
    private async Task<object?[]> ValuesAsync(CancellationToken stop)
    {
        var cited = new List<Guid>();
        foreach (var room in rooms) cited.AddRange(await room.AllAsync(stop));
        var day = DutchTime.DateOf(clock.GetUtcNow()).AddMonths(-1);
        return [DutchTime.MomentOf(day.ToDateTime(TimeOnly.MinValue)).ToUniversalTime(), cited.ToArray()];
    }
}
