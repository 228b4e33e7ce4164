using System.Net;
using Portal.Calendar.Drafts;
using Portal.Calendar.Types;
using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Tests.Calendar.Attendance;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Portal.Tests.Calendar.Attendance.AttendanceSteps;

namespace Portal.Tests.Calendar.Drafts;

/// <summary>An event again: once on another day, or every so many weeks.</summary>
public sealed class EventCopyTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_copy_has_the_same_text_on_another_day_and_nobody_sees_it()
    {
        await Host.GivenRegistrationAsync(TrainingDay);
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{TrainingDay}/kopie");
        await coordinator.PressAsync("Maak de kopie", ("Titel", " "), ("Begint", "9 uur"));
        foreach (var wrong in new[] { "Geef de kopie een titel.", "Kies een dag." })
            Assert.Contains(wrong, coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Maak de kopie", ("Titel", "BUIT; nog een keer 🙂"), ("Dag", "2027-09-14"), ("Begint", "9 uur"));
        Assert.Contains("Schrijf een tijd zoals 13:30.", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Maak de kopie", ("Begint", "13:00"), ("Eindigt", "12:30"));
        Assert.Contains("Het einde moet na het begin liggen.", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Maak de kopie", ("Begint", "13:00"), ("Eindigt", "15.30"));
        Assert.Equal("/beheer/inhoud/activiteit-buit-nog-een-keer", coordinator.At);

        var (source, copy) = (await ReadAsync(TrainingDay), await ReadAsync("activiteit-buit-nog-een-keer"));
        var (before, after) = ((CalendarEvent)source.Properties!, (CalendarEvent)copy.Properties!);
        Assert.Equal(("BUIT; nog een keer 🙂", source.Body, false), (after.Title, copy.Body, copy.IsOnline));
        Assert.Equal((new DateTime(2027, 9, 14, 13, 0, 0), new DateTime(2027, 9, 14, 15, 30, 0)), (after.Starts, after.Ends));
        Assert.Equal((before.Location, before.Capacity, before.Summary), (after.Location, after.Capacity, after.Summary));
        Assert.Equal(before.Dossiers, after.Dossiers);
        Assert.Empty(await Host.ListAsync(copy.Id));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_copy()
    {
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{Webinar}/kopie");
        var form = coordinator.Page.QuerySelectorAll("main form input")
            .Select(field => (Name: field.GetAttribute("name")!, Value: field.GetAttribute("value") ?? ""))
            .Where(field => field.Name is not ("Dag" or "Titel"))
            .Append(("Dag", "2027-10-14")).Append(("Titel", "Dubbel geklikt")).ToArray();
        for (var time = 0; time < 2; time++)
        {
            await coordinator.PostAsync($"/beheer/agenda/{Webinar}/kopie", form);
            Assert.Equal("/beheer/inhoud/activiteit-dubbel-geklikt", coordinator.At);
        }
        Assert.Equal(1L, await Host.SqlAsync("select count(*) from content.documents where ref like 'activiteit-dubbel-geklikt%'"));
    }

    [Fact]
    public async Task A_copy_of_what_was_called_off_goes_on_and_keeps_its_nights_and_days()
    {
        var id = await Host.GivenEventAsync(
            "nachtwerk", "starts: 2027-05-10T22:00\nends: 2027-05-12T02:00\nmode: online\ncancelled: \"De zaal is stuk.\"\n");
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{id}/kopie");
        Assert.Contains("Hij duurt weer 3 dagen.", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Maak de kopie", ("Dag", "2027-12-30"), ("Titel", "Nachtwerk in december"));
        var copy = (CalendarEvent)(await ReadAsync("activiteit-nachtwerk-in-december")).Properties!;
        Assert.Equal(
            (new DateTime(2027, 12, 30, 22, 0, 0), new DateTime(2028, 1, 1, 2, 0, 0), null), (copy.Starts, copy.Ends, copy.Cancelled));
    }

    [Fact]
    public async Task A_time_that_the_spring_change_skips_is_told_before_a_copy_is_made()
    {
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{Webinar}/kopie");
        await coordinator.PressAsync("Maak de kopie", ("Dag", "2027-03-28"), ("Begint", "02:30"), ("Eindigt", "04:00"));
        Assert.Contains("02.30 uur bestaat die dag niet. Kies een andere tijd.", coordinator.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_keeps_its_time_on_the_wall_across_both_changes_of_the_clock()
    {
        var id = await Host.GivenEventAsync(
            "kring", "starts: 2027-03-15T09:30\nends: 2027-03-15T11:30\nmode: online\ncapacity: 12\n", "Kring van de wijk");
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{id}/reeks");
        await coordinator.PressAsync("Laat de dagen zien", ("Weken", "0"), ("Reeks", ""), ("Tot", ""));
        foreach (var wrong in new[] { "Vul een getal van 1 tot en met 26 in.", "Kies een dag.", "Geef de reeks een naam" })
            Assert.Contains(wrong, coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Laat de dagen zien", ("Weken", "1"), ("Reeks", "Kring 2027"), ("Tot", "2029-01-01"));
        Assert.Contains("Dit worden er meer dan 52.", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Laat de dagen zien", ("Weken", "16"), ("Tot", "2027-11-08"));
        Assert.Equal(
            ["maandag 5 juli 2027, 09.30 uur", "maandag 25 oktober 2027, 09.30 uur"],
            coordinator.Page.QuerySelectorAll("main ol.utrecht-ordered-list li").Select(day => day.TextContent.Trim()));
        await coordinator.PressAsync("Laat de dagen zien", ("Weken", "2"), ("Tot", "2027-11-08"));
        await coordinator.PressAsync("Maak deze 17 concepten", ("sure", "true"));
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        Assert.Contains("Er staan 17 concepten klaar.", coordinator.Text, StringComparison.Ordinal);
        foreach (var (number, begins) in new[] { (2, "2027-03-29T07:30Z"), (17, "2027-10-25T07:30Z"), (18, "2027-11-08T08:30Z") })
        {
            var one = (CalendarEvent)(await ReadAsync($"activiteit-kring-van-de-wijk{(number == 2 ? "" : $"-{number - 1}")}")).Properties!;
            Assert.Equal(("Kring 2027", new TimeSpan(9, 30, 0), 12), (one.Series, one.Starts.TimeOfDay, one.Capacity));
            Assert.Equal(DateTimeOffset.Parse(begins, System.Globalization.CultureInfo.InvariantCulture), one.BeginsAt);
        }
    }

    [Fact]
    public void A_day_on_which_the_time_does_not_exist_is_named_and_one_on_which_it_comes_twice_means_the_first()
    {
        var item = Event(new DateTime(2027, 3, 7, 2, 30, 0), new DateTime(2027, 3, 7, 3, 30, 0));
        var spring = EventTimes.Series(item, 1, new DateOnly(2027, 4, 4));
        Assert.Equal(
            [
                null, null,
                "Op zondag 28 maart 2027 gaat de klok een uur vooruit: 02.30 uur bestaat die dag niet. Kies een andere tijd.", null,
            ],
            spring.Select(date => date.Problem));
        var night = Event(new DateTime(2027, 10, 24, 2, 30, 0), new DateTime(2027, 10, 24, 4, 0, 0));
        var autumn = EventTimes.Series(night, 1, new DateOnly(2027, 10, 31));
        Assert.Null(autumn.Single().Problem);
        Assert.Equal(new DateTime(2027, 10, 31, 2, 30, 0), autumn.Single().Times.Starts);
    }

    [Fact]
    public void A_series_of_whole_days_knows_no_clock()
    {
        var item = Event(new DateTime(2027, 3, 26), new DateTime(2027, 3, 27)) with { WholeDay = true };
        var dates = EventTimes.Series(item, 1, new DateOnly(2027, 4, 2));
        Assert.Equal((new DateTime(2027, 4, 2), new DateTime(2027, 4, 3)), (dates.Single().Times.Starts, dates.Single().Times.Ends));
        Assert.Null(dates.Single().Problem);
    }

    private static CalendarEvent Event(DateTime starts, DateTime ends) => new()
    {
        Id = "activiteit-x",
        Type = "activiteit",
        Title = "X",
        Kind = EventKind.Training,
        Mode = EventMode.Online,
        Starts = starts,
        Ends = ends,
    };

    private async Task<WrittenDocument> ReadAsync(string id) =>
        (await Host.WithAsync<DocumentDesk, WrittenDocument?>(desk => desk.ReadAsync(id, default)))
            ?? throw new Xunit.Sdk.XunitException($"There is no {id}.");
}
