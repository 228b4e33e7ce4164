using Portal.Calendar.Types;
using Portal.Content.Publishing;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>A month as weeks of days, Monday first, each day with what is on it.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Weeks">Its weeks; days of the months beside it fill the first and the last.</param>
public sealed record MonthGrid(DateOnly Month, IReadOnlyList<IReadOnlyList<MonthDay>> Weeks)
{
    private const int MostOnADay = 4;

    /// <summary>Lays out a month.</summary>
    /// <param name="month">Its first day.</param>
    /// <param name="events">What touches it, by begin.</param>
    public static MonthGrid Of(DateOnly month, IReadOnlyList<PublishedDocument<CalendarEvent>> events)
    {
        var first = month.AddDays(-(((int)month.DayOfWeek + 6) % 7));
        var weeks = Enumerable.Range(0, 6).Select(week => first.AddDays(7 * week)).TakeWhile(monday => monday < month.AddMonths(1));
        return new(month, [.. weeks.Select(WeekOf)]);

        IReadOnlyList<MonthDay> WeekOf(DateOnly monday) => [.. Enumerable.Range(0, 7).Select(day => DayOf(monday.AddDays(day)))];

        MonthDay DayOf(DateOnly day)
        {
            if (day.Month != month.Month) return new(day, false, [], 0);
            var on = events.Where(one => one.Properties.FirstDay <= day && one.Properties.LastDay >= day).ToList();
            // One more would take as much room as saying that there is one more.
            return on.Count <= MostOnADay ? new(day, true, on, 0) : new(day, true, on[..(MostOnADay - 1)], on.Count - MostOnADay + 1);
        }
    }

    /// <summary>True for an event that has a day in the month.</summary>
    public static bool Touches(CalendarEvent item, DateOnly month) => item.FirstDay < month.AddMonths(1) && item.LastDay >= month;
}

/// <summary>A day of a month.</summary>
/// <param name="Day">The day.</param>
/// <param name="IsInMonth">False for a day of the month before or after it.</param>
/// <param name="Events">What is on it, by begin; not all where there is much.</param>
/// <param name="More">How many more there are.</param>
public sealed record MonthDay(DateOnly Day, bool IsInMonth, IReadOnlyList<PublishedDocument<CalendarEvent>> Events, int More);
