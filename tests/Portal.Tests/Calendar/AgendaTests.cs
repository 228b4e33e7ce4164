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
            ["2027-06-03", "2027-04-15", "2027-03-09", "2027-02-11", "2027-01-28", "2026-10-22"],
            past.Select(day => day.GetAttribute("datetime")![..10]));
    }

    [Fact]
    public async Task An_agenda_without_events_to_come_says_so()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2031, 1, 1, 8, 0, 0, TimeSpan.Zero));
        var page = await portal.Host.PageAsync("/agenda");
        Assert.Equal("Er staat nu niets gepland", page.QuerySelector(".wj-empty h2")!.TextContent);
        Assert.Equal(6, page.QuerySelectorAll(".wj-event--past").Length);
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
}
