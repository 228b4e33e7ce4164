using System.Net;
using Portal.Calendar.Announcements;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Tests.Calendar.Agenda;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Announcements;

/// <summary>What calendars elsewhere are told when an event changes, goes, or comes back.</summary>
public sealed class AnnouncementTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Training = "activiteit-training-buit-voor-professionals";

    [Fact]
    public async Task A_change_of_what_is_told_goes_up_by_one_and_another_change_does_not()
    {
        using var desk = new Desk(portal.Host);
        var before = await EventAsync(Training);
        await desk.EditAndPublishAsync(
            Training, text => text.Replace("De groep is klein", "De groep is heel klein", StringComparison.Ordinal));
        await desk.EditAndPublishAsync(Training, text => text.Replace("capacity: 18", "capacity: 20", StringComparison.Ordinal));
        Assert.Equal((0, before.Changed), (await SequenceAsync(Training), (await EventAsync(Training)).Changed));

        portal.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await desk.EditAndPublishAsync(Training, text => text.Replace("2027-03-09", "2027-03-16", StringComparison.Ordinal));
        await Eventually.Async(
            async () => (await EventAsync(Training)).Event["DTSTART"]!.Value == "20270316T093000", "the event has moved");
        var after = await EventAsync(Training);
        Assert.Equal("1", after.Event["SEQUENCE"]!.Value);
        Assert.Equal(before.Event["UID"]!.Value, after.Event["UID"]!.Value);
        Assert.NotEqual(before.Changed, after.Changed);
        Assert.Equal(after.Changed, after.Event["DTSTAMP"]!.Value);
    }

    [Fact]
    public async Task What_is_called_off_or_taken_offline_is_told_for_ninety_days()
    {
        const string off = "activiteit-themadag-ouders", gone = "activiteit-oefening-signaal-op-vrijdagmiddag";
        using var desk = new Desk(portal.Host);
        await desk.EditAndPublishAsync(
            off, text => text.Replace("kind: themadag\n", "kind: themadag\ncancelled: \"De zaal is stuk.\"\n", StringComparison.Ordinal));
        await desk.TryAsync(new DocumentChange(gone) { Step = new Step.Unpublish(OfflineAnswer.Missing) });
        await Eventually.Async(async () => await StatusAsync(off) == "CANCELLED" && await StatusAsync(gone) == "CANCELLED", "both are off");
        var told = await EventAsync(off);
        Assert.Equal("1", told.Event["SEQUENCE"]!.Value);
        Assert.Equal("Voorbeeld: Gaat niet door: Themadag: samen met ouders", told.Event["SUMMARY"]!.Text);
        Assert.StartsWith("Gaat niet door. De zaal is stuk.\n\n", told.Event["DESCRIPTION"]!.Text, StringComparison.Ordinal);

        portal.Host.Clock.Advance(TimeSpan.FromDays(89));
        await portal.Host.RunJobAsync(new ForgetCancelledEvents());
        Assert.Equal("CANCELLED", await StatusAsync(gone));
        portal.Host.Clock.Advance(TimeSpan.FromDays(2));
        await portal.Host.RunJobAsync(new ForgetCancelledEvents());
        await Eventually.Async(async () => await StatusAsync(off) is null && await StatusAsync(gone) is null, "nobody is told any more");

        // What comes back is a later word on the same event.
        await desk.DoAsync((publisher, change) => publisher.PublishAsync(gone, change));
        await Eventually.Async(async () => await StatusAsync(gone) == "CONFIRMED", "it is there again");
        Assert.Equal("2", (await EventAsync(gone)).Event["SEQUENCE"]!.Value);
        portal.Host.Clock.Set(TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task A_second_host_tells_the_same_and_a_restart_changes_nothing()
    {
        const string id = "activiteit-netwerkbijeenkomst-signalen-bundelen";
        var before = (await EventAsync(id)).Event["UID"]!.Value;
        await using var other = await PortalHost.StartAsync(portal.Host.ConnectionString);
        Assert.Equal(before, (await EventAsync(id, other)).Event["UID"]!.Value);
        using var desk = new Desk(other);
        await desk.EditAndPublishAsync(id, text => text.Replace("Haarlem, buurtcentrum", "Haarlem, wijkcentrum", StringComparison.Ordinal));
        foreach (var host in new[] { portal.Host, other })
            await Eventually.Async(
                async () => (await EventAsync(id, host)).Event is var now && now["SEQUENCE"]!.Value == "1"
                    && now["LOCATION"]!.Text == "Haarlem, wijkcentrum",
                "both hosts tell of the new place");
    }

    [Fact]
    public async Task Events_of_before_there_was_a_book_are_written_down_at_the_start()
    {
        await using var first = await PortalHost.StartAsync();
        await first.SqlAsync("delete from calendar.announcements");
        await using var next = await PortalHost.StartAsync(first.ConnectionString);
        var (file, _) = await AskAsync("/agenda.ics", next);
        Assert.Equal(next.Site.Current.All<CalendarEvent>().Count, StrictCalendar.Read(file).Events.Count);
    }

    private async Task<(byte[] File, HttpResponseMessage Answer)> AskAsync(string path, PortalHost? host = null)
    {
        var answer = await (host ?? portal.Host).Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadAsByteArrayAsync(), answer);
    }

    private async Task<(Component Event, string Changed)> EventAsync(string id, PortalHost? host = null) =>
        await FindAsync(id, host) is { } found
            ? (found, found["LAST-MODIFIED"]!.Value) : throw new InvalidOperationException($"{id} is not told.");

    private async Task<string?> StatusAsync(string id) => (await FindAsync(id, null))?["STATUS"]!.Value;

    private async Task<Component?> FindAsync(string id, PortalHost? host)
    {
        var uid = (await (host ?? portal.Host).SqlAsync("select uid::text from calendar.announcements where document_id = $1", id))!;
        var (file, _) = await AskAsync("/agenda.ics", host);
        return StrictCalendar.Read(file).Events.SingleOrDefault(one => one["UID"]!.Value.Equals(uid));
    }

    private async Task<int> SequenceAsync(string id) =>
        (int)(await portal.Host.SqlAsync("select sequence from calendar.announcements where document_id = $1", id))!;
}
