using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Pages;

namespace Portal.Content.Reports;

/// <summary>How often a page is read.</summary>
/// <param name="Document">The page.</param>
/// <param name="Times">How often in this month and the eleven before it.</param>
/// <param name="LastDay">The day on which it was read last; null: not since it is counted, as far as that is kept.</param>
/// <param name="OnlineSince">Since when it can be read.</param>
/// <param name="Reading">Whether anybody reads it.</param>
internal sealed record PageReading(
    PublishedDocument Document, long Times, DateOnly? LastDay, DateOnly OnlineSince, Reading Reading);

/// <summary>Whether anybody reads a page.</summary>
internal enum Reading
{
    /// <summary>Nobody did for a year.</summary>
    Unread,

    /// <summary>Nobody did yet, and it is too early to say: it was not counted, or not online, for a year.</summary>
    TooEarly,

    /// <summary>Somebody did in the last year.</summary>
    Read,
}

/// <summary>How often pages are read, by month: no day but the last, and nobody's name.</summary>
internal sealed class Reads(DbSession session, LiveSite live, TimeProvider clock)
{
    /// <summary>How many months of it are kept.</summary>
    public const int MonthsKept = 14;

    /// <summary>Since when is counted; null: not yet.</summary>
    public Task<DateOnly?> SinceAsync(CancellationToken stop) =>
        session.ValueAsync<DateOnly?>("select day from content.reads_since", [], stop);

    /// <summary>All pages that readers see: what nobody reads first, then what is read least.</summary>
    public async Task<IReadOnlyList<PageReading>> AllAsync(CancellationToken stop) =>
    [
        .. (await ListAsync(stop)).OrderBy(page => page.Reading).ThenBy(page => page.Times).ThenBy(page => page.OnlineSince)
            .ThenBy(page => page.Document.Title, PublishedSite.Alphabet).ThenBy(page => page.Document.Id, StringComparer.Ordinal),
    ];

    /// <summary>How many of them nobody read for a year.</summary>
    public async Task<int> CountUnreadAsync(CancellationToken stop) =>
        // Until a year is counted there is nothing to say of any page.
        await SinceAsync(stop) is { } since && since <= DutchTime.DateOf(clock.GetUtcNow()).AddYears(-1)
            ? (await ListAsync(stop)).Count(page => page.Reading == Reading.Unread) : 0;

    private async Task<IReadOnlyList<PageReading>> ListAsync(CancellationToken stop)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow());
        var (year, since) = (today.AddYears(-1), await SinceAsync(stop) ?? today);
        var known = (await session.ListAsync(
            """
            select d.ref, coalesce(r.times, 0)::bigint, r.last_day, d.first_live_at
            from content.documents d left join (
                select document_id, sum(times) filter (where month >= $1) as times, max(last_day) as last_day
                from content.reads group by document_id) r on r.document_id = d.id
            where d.live_version_id is not null
            """,
            [new DateOnly(today.Year, today.Month, 1).AddMonths(-11)],
            row => (
                Id: row.Text(0), Times: row.Get<long>(1), Last: row.GetOrNull<DateOnly>(2), At: row.GetOrNull<DateTimeOffset>(3)),
            stop))
            .ToDictionary(row => row.Id, StringComparer.Ordinal);
        return
        [
            .. live.Public.Documents.Where(document => !document.Type.IsPart && known.ContainsKey(document.Id)).Select(document =>
            {
                var (_, times, last, at) = known[document.Id];
                var online = DutchTime.DateOf(at ?? document.Place.ChangedAt);
                var reading = last >= year ? Reading.Read : since <= year && online <= year ? Reading.Unread : Reading.TooEarly;
                return new PageReading(document, times, last, online, reading);
            }),
        ];
    }

    /// <summary>Keeps what this host counted.</summary>
    public async Task KeepAsync(IReadOnlyList<(string What, int Times)> counted, CancellationToken stop)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow());
        await session.ExecuteAsync("insert into content.reads_since (day) values ($1) on conflict do nothing", [today], stop);
        if (counted.Count == 0) return;
        // In the order of their keys, so that two hosts wait for each other and not each for the other.
        await session.ExecuteAsync(
            """
            insert into content.reads as known (document_id, month, times, last_day)
            select d.id, $3, read.times, $4 from unnest($1::text[], $2::int[]) as read (id, times)
            join content.documents d on d.ref = read.id order by d.id
            on conflict (document_id, month) do update
                set times = known.times + excluded.times, last_day = greatest(known.last_day, excluded.last_day)
            """,
            [
                counted.Select(one => one.What).ToArray(), counted.Select(one => one.Times).ToArray(),
                new DateOnly(today.Year, today.Month, 1), today,
            ],
            stop);
    }
}

/// <summary>Each month: counts that no year speaks of any more are to go.</summary>
internal sealed record ForgetReads;

/// <summary>Lets them go.</summary>
internal sealed class ForgetReadsJob(DbSession session, TimeProvider clock) : IJob<ForgetReads>
{
    /// <inheritdoc/>
    public Task RunAsync(ForgetReads args, JobRun run, CancellationToken stop) => session.ExecuteAsync(
        "delete from content.reads where month < $1", [DutchTime.DateOf(clock.GetUtcNow()).AddMonths(-Reads.MonthsKept)], stop);
}

/// <summary>
/// Keeps what this host counted, once a minute and when it stops. A host that is killed loses a minute of it; while the database is away it
/// counts on.
/// </summary>
internal sealed class KeepReads(PageReads reads, IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeepReads> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Keeps it now.</summary>
    public async Task KeepAsync(CancellationToken stop)
    {
        var counted = reads.Take();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Reads>().KeepAsync(counted, stop);
        }
        catch
        {
            reads.GiveBack(counted);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await KeepAsync(cancellationToken);
        }
        catch (Exception e)
        {
            log.LogWarning("What was read in the last minute is not counted: {Reason}", e.Message);
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervision.RunAsync(
        "Counting reads",
        async stop =>
        {
            await Task.Delay(Pause, clock, stop);
            await KeepAsync(stop);
        },
        log, stoppingToken, Pause);
}
