using System.Text.Json;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Calendar.Announcements;

/// <summary>
/// Keeps what calendars elsewhere were told, in the transaction in which readers begin to see it: whoever publishes, the number goes up
/// once, and a change that is taken back takes its number along.
/// </summary>
internal sealed class AnnouncementBook(DbSession session, TimeProvider clock) : IHandle<DocumentsPublished>
{
    /// <summary>How long an event that is off goes on being told: until the slowest program has asked again.</summary>
    public static readonly TimeSpan CancelledStays = TimeSpan.FromDays(90);

    /// <summary>The channel on which hosts hear of it: the ids of the events, or nothing when there are many.</summary>
    public const string Channel = "calendar_announced";

    private const string Turn = "calendar announcements";
    private const int MostNamed = 20;
    private static readonly DocumentType Type = DocumentType.Of<CalendarEvent>();

    /// <inheritdoc/>
    public async Task HandleAsync(DocumentsPublished happened, CancellationToken stop)
    {
        var events = happened.Documents.Where(document => document.Type.Record == Type.Record).ToList();
        if (events.Count == 0) return;
        await session.AloneAsync(Turn, () => WriteAsync(events, stop), stop);
    }

    private async Task WriteAsync(List<PublishedChange> events, CancellationToken stop)
    {
        var known = (await FindAsync([.. events.Select(one => one.Id)], stop)).ToDictionary(row => row.Id);
        var now = clock.GetUtcNow();
        await StoreAsync(events.ConvertAll(one => Next(one, known.GetValueOrDefault(one.Id), now)), stop);
    }

    /// <summary>
    /// Begins with events that readers see and that nobody wrote down: they were online before there was a book. What is in it stays.
    /// </summary>
    public Task BeginAsync(IReadOnlyList<PublishedDocument<CalendarEvent>> online, CancellationToken stop) =>
        session.InTransactionAsync(() => session.AloneAsync(Turn, () => BeginInTurnAsync(online, stop), stop), stop);

    private async Task BeginInTurnAsync(IReadOnlyList<PublishedDocument<CalendarEvent>> online, CancellationToken stop)
    {
        var known = (await FindAsync([.. online.Select(one => one.Id)], stop)).Select(row => row.Id).ToHashSet();
        var missing = online.Where(one => !known.Contains(one.Id)).Select(one => new PublishedChange(
            one.Id, Type, one.Path, one.Place.Sample, JsonSerializer.Serialize(one.Properties, ContentJson.Options))).ToList();
        if (missing.Count > 0) await WriteAsync(missing, stop);
    }

    /// <summary>No longer tells of what has been off for long enough.</summary>
    public Task ForgetCancelledAsync(CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var gone = await session.ExecuteAsync(
                "update calendar.announcements set in_feed = false where in_feed and cancelled_at < $1",
                [clock.GetUtcNow() - CancelledStays], stop);
            if (gone > 0) await session.NotifyAsync(Channel, "", stop);
        },
        stop);

    private static Line Next(PublishedChange now, Line? before, DateTimeOffset at)
    {
        var item = now.FrontMatter is null ? null : Read(now.FrontMatter);
        var isOff = item?.Cancelled is not null || item is null;
        if (before is null)
            return new(now.Id, Guid.NewGuid(), now.Path, now.Sample, now.FrontMatter, 0, at, at, isOff ? at : null, item is not null);
        var said = now.FrontMatter ?? before.FrontMatter;
        var isNews = said is not null && (before.FrontMatter is null
            || !Announcement.Told(Read(said), now.Path, isOff).Equals(
                Announcement.Told(Read(before.FrontMatter), before.Path, before.CancelledAt is not null)));
        return before with
        {
            Path = now.Path,
            Sample = now.Sample,
            FrontMatter = said,
            Sequence = before.Sequence + (isNews ? 1 : 0),
            ChangedAt = isNews ? at : before.ChangedAt,
            CancelledAt = isOff ? before.CancelledAt ?? at : null,
            InFeed = said is not null && (!isOff || before.InFeed),
        };
    }

    private static CalendarEvent Read(string frontMatter) => (CalendarEvent)Type.Read(frontMatter);

    private Task<List<Line>> FindAsync(string[] ids, CancellationToken stop) => session.ListAsync(
        """
        select document_id, uid, path, sample, front_matter::text, sequence, created_at, changed_at, cancelled_at, in_feed
        from calendar.announcements where document_id = any($1)
        """,
        [ids], Line.Of, stop);

    private async Task StoreAsync(List<Line> lines, CancellationToken stop)
    {
        await session.ExecuteAsync(
            """
            insert into calendar.announcements as known
                (document_id, uid, path, sample, front_matter, sequence, created_at, changed_at, cancelled_at, in_feed)
            select id, uid, path, sample, front_matter::jsonb, sequence, created_at, changed_at, cancelled_at, in_feed
            from jsonb_to_recordset($1::jsonb) as line (
                id text, uid uuid, path text, sample boolean, front_matter text, sequence int, created_at timestamptz,
                changed_at timestamptz, cancelled_at timestamptz, in_feed boolean)
            on conflict (document_id) do update set path = excluded.path, sample = excluded.sample, front_matter = excluded.front_matter,
                sequence = excluded.sequence, changed_at = excluded.changed_at, cancelled_at = excluded.cancelled_at,
                in_feed = excluded.in_feed
            """,
            [JsonSerializer.Serialize(lines, Line.Json)], stop);
        await session.NotifyAsync(Channel, lines.Count > MostNamed ? "" : string.Join(' ', lines.Select(line => line.Id)), stop);
    }

    // A row as it is stored.
    private sealed record Line(
        string Id, Guid Uid, string Path, bool Sample, string? FrontMatter, int Sequence, DateTimeOffset CreatedAt,
        DateTimeOffset ChangedAt, DateTimeOffset? CancelledAt, bool InFeed)
    {
        public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

        public static Line Of(Row row) => new(
            row.Text(0), row.Id(1), row.Text(2), row.Get<bool>(3), row.TextOrNull(4), row.Number(5), row.Moment(6), row.Moment(7),
            row.GetOrNull<DateTimeOffset>(8), row.Get<bool>(9));
    }
}

/// <summary>Each night: what has been off for three months is told no more.</summary>
internal sealed record ForgetCancelledEvents;
