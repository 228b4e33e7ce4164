using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>What is coming, by month, and what was, newest first.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags, TimeProvider clock) : SitePage(live, tags)
{
    /// <summary>Events to come by month (its first day).</summary>
    public IReadOnlyList<IGrouping<DateOnly, PublishedDocument<CalendarEvent>>> Coming { get; private set; } = [];

    /// <summary>Events that are over.</summary>
    public IReadOnlyList<PublishedDocument<CalendarEvent>> Past { get; private set; } = [];

    /// <summary>Reports by the id of their event.</summary>
    public IReadOnlyDictionary<string, PublishedDocument<EventReport>> Reports { get; private set; } = new Dictionary<string, PublishedDocument<EventReport>>();

    /// <summary>Lists the events.</summary>
    public void OnGet()
    {
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), DutchTime.Zone).DateTime;
        var all = ListOf<CalendarEvent>();
        Tags.UseClock();
        Coming = [.. all.Where(item => item.Properties.Ends >= now).OrderBy(item => item.Properties.Starts)
            .GroupBy(item => new DateOnly(item.Properties.Starts.Year, item.Properties.Starts.Month, 1))];
        Past = [.. all.Where(item => item.Properties.Ends < now).OrderByDescending(item => item.Properties.Starts)];
        Reports = ListOf<EventReport>().GroupBy(report => report.Properties.Event).ToDictionary(group => group.Key, group => group.First());
    }
}
