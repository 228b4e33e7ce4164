using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Calendar;

/// <summary>The agenda in a browser: as a list and as a month, and an event in every state.</summary>
public sealed class AgendaTests
{
    private const string January = "/agenda?maand=2027-01&weergave=maand";

    [Fact]
    public Task The_agenda_and_its_events_are_accessible_in_every_state() => Round.WalkAsync(async round =>
    {
        var (visit, page) = (round.Visit, round.Visit.Page);
        await visit.OpenAsync("/agenda");
        await visit.UnfoldAsync();
        await round.LookAsync("lijst");
        await visit.OpenAsync("/agenda?soort=kenniskring&vorm=online");
        await round.LookAsync("lijst met filters");
        await visit.OpenAsync("/agenda?soort=oefening&vorm=online");
        await round.LookAsync("niets gevonden");
        await visit.OpenAsync("/agenda?maand=2027-01");
        await round.LookAsync("lijst van een maand");
        await visit.OpenAsync(January);
        await round.LookAsync("maand");
        await visit.OpenAsync("/agenda?weergave=maand");
        await round.LookAsync("maand met vandaag");
        await visit.OpenAsync("/agenda?maand=2027-08&weergave=maand");
        await round.LookAsync("maand zonder iets");
        await visit.OpenAsync("/agenda/oefening-signaal-op-vrijdagmiddag");
        await round.LookAsync("activiteit");
        await visit.OpenAsync("/agenda/kenniskring-adviseurs-1");
        await round.LookAsync("activiteit van een reeks");
        await visit.OpenAsync("/agenda/webinar-ineens-geld");
        await round.LookAsync("gaat niet door");
        await visit.OpenAsync("/agenda/netwerkbijeenkomst-signalen-bundelen");
        await round.LookAsync("geweest");
    });

    [Fact]
    public Task A_month_is_a_grid_where_there_is_room_and_a_list_on_a_phone() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync(January);
        var (grid, list) = (page.Locator(".wj-calendar"), page.Locator(".wj-below-calendar"));
        await Expect(grid).ToBeVisibleAsync();
        await Expect(list).ToBeHiddenAsync();
        await page.SetViewportSizeAsync(900, 800);
        await Expect(grid).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(899, 800);
        await Expect(grid).ToBeHiddenAsync();
        await Expect(list).ToBeVisibleAsync();
        await Expect(list.GetByRole(AriaRole.Link, new() { Name = "Oefening: een signaal op vrijdagmiddag" })).ToBeVisibleAsync();
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_reader_leafs_narrows_and_opens_an_event_by_keyboard(bool scripts) =>
        Visit.RunAsync(Look.Wide with { Scripts = scripts }, async visit =>
        {
            var page = visit.Page;
            await visit.OpenAsync("/agenda?maand=2026-12&weergave=maand");
            await page.GetByRole(AriaRole.Link, new() { Name = "Naar januari 2027" }).PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "januari 2027" }).Locator("visible=true")).ToBeVisibleAsync();
            await page.Locator("summary", new() { HasText = "Filters" }).PressAsync("Enter"); // the month has all the room
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Filters" }).GetByRole(AriaRole.Link, new() { Name = "Oefening" })
                .PressAsync("Enter");
            Assert.Equal("/agenda?soort=oefening&maand=2027-01&weergave=maand", visit.At);
            var day = page.Locator("td", new() { Has = page.Locator("time[datetime='2027-01-15']") });
            await day.GetByRole(AriaRole.Link).PressAsync("Enter");
            Assert.Equal("/agenda/oefening-signaal-op-vrijdagmiddag", visit.At);
        });

    [Fact]
    public async Task An_event_goes_along_in_a_file()
    {
        await using var portal = await PortalHost.StartAsync(kestrel: true);
        portal.Clock.Set(new DateTimeOffset(2027, 1, 12, 9, 0, 0, TimeSpan.Zero));
        await Visit.RunAsync(portal.Address, Look.Phone, async visit =>
        {
            await visit.OpenAsync("/agenda/training-buit-voor-professionals");
            // What the link gives, as the browser gets it; where a browser keeps a file is its own affair.
            var link = visit.Page.GetByRole(AriaRole.Link, new() { Name = "Zet in je agenda" });
            var file = await link.EvaluateAsync<string[]>(
                """
                async link => {
                  const answer = await fetch(link.href);
                  return [answer.headers.get("content-type"), await answer.text()];
                }
                """);
            Assert.Equal("text/calendar; charset=utf-8", file[0]);
            Assert.StartsWith("BEGIN:VCALENDAR\r\n", file[1], StringComparison.Ordinal);
            Assert.EndsWith("training-buit-voor-professionals.ics", await link.GetAttributeAsync("href"), StringComparison.Ordinal);
        });
    }
}
