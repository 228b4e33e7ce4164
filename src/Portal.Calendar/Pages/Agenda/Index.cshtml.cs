using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Portal.Calendar.Agenda;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>
/// What is coming, by month, and what was, newest first; or one month, as a list or as a grid. Narrowed by plain links, whose keys stand in
/// one order, so that an address can be kept and shared.
/// </summary>
public sealed class IndexModel(LiveSite live, PageTags tags, IOptions<PlatformOptions> platform, TimeProvider clock) : SitePage(live, tags)
{
    private const string WhenKey = "wanneer", MonthKey = "maand", ViewKey = "weergave";
    private const string Over = "geweest", Grid = "maand";
    private const int MostPast = 24, MonthsBeyond = 12;

    private KeyValuePair<string, string?>[] chosen = [];

    /// <summary>What is over is shown alone.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The month that is shown alone (its first day), or null.</summary>
    public DateOnly? Month { get; private set; }

    /// <summary>The month as a grid; null where a list was asked for.</summary>
    public MonthGrid? Weeks { get; private set; }

    /// <summary>Today, to mark it in the grid.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>Where the rest of what is over stands; null: there is none.</summary>
    public string? MorePast { get; private set; }

    /// <summary>Events to come, or those of the month that is shown, by month (its first day).</summary>
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

    /// <summary>The month before and after the one that is shown, where there is one to look at.</summary>
    public (Link? Before, Link? After) Beside { get; private set; }

    /// <summary>The agenda as a list.</summary>
    public string ListUrl => AddressWith([.. Filters, .. MonthChosen]);

    /// <summary>The agenda as a grid.</summary>
    public string GridUrl => AddressWith([.. Filters, .. MonthChosen, Key(ViewKey, Grid)]);

    /// <summary>All of the month that is shown, as a list.</summary>
    public string MonthUrl => AddressWith([.. Filters, Key(MonthKey, Stamp(Month!.Value))]);

    /// <summary>The agenda with these filters, for a calendar of one's own.</summary>
    public string FeedUrl => platform.Value.PublicUrl + AgendaFeed.AddressOf(Filters);

    /// <summary>The same, so that a device asks at once whether to subscribe.</summary>
    public string SubscribeUrl => "webcal" + FeedUrl[FeedUrl.IndexOf(':', StringComparison.Ordinal)..];

    // The month of today goes without saying.
    private KeyValuePair<string, string?>[] MonthChosen =>
        Month is { } month && month != FirstOf(Today) ? [Key(MonthKey, Stamp(month))] : Nothing;

    private IEnumerable<KeyValuePair<string, string?>> Filters => chosen.Where(pair => pair.Value is not null);

    private static KeyValuePair<string, string?>[] Nothing => [];

    /// <summary>
    /// Lists the events. The filters (<c>soort</c>, <c>thema</c>, <c>voor</c>, <c>district</c>, <c>vorm</c>) stand in the query.
    /// </summary>
    /// <param name="wanneer"><c>geweest</c>: what is over, in pages; else what comes.</param>
    /// <param name="maand">A month, e.g. <c>2027-01</c>: that alone.</param>
    /// <param name="weergave"><c>maand</c>: the month as a grid, this month when none is named; else a list.</param>
    public IActionResult OnGet(string? wanneer, string? maand, string? weergave)
    {
        var all = ListOf<CalendarEvent>();
        Tags.Use([DocumentType.Of<Organisation>().Name, DocumentType.Of<EventReport>().Name]);
        var filters = EventFilters.Of(all, Site, Request.Query);
        var isClear = Filter.AreClear(filters, Request.Query) && wanneer is null or Over && weergave is null or Grid
            && (wanneer is null || (maand ?? weergave) is null);
        if (!isClear || !TryReadMonth(maand, out var asked)) return BadRequest();
        Tags.UseClock();
        Today = DutchTime.DateOf(clock.GetUtcNow());
        Month = asked ?? (weergave is null ? null : FirstOf(Today));
        if (Month is { } shown && !Range(all).Contains(shown)) return NotFound();
        chosen = [.. Filter.ChosenIn(filters)];
        Facets = [.. filters.Select(filter => filter.Facet(Seen(all), filters, Request.Path.Value!)).Select(KeepView)];
        Reports = Site.All<EventReport>().GroupBy(report => report.Properties.Event)
            .ToDictionary(group => group.Key, group => group.First());
        var found = Filter.Apply(all, filters).ToList();
        return Month is null ? ShowAll(found, wanneer) : ShowMonth(found, all, maand, weergave);
    }

