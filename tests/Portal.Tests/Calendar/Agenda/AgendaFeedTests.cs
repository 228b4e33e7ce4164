using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Agenda;

/// <summary>The agenda for a calendar of one's own.</summary>
public sealed class AgendaFeedTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task The_feed_of_the_whole_agenda_is_right_to_the_letter_and_says_what_it_is()
    {
        var (file, answer) = await AskAsync("/agenda.ics");
        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var calendar = StrictCalendar.Read(file);
        Assert.Empty(calendar.Problems);
        Assert.Equal("Agenda Weerbare Jeugd", calendar.Root!["NAME"]!.Text);
        Assert.Equal("Agenda Weerbare Jeugd", calendar.Root["X-WR-CALNAME"]!.Text);
        Assert.Equal("PT6H", calendar.Root["X-PUBLISHED-TTL"]!.Value);
        Assert.Equal("PT6H", calendar.Root["REFRESH-INTERVAL"]!.Value);
        Assert.EndsWith("/agenda.ics", calendar.Root["SOURCE"]!.Value, StringComparison.Ordinal);
        var training = calendar.Events.Single(
            one => one["URL"]!.Value.EndsWith("/agenda/training-buit-voor-professionals", StringComparison.Ordinal));
        Assert.Equal("20270309T093000", training["DTSTART"]!.Value);
        Assert.Equal("Europe/Amsterdam", training["DTSTART"]!.Of["TZID"]);
        Assert.Equal("Voorbeeld: Training bij BUIT voor professionals", training["SUMMARY"]!.Text);
        Assert.Equal("Zaandam, trainingsruimte", training["LOCATION"]!.Text);
        Assert.Equal("Training", training["CATEGORIES"]!.Text);
        Assert.Equal("CONFIRMED", training["STATUS"]!.Value);
        Assert.True(Guid.TryParse(training["UID"]!.Value, out _));
    }

    [Fact]
    public async Task A_feed_is_narrowed_by_the_same_words_as_the_list()
    {
        foreach (var query in new[]
        {
            "", "?soort=training", "?thema=ouders", "?voor=boa", "?district=Kennemerland", "?vorm=online", "?soort=webinar&vorm=online",
        })
        {
            var listed = (await portal.Host.PageAsync("/agenda" + query)).QuerySelectorAll(".wj-event__title a")
                .Select(link => link.GetAttribute("href"));
            var (file, _) = await AskAsync("/agenda.ics" + query);
            var told = StrictCalendar.Read(file).Events.Select(one => new Uri(one["URL"]!.Value).AbsolutePath);
            Assert.Equal(listed.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
            Assert.NotEmpty(told);
        }
    }

    [Fact]
    public async Task A_theme_that_is_no_more_is_an_empty_calendar_for_who_subscribed()
    {
        var (file, _) = await AskAsync("/agenda.ics?thema=opgeheven");
        var calendar = StrictCalendar.Read(file);
        Assert.Empty(calendar.Problems);
        Assert.Empty(calendar.Events);
        Assert.Equal(400, (await portal.Host.AskAsync("/agenda.ics?thema=ouders&thema=onlinewereld")).Status);
    }

    [Fact]
    public async Task Who_has_the_feed_already_gets_304_until_something_changes()
    {
        var (_, first) = await AskAsync("/agenda.ics?soort=netwerkbijeenkomst");
        var tag = first.Headers.ETag!;
        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());
        using var desk = new Desk(portal.Host);
        await desk.EditAndPublishAsync(
            "activiteit-netwerkbijeenkomst-voorjaar",
            text => text.Replace("Purmerend, bibliotheek", "Purmerend, theater", StringComparison.Ordinal));
        await Eventually.Async(async () => await AgainAsync() == HttpStatusCode.OK, "the feed is another one");

        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/agenda.ics?soort=netwerkbijeenkomst");
            request.Headers.IfNoneMatch.Add(tag);
            using var answer = await portal.Host.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task One_event_is_a_file_of_its_own_also_at_the_address_it_had()
    {
        var (file, _) = await AskAsync("/agenda/kennisbijeenkomst-vroegsignalering.ics");
        var calendar = StrictCalendar.Read(file);
        Assert.Empty(calendar.Problems);
        Assert.Null(calendar.Root!["NAME"]);
        Assert.Equal("20270128T133000", Assert.Single(calendar.Events)["DTSTART"]!.Value);
        Assert.Equal(404, (await portal.Host.AskAsync("/agenda/bestaat-niet.ics")).Status);

        using var desk = new Desk(portal.Host);
        await desk.DoAsync((publisher, change) => publisher.RenameAsync("activiteit-kenniskring-adviseurs-2", "kenniskring-maart", change));
        await Eventually.Async(
            async () => (await portal.Host.AskAsync("/agenda/kenniskring-maart.ics")).Status == 200, "the file is at its new address");
        Assert.Equal((301, "/agenda/kenniskring-maart.ics"), await portal.Host.AskAsync("/agenda/kenniskring-adviseurs-2.ics"));
    }

    private async Task<(byte[] File, HttpResponseMessage Answer)> AskAsync(string path, PortalHost? host = null)
    {
        var answer = await (host ?? portal.Host).Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadAsByteArrayAsync(), answer);
    }
}
