using Portal.Calendar.Agenda;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.Access;

namespace Portal.Calendar;

/// <summary>What an event asks of who organises it: a look before it begins, a report when it is over.</summary>
internal sealed class EventTasks(LiveSite live, OwnArea area, TimeProvider clock) : IOfficeTasks
{
    // A week before, and half a year after: nobody writes a report of longer ago.
    private const int DaysBefore = 7, DaysAfter = 183, MostOfAKind = 10;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        if (!member.May(Rights.Writer)) return Task.FromResult<IReadOnlyList<OfficeTask>>([]);
        var now = clock.GetUtcNow();
        var site = live.Current;
        var seesAll = member.May(Rights.Editor);
        var events = site.All<CalendarEvent>().Where(one => one.Properties.Cancelled is null && (seesAll || area.Has(one.Properties)))
            .ToList();
        var reported = site.All<EventReport>().Select(report => report.Properties.Event).ToHashSet(StringComparer.Ordinal);
        var soon = events.Where(one => one.Properties.BeginsAt > now && one.Properties.BeginsAt < now.AddDays(DaysBefore))
            .OrderBy(one => one.Properties.Starts);
        var over = events
            .Where(one => one.Properties.OverAt < now && one.Properties.OverAt > now.AddDays(-DaysAfter) && !reported.Contains(one.Id))
            .OrderByDescending(one => one.Properties.Ends);
        return Task.FromResult<IReadOnlyList<OfficeTask>>(
        [
            .. soon.Take(MostOfAKind).Select(one => new OfficeTask(
                "Begint binnen een week", one.Title, $"/beheer/inhoud/{one.Id}", "Kijk of tijd en plaats nog kloppen")
            {
                Urgency = OfficeUrgency.ThisWeek,
            }),
            .. over.Take(MostOfAKind).Select(one => new OfficeTask(
                "Voorbij, nog zonder verslag", one.Title, $"/beheer/agenda/{one.Id}/verslag", "Schrijf er een beeldverslag over")),
        ]);
    }
}