    /// <summary>An event as the list shows it.</summary>
    public EventEntry EntryOf(PublishedDocument<CalendarEvent> item) =>
        new(item) { IsPast = item.Properties.OverAt < clock.GetUtcNow(), Report = Reports.GetValueOrDefault(item.Id) };

    private IActionResult ShowAll(List<PublishedDocument<CalendarEvent>> found, string? wanneer)
    {
        var now = clock.GetUtcNow();
        var coming = found.Where(item => item.Properties.OverAt >= now).OrderBy(item => item.Properties.BeginsAt).ToList();
        var past = found.Where(item => item.Properties.OverAt < now).OrderByDescending(item => item.Properties.BeginsAt).ToList();
        IsOver = wanneer == Over;
        if (!TryCut(IsOver ? past : coming, [.. chosen, Key(WhenKey, wanneer)], out var page)) return NotFound();
        Coming = IsOver ? [] : ByMonth(page);
        Past = IsOver ? page : Pager!.Number > 1 ? [] : [.. past.Take(MostPast)];
        MorePast = !IsOver && Pager!.Number == 1 && past.Count > MostPast ? AddressWith([.. Filters, Key(WhenKey, Over)]) : null;
        return Page();
    }

    private IActionResult ShowMonth(
        List<PublishedDocument<CalendarEvent>> found, IReadOnlyList<PublishedDocument<CalendarEvent>> all, string? maand, string? weergave)
    {
        var month = Month!.Value;
        var touching = found.Where(item => MonthGrid.Touches(item.Properties, month)).OrderBy(item => item.Properties.BeginsAt).ToList();
        if (!TryCut(touching, [.. chosen, Key(MonthKey, maand), Key(ViewKey, weergave)], out var page)) return NotFound();
        Coming = [.. page.GroupBy(_ => month)];
        if (weergave is not null) Weeks = MonthGrid.Of(month, touching);
        var range = Range(all);
        Beside = (LinkTo(month.AddMonths(-1)), LinkTo(month.AddMonths(1)));
        return Page();

        Link? LinkTo(DateOnly other) => range.Contains(other)
            ? new(
                other.Month(),
                AddressWith([.. Filters, Key(MonthKey, Stamp(other)), .. weergave is null ? Nothing : [Key(ViewKey, Grid)]]))
            : null;
    }

    // Months with something in them, and a year beyond on both sides: a reader may leaf on, a robot not for ever.
    private MonthRange Range(IReadOnlyList<PublishedDocument<CalendarEvent>> all)
    {
        var now = FirstOf(Today);
        var first = all.Count == 0 ? now : FirstOf(all.Min(item => item.Properties.FirstDay));
        var last = all.Count == 0 ? now : FirstOf(all.Max(item => item.Properties.LastDay));
        return new((first < now ? first : now).AddMonths(-MonthsBeyond), (last > now ? last : now).AddMonths(MonthsBeyond));
    }

    // The counts beside the filters are those of what is shown: a month, or everything.
    private IReadOnlyList<PublishedDocument<CalendarEvent>> Seen(IReadOnlyList<PublishedDocument<CalendarEvent>> all) =>
        Month is { } month ? [.. all.Where(item => MonthGrid.Touches(item.Properties, month))] : all;

    // A filter is chosen within the month and the view in which somebody is.
    private Facet KeepView(Facet facet) => Month is not { } month ? facet : facet with
    {
        Values =
        [
            .. facet.Values.Select(value => value with
            {
                Url = QueryHelpers.AddQueryString(
                    value.Url,
                    new[] { Key(MonthKey, Request.Query[MonthKey].FirstOrDefault()), Key(ViewKey, Request.Query[ViewKey].FirstOrDefault()) }
                        .Where(pair => pair.Value is not null)),
            }),
        ],
    };

    private static IReadOnlyList<IGrouping<DateOnly, PublishedDocument<CalendarEvent>>> ByMonth(
        IEnumerable<PublishedDocument<CalendarEvent>> items) => [.. items.GroupBy(item => FirstOf(item.Properties.FirstDay))];

    private static bool TryReadMonth(string? text, out DateOnly? month)
    {
        var isRead = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        month = isRead ? read : null;
        return isRead || text is null;
    }

    private string AddressWith(IEnumerable<KeyValuePair<string, string?>> keys) => QueryHelpers.AddQueryString(Request.Path.Value!, keys);

    private static KeyValuePair<string, string?> Key(string key, string? value) => KeyValuePair.Create(key, value);

    private static string Stamp(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private readonly record struct MonthRange(DateOnly First, DateOnly Last)
    {
        public bool Contains(DateOnly month) => month >= First && month <= Last;
    }
}
