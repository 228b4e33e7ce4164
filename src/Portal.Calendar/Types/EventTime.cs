using Portal.Platform;

namespace Portal.Calendar.Types;

/// <summary>When an event is, as a reader says it.</summary>
internal static class EventTime
{
    /// <summary>"13.30 tot 16.30 uur" on one line; of an event of more days from when to when.</summary>
    public static string Hours(CalendarEvent item) =>
        IsOneDay(item)
            ? (item.WholeDay ? "de hele dag" : $"{Begin(item.Starts)} tot {End(item)}").Replace(' ', '\u00A0')
            : item.WholeDay ? $"tot en met {ShortDay(item.Ends)}"
            : IsOneNight(item) ? $"{item.Starts.Clock()} tot {Said(item.Ends)} de volgende dag"
            : $"vanaf {Said(item.Starts)}, tot en met {ShortDay(item.Ends)}";

    /// <summary>"donderdag 28 januari 2027, 13.30 tot 16.30 uur".</summary>
    public static string Whole(CalendarEvent item) =>
        IsOneDay(item) ? $"{item.Starts.LongDay()}, {Hours(item)}"
        : item.WholeDay ? $"{item.Starts.LongDay()} tot en met {item.Ends.LongDay()}"
        : $"{item.Starts.LongDay()}, {Said(item.Starts)}, tot {item.Ends.LongDay()}, {Said(item.Ends)}";

    /// <summary>What is said of it on one of its days, in a month: "13.30", "tot 02.00"; null where it lasts all of that day.</summary>
    public static string? On(CalendarEvent item, DateOnly day) =>
        item.WholeDay ? null
        : day == item.FirstDay ? item.Starts.Clock()
        : day == item.LastDay && item.Ends.TimeOfDay > TimeSpan.Zero ? $"tot\u00A0{item.Ends.Clock()}"
        : null;

    private static bool IsOneDay(CalendarEvent item) => item.FirstDay == item.LastDay;

    private static bool IsOneNight(CalendarEvent item) =>
        item.LastDay == item.FirstDay.AddDays(1) && item.Ends - item.Starts < TimeSpan.FromHours(12);

    private static string End(CalendarEvent item) => item.Ends.TimeOfDay == TimeSpan.Zero ? "24.00 uur" : Said(item.Ends);

    private static string Begin(DateTime time) => DutchTime.ComesTwice(time) ? Said(time) : time.Clock();

    private static string ShortDay(DateTime day) => day.ToString("d MMMM", DutchTime.Culture);

    // An hour that comes twice is said with the one that is meant.
    private static string Said(DateTime time) => $"{time.Clock()} uur{(DutchTime.ComesTwice(time) ? " (zomertijd)" : "")}";
}
