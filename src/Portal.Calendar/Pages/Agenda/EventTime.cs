using Portal.Calendar.Types;
using Portal.Platform;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>When an event is, as a reader says it.</summary>
public static class EventTime
{
    /// <summary>"13.30 tot 16.30 uur" on one line; of an event of more days only when it starts.</summary>
    public static string Hours(CalendarEvent item) =>
        (item.Starts.Date == item.Ends.Date ? $"{item.Starts.Clock()} tot {item.Ends.Clock()} uur" : $"vanaf {item.Starts.Clock()} uur")
            .Replace(' ', '\u00A0');

    /// <summary>"donderdag 28 januari 2027, 13.30 tot 16.30 uur".</summary>
    public static string Whole(CalendarEvent item) => item.Starts.Date == item.Ends.Date
        ? $"{item.Starts.LongDay()}, {Hours(item)}"
        : $"{item.Starts.LongDay()}, {item.Starts.Clock()} uur, tot {item.Ends.LongDay()}, {item.Ends.Clock()} uur";
}
