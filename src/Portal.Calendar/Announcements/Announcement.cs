using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Calendar.Announcements;

/// <summary>What calendars elsewhere were told of an event.</summary>
/// <param name="Id">The event's document.</param>
/// <param name="Uid">Its name in every calendar, for ever (RFC 7986, 5.3).</param>
/// <param name="Path">Its address.</param>
/// <param name="Sample">An invented one.</param>
/// <param name="Event">As readers see it, or saw it last.</param>
internal sealed record Announcement(string Id, Guid Uid, string Path, bool Sample, CalendarEvent Event)
{
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

    /// <summary>What is told: two that say the same are one word, whatever else of the document changed.</summary>
    public static object Told(CalendarEvent item, string path, bool isOff) => (
        (item.Title, item.Summary, item.Kind, item.Mode, item.Location, item.Address), (item.BeginsAt, item.OverAt, item.WholeDay), path,
        isOff);
}
