using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>What is coming, by month, and what was, newest first.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags, TimeProvider clock) : SitePage(live, tags)
{
    private const string Over = "geweest";
    private const int MostPast = 24;

    /// <summary>What is over is shown alone.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Where the rest of what is over stands; null: there is none.</summary>
    public string? MorePast { get; private set; }

    /// <summary>Events to come by month (its first day).</summary>
    public IReadOnlyList<IGrouping<DateOnly, PublishedDocument<CalendarEvent>>> Coming { get; private set; } = [];

    /// <summary>Events that are over.</summary>
    public IReadOnlyList<PublishedDocument<CalendarEvent>> Past { get; private set; } = [];

    /// <summary>Reports by the id of their event.</summary>
    public IReadOnlyDictionary<string, PublishedDocument<EventReport>> Reports { get; private set; } =
        new Dictionary<string, PublishedDocument<EventReport>>();

    /// <summary>The filters as a reader sees them.</summary>
    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    /// <summary>True when all events are shown.</summary>
    public bool IsWhole => Facets.All(facet => !facet.Values.Any(value => value.Chosen));

    /// <summary>Lists the events.</summary>
    /// <param name="soort">A kind of event, e.g. <c>training</c>.</param>
    /// <param name="district">A district's name.</param>
    /// <param name="wanneer"><c>geweest</c>: what is over, in pages; else what comes.</param>
    public IActionResult OnGet(string? soort, string? district, string? wanneer)
    {
        var all = ListOf<CalendarEvent>();
        Filter<CalendarEvent>[] filters =
        [
            Filter.Of<CalendarEvent, EventKind>("soort", "Soort", soort, item => [item.Properties.Kind]),
            DistrictFilter(all, district),
        ];
        if (!Filter.AreClear(filters, Request.Query) || wanneer is not (null or Over)) return BadRequest();
        Tags.UseClock();
        Facets = [.. filters.Select(filter => filter.Facet(all, filters, Request.Path.Value!))];

        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), DutchTime.Zone).DateTime;
        var found = Filter.Apply(all, filters).ToList();
        var coming = found.Where(item => item.Properties.Ends >= now).OrderBy(item => item.Properties.Starts).ToList();
        var past = found.Where(item => item.Properties.Ends < now).OrderByDescending(item => item.Properties.Starts).ToList();
        IsOver = wanneer == Over;
        KeyValuePair<string, string?>[] chosen = [.. Filter.ChosenIn(filters), KeyValuePair.Create("wanneer", wanneer)];
        if (!TryCut(IsOver ? past : coming, chosen, out var page)) return NotFound();
        Coming = IsOver ? [] : [.. page.GroupBy(item => new DateOnly(item.Properties.Starts.Year, item.Properties.Starts.Month, 1))];
        Past = IsOver ? page : Pager!.Number > 1 ? [] : [.. past.Take(MostPast)];
        MorePast = !IsOver && Pager!.Number == 1 && past.Count > MostPast
            ? Request.Path + QueryString.Create(
                [.. Filter.ChosenIn(filters).Where(pair => pair.Value is not null), KeyValuePair.Create<string, string?>("wanneer", Over)])
            : null;
        Reports = ListOf<EventReport>().GroupBy(report => report.Properties.Event).ToDictionary(group => group.Key, group => group.First());
        return Page();
    }

    private static Filter<CalendarEvent> DistrictFilter(IReadOnlyList<PublishedDocument<CalendarEvent>> all, string? chosen) =>
        new("district", "District", chosen, item => item.Properties.District is { } name ? [name] : [],
            [
                .. all.Select(item => item.Properties.District).OfType<string>().Distinct().Order(PublishedSite.Alphabet)
                    .Select(name => (name, name)),
            ]);
}
