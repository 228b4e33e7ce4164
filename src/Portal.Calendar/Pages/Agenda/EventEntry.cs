using Portal.Calendar.Types;
using Portal.Content.Publishing;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>An event in the agenda. For <c>_Event</c>.</summary>
/// <param name="Event">The event.</param>
public sealed record EventEntry(PublishedDocument<CalendarEvent> Event)
{
    /// <summary>True when it is over.</summary>
    public bool IsPast { get; init; }

    /// <summary>True where its month does not stand above it.</summary>
    public bool IsDated { get; init; }

    /// <summary>What is told of it afterwards, or null.</summary>
    public PublishedDocument<EventReport>? Report { get; init; }

    /// <summary>How many places there are, in a few words; null where that is not told.</summary>
    public string? Places { get; init; }

    /// <summary>Where, for which district and from when to when; what is not known is left out.</summary>
    public string Where => string.Join(", ", new[]
    {
        Event.Properties.Mode == EventMode.Online ? "Online" : Event.Properties.Location,
        Event.Properties.Mode == EventMode.Hybrid ? "ook online" : null,
        Event.Properties.District is { } district ? $"district {district}" : null,
        EventTime.Hours(Event.Properties),
    }.Where(part => !string.IsNullOrEmpty(part)));
}
