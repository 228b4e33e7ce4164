using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Data;

namespace Portal.Calendar.Announcements;

/// <summary>What calendars elsewhere were told of an event.</summary>
/// <param name="Id">The event's document.</param>
/// <param name="Uid">Its name in every calendar, for ever (RFC 7986, 5.3).</param>
/// <param name="Path">Its address.</param>
/// <param name="Sample">An invented one.</param>
/// <param name="Event">As readers see it, or saw it last.</param>
internal sealed record Announcement(string Id, Guid Uid, string Path, bool Sample, CalendarEvent Event)
{
    /// <summary>What <see cref="Of"/> reads, in its order.</summary>
    public const string Columns =
        "document_id, uid, path, sample, front_matter::text, sequence, created_at, changed_at, cancelled_at";

    private static readonly DocumentType Type = DocumentType.Of<CalendarEvent>();

    /// <summary>One more with every change of what is told.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it was told first, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When what is told changed last, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Since when it is off, called off or taken offline, UTC; null: it goes on.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>As the filters of the agenda know it.</summary>
    public PublishedDocument<CalendarEvent> Document { get; } =
        new(new PublishedPlace(Id, DocumentType.Of<CalendarEvent>(), Path, null, Sample, Guid.Empty, default), Event, "");

    /// <summary>Reads <see cref="Columns"/>, of a row with front matter.</summary>
    public static Announcement Of(Row row) =>
        new(row.Text(0), row.Id(1), row.Text(2), row.Get<bool>(3), (CalendarEvent)Type.Read(row.Text(4)))
        {
            Sequence = row.Number(5),
            CreatedAt = row.Moment(6),
            ChangedAt = row.Moment(7),
            CancelledAt = row.GetOrNull<DateTimeOffset>(8),
        };

    /// <summary>What is told: two that say the same are one word, whatever else of the document changed.</summary>
    public static object Told(CalendarEvent item, string path, bool isOff) => (
        (item.Title, item.Summary, item.Kind, item.Mode, item.Location, item.Address), (item.BeginsAt, item.OverAt, item.WholeDay), path,
        isOff);
}
