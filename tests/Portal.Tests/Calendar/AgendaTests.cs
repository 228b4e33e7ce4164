using Portal.Tests.Support;

namespace Portal.Tests.Calendar;

public sealed class AgendaTests(RunningPortal portal) : IClassFixture<RunningPortal>, IDisposable
{
    private const string Past = "/agenda/netwerkbijeenkomst-signalen-bundelen";
    private const string Report = "/agenda/verslagen/netwerkbijeenkomst-signalen-bundelen";

    public void Dispose() => portal.Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task What_is_to_come_stands_by_month_and_what_was_below()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var page = await portal.Host.PageAsync("/agenda");
        var months = page.QuerySelectorAll(".wj-month__title").Select(title => title.TextContent);
        Assert.Equal(["januari 2027", "februari 2027", "maart 2027", "april 2027", "juni 2027", "Geweest"], months);
        Assert.Equal(Past, page.QuerySelector(".wj-event--past .wj-event__title a")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector($".wj-event--past a[href='{Report}']"));
    }

    [Fact]
    public async Task An_event_is_past_when_it_has_ended_not_when_it_begins()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 10, 22, 14, 29, 0, TimeSpan.Zero)); // 16.29 in Alkmaar, it ends at 16.30
        Assert.Null((await portal.Host.PageAsync(Past)).QuerySelector(".utrecht-alert"));
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        var page = await portal.Host.PageAsync(Past);
        Assert.Contains("is geweest", page.QuerySelector(".utrecht-alert")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($".utrecht-alert a[href='{Report}']"));
    }

    [Fact]
    public async Task The_agenda_keeps_an_event_among_what_comes_until_it_has_ended()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 10, 22, 14, 29, 0, TimeSpan.Zero)); // 16.29 in Alkmaar, it ends at 16.30
        Assert.Null((await portal.Host.PageAsync("/agenda")).QuerySelector(".wj-event--past"));
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        var past = Assert.Single((await portal.Host.PageAsync("/agenda")).QuerySelectorAll(".wj-event--past .wj-event__title a"));
        Assert.Equal(Past, past.GetAttribute("href"));
    }

    [Fact]
    public async Task Of_what_was_the_last_stands_first()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2031, 1, 1, 8, 0, 0, TimeSpan.Zero));
        var past = (await portal.Host.PageAsync("/agenda")).QuerySelectorAll(".wj-event--past time");
        Assert.Equal(
            [
                "2027-06-15", "2027-06-03", "2027-04-15", "2027-03-09", "2027-02-11", "2027-01-28", "2027-01-27", "2027-01-21",
                "2027-01-19", "2027-01-15", "2026-10-22",
            ],
            past.Select(day => day.GetAttribute("datetime")![..10]));
    }

    [Fact]
    public async Task An_agenda_without_events_to_come_says_so()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2031, 1, 1, 8, 0, 0, TimeSpan.Zero));
        var page = await portal.Host.PageAsync("/agenda");
        Assert.Equal("Er staat nu niets gepland", page.QuerySelector(".wj-empty h2")!.TextContent);
        Assert.Equal(11, page.QuerySelectorAll(".wj-event--past").Length);
    }

    [Fact]
    public async Task A_filter_narrows_what_is_to_come_and_what_was()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var page = await portal.Host.PageAsync("/agenda?soort=netwerkbijeenkomst");
        Assert.All(page.QuerySelectorAll(".wj-event .wj-kind"), kind => Assert.Equal("Netwerkbijeenkomst", kind.TextContent));
        Assert.Equal(2, page.QuerySelectorAll(".wj-event").Length);
        Assert.Equal(400, (await portal.Host.AskAsync("/agenda?soort=feest")).Status);
    }

    [Fact]
    public async Task A_moment_is_written_for_people_and_for_machines()
    {
        var time = (await portal.Host.PageAsync("/agenda/kennisbijeenkomst-vroegsignalering")).QuerySelector(".wj-facts time")!;
        Assert.Equal("donderdag 28 januari 2027, 13.30\u00A0tot\u00A016.30\u00A0uur", time.TextContent);
        Assert.Equal("2027-01-28T13:30+01:00", time.GetAttribute("datetime"));
    }

    [Fact]
    public async Task A_month_is_a_table_with_a_heading_for_each_day_and_what_is_on_it()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var page = await portal.Host.PageAsync("/agenda?maand=2027-01&weergave=maand");
        var table = page.QuerySelector("table")!;
        Assert.Equal(
            ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
            table.QuerySelectorAll("th[scope=col]").Select(head => head.TextContent));
        Assert.Equal("januari 2027", page.GetElementById(table.GetAttribute("aria-labelledby")!)!.TextContent);
        Assert.Equal(31, table.QuerySelectorAll("time").Length);
        Assert.All(table.QuerySelectorAll("tbody tr"), week => Assert.Equal(7, week.Children.Length));
        // Two whole days stand on both; the day after the first has another one too.
        Assert.Equal(["/agenda/themadagen-jeugd-en-veiligheid"], LinksOn("2027-01-27"));
        Assert.Equal(["/agenda/themadagen-jeugd-en-veiligheid", "/agenda/kennisbijeenkomst-vroegsignalering"], LinksOn("2027-01-28"));
        Assert.Contains("gaat niet door", TextOn("2027-01-21"), StringComparison.Ordinal);
        Assert.Empty(LinksOn("2027-01-29"));
        Assert.Equal("/agenda?maand=2026-12&weergave=maand", page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal("/agenda?maand=2027-02&weergave=maand", page.QuerySelector("a[rel=next]")!.GetAttribute("href"));

        IEnumerable<string?> LinksOn(string day) =>
            table.QuerySelector($"time[datetime='{day}']")!.ParentElement!.QuerySelectorAll("a").Select(link => link.GetAttribute("href"));
        string TextOn(string day) => table.QuerySelector($"time[datetime='{day}']")!.ParentElement!.TextContent;
    }

    [Fact]
    public async Task The_month_without_a_name_is_the_one_we_live_in_and_marks_today()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2027, 1, 31, 23, 30, 0, TimeSpan.Zero)); // half past midnight in Alkmaar, 1 February
        var page = await portal.Host.PageAsync("/agenda?weergave=maand");
        Assert.Equal("2027-02-01", page.QuerySelector("time[aria-current=date]")!.GetAttribute("datetime"));
        Assert.Equal("/agenda", page.QuerySelector(".wj-views a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Somebody_may_leaf_on_and_a_robot_not_for_ever()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(200, (await portal.Host.AskAsync("/agenda?maand=2028-06&weergave=maand")).Status);
        Assert.Null((await portal.Host.PageAsync("/agenda?maand=2028-06&weergave=maand")).QuerySelector("a[rel=next]"));
        Assert.Equal(404, (await portal.Host.AskAsync("/agenda?maand=2028-07&weergave=maand")).Status);
        foreach (var wrong in new[] { "maand=januari", "maand=2027-13", "weergave=week", "wanneer=geweest&weergave=maand", "vorm=hybride" })
            Assert.Equal(400, (await portal.Host.AskAsync("/agenda?" + wrong)).Status);
    }

    [Fact]
    public async Task What_is_for_everyone_is_for_each_function_and_what_has_no_district_for_each_of_them()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        Assert.Contains("/agenda/netwerkbijeenkomst-voorjaar", await LinksAsync("?voor=zorgprofessional"));
        var kennemerland = await LinksAsync("?district=Kennemerland");
        Assert.Contains("/agenda/webinar-onlinewereld", kennemerland);
        Assert.DoesNotContain("/agenda/themadag-ouders", kennemerland);
        // Who can choose between a room and a screen is found by both.
        Assert.Contains("/agenda/kenniskring-adviseurs-1", await LinksAsync("?vorm=online"));
        Assert.Contains("/agenda/kenniskring-adviseurs-1", await LinksAsync("?vorm=op_locatie"));
    }

    [Fact]
    public async Task A_filter_keeps_the_month_and_the_view_and_an_address_names_its_filters_in_one_order()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var page = await portal.Host.PageAsync("/agenda?vorm=online&weergave=maand&maand=2027-01&soort=kenniskring");
        Assert.Equal("/agenda?soort=kenniskring&vorm=online&maand=2027-01", page.QuerySelector(".wj-views a")!.GetAttribute("href"));
        Assert.Contains(
            "/agenda?soort=kenniskring&maand=2027-01&weergave=maand",
            page.QuerySelectorAll(".wj-chosen a").Select(link => link.GetAttribute("href")));
        Assert.EndsWith("/agenda", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.EndsWith(
            "/agenda.ics?soort=kenniskring&vorm=online", page.GetElementById("abonnement")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("webcal://", page.QuerySelector(".wj-subscribe a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_says_when_where_for_whom_and_how_to_take_part()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var page = await portal.Host.PageAsync("/agenda/oefening-signaal-op-vrijdagmiddag");
        var facts = page.QuerySelectorAll(".wj-facts__row").ToDictionary(
            row => row.Children[0].TextContent,
            row => string.Join(' ', row.Children[1].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("vrijdag 15 januari 2027, 15.00 tot 18.30 uur", facts["Wanneer"]);
        Assert.Equal("Beverwijk, buurthuis Voorbeeldstraat 12, Beverwijk", facts["Waar"]);
        Assert.StartsWith("De zaal is gelijkvloers.", facts["Toegankelijk"], StringComparison.Ordinal);
        var part = page.QuerySelector("section[aria-labelledby=meedoen]")!;
        Assert.Equal(
            "mailto:agenda@voorbeeld.nl?subject=Aanmelden%3A%20Oefening%3A%20een%20signaal%20op%20vrijdagmiddag",
            part.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("een account op dit portaal", part.TextContent, StringComparison.Ordinal);
        Assert.Contains("plaats voor 24 mensen", part.TextContent, StringComparison.Ordinal);
        Assert.Equal("/agenda/oefening-signaal-op-vrijdagmiddag.ics", page.QuerySelector("a[download]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task One_of_a_series_names_the_other_times_and_one_that_is_off_asks_nobody_to_come()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var one = await portal.Host.PageAsync("/agenda/kenniskring-adviseurs-1");
        var other = one.QuerySelector("section[aria-labelledby=andere-momenten] a");
        Assert.Equal("/agenda/kenniskring-adviseurs-2", other!.GetAttribute("href"));
        var off = await portal.Host.PageAsync("/agenda/webinar-ineens-geld");
        Assert.Equal(
            "Deze webinar gaat niet door. De spreker is ziek. We zoeken een nieuwe dag; die zetten we hier op de agenda.",
            off.QuerySelector(".utrecht-alert")!.TextContent.Trim());
        Assert.Null(off.QuerySelector("#meedoen"));
        Assert.Null(off.QuerySelector("a[download]"));
        Assert.DoesNotContain("/agenda/webinar-ineens-geld", (await portal.Host.PageAsync("/")).QuerySelectorAll(".wj-agenda a")
            .Select(link => link.GetAttribute("href")));
    }

    private async Task<List<string?>> LinksAsync(string query) =>
        [
            .. (await portal.Host.PageAsync("/agenda" + query)).QuerySelectorAll(".wj-event__title a")
                .Select(link => link.GetAttribute("href")),
        ];
}
