using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Pages;
using Portal.Platform.Starting;

namespace Portal.Calendar.Announcements;

/// <summary>
/// All that calendars elsewhere are told, on this host, each event with its text: a feed is a choice of texts one after the other. What any
/// host publishes is read anew, that event alone.
/// </summary>
internal sealed class EventBoard(IServiceScopeFactory scopes, LiveSite live, EventText text, PageCache pages) : IListener, IStartupTask
{
    /// <summary>The tag of every feed; that of one event is this with its id.</summary>
    public const string Tag = "agenda.ics";

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile ImmutableDictionary<string, ToldEvent> told = ImmutableDictionary<string, ToldEvent>.Empty;
    private volatile IReadOnlyList<ToldEvent> inOrder = [];

    /// <inheritdoc/>
    public string Channel => AnnouncementBook.Channel;

    /// <summary>The events by their begin.</summary>
    public IReadOnlyList<ToldEvent> All => inOrder;

    /// <summary>The event at an address, or null; one that is off gives way to one that is there now.</summary>
    public ToldEvent? At(string path) => inOrder.Where(one => one.Announcement.Path == path)
        .MinBy(one => one.Announcement.CancelledAt is not null);

    /// <inheritdoc/>
    public Task OnNotifiedAsync(string? payload, CancellationToken stop) =>
        ReadAsync(payload is { Length: > 0 } ids ? ids.Split(' ') : null, stop);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AnnouncementBook>().BeginAsync(live.Current.All<CalendarEvent>(), stop);
        }
        await ReadAsync(null, stop);
    }

    // What is known by its number and moment keeps its text: making one costs more than reading its row.
    private async Task ReadAsync(string[]? ids, CancellationToken stop)
    {
        await reading.WaitAsync(stop);
        try
        {
            var before = told;
            var read = (await RowsAsync(ids, stop)).AsParallel().AsOrdered().Select(one => new ToldEvent(one, text.Of(one))).ToList();
            var kept = before.RemoveRange(ids ?? before.Keys);
            told = kept.SetItems(read.Select(one => KeyValuePair.Create(one.Announcement.Id, one)));
            inOrder =
            [
                .. told.Values.OrderBy(one => one.Announcement.Event.BeginsAt).ThenBy(one => one.Announcement.Id, StringComparer.Ordinal),
            ];
            pages.Evict(ids is null ? AllTags(before.Keys.Concat(told.Keys)) : AllTags(ids));
        }
        finally
        {
            reading.Release();
        }
    }

    private static HashSet<string> AllTags(IEnumerable<string> ids) => [Tag, .. ids.Select(id => Tag + id)];

    private async Task<List<Announcement>> RowsAsync(string[]? ids, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DbSession>().ListAsync(
            $"""
            select {Announcement.Columns} from calendar.announcements
            where in_feed and front_matter is not null and ($1::text[] is null or document_id = any($1))
            """,
            [ids], Announcement.Of, stop);
    }
}

/// <summary>An event with its text as iCalendar: a VEVENT, in bytes.</summary>
internal sealed record ToldEvent(Announcement Announcement, ReadOnlyMemory<byte> Text);
