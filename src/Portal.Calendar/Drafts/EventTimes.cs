using System.Globalization;
using Portal.Calendar.Types;
using Portal.Platform;

namespace Portal.Calendar.Drafts;

/// <summary>When an event is, on the wall clock of Europe/Amsterdam.</summary>
/// <param name="Starts">Its begin.</param>
/// <param name="Ends">Its end.</param>
internal sealed record EventTimes(DateTime Starts, DateTime Ends)
{
    /// <summary>The most dates of a series that is made at once: a year of weeks.</summary>
    public const int MostDates = 52;

    /// <summary>Why an event cannot be then, Dutch; null when it can.</summary>
    /// <param name="wholeDay">Its times count for nothing.</param>
    public string? Problem(bool wholeDay) => wholeDay
        ? Ends.Date < Starts.Date ? "Het einde ligt voor het begin." : null
        : DutchTime.WhyMissing(Starts) ?? DutchTime.WhyMissing(Ends)
            ?? (DutchTime.MomentOf(Ends) <= DutchTime.MomentOf(Starts) ? "Het einde moet na het begin liggen." : null);

    /// <summary>As front matter writes a begin or an end.</summary>
    public static string Written(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An event on another day, as long as it was: over midnight, or over several days.</summary>
    /// <param name="item">The event.</param>
    /// <param name="day">Its first day.</param>
    /// <param name="begin">When it begins that day; null: as it did.</param>
    /// <param name="end">When it ends on its last day; null: as it did.</param>
    public static EventTimes On(CalendarEvent item, DateOnly day, TimeOnly? begin = null, TimeOnly? end = null)
    {
        var days = DateOnly.FromDateTime(item.Ends).DayNumber - DateOnly.FromDateTime(item.Starts).DayNumber;
        return new(
            day.ToDateTime(begin ?? TimeOnly.FromDateTime(item.Starts)),
            day.AddDays(days).ToDateTime(end ?? TimeOnly.FromDateTime(item.Ends)));
    }

    /// <summary>
    /// The event again every so many weeks, without the event itself. The clock on the wall says the same each time, also across a change
    /// of the clocks; a time that does not exist on such a day has a problem.
    /// </summary>
    /// <param name="item">The event.</param>
    /// <param name="weeks">Weeks from one to the next.</param>
    /// <param name="until">The last day on which one may begin.</param>
    public static IReadOnlyList<(EventTimes Times, string? Problem)> Series(CalendarEvent item, int weeks, DateOnly until)
    {
        var dates = new List<(EventTimes, string?)>();
        for (var day = item.FirstDay.AddDays(7 * weeks); day <= until && dates.Count <= MostDates; day = day.AddDays(7 * weeks))
        {
            var times = On(item, day);
            dates.Add((times, times.Problem(item.WholeDay)));
        }
        return dates;
    }
}
