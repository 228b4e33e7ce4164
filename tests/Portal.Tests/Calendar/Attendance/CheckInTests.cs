using System.Net;
using Portal.Calendar.Attendance;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Portal.Tests.Calendar.Attendance.AttendanceSteps;

namespace Portal.Tests.Calendar.Attendance;

/// <summary>The code of a registration, at the door.</summary>
public sealed class CheckInTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_coordinator_who_reads_the_code_has_one_button_and_can_take_it_back()
    {
        var whose = await Host.GivenRegistrationAsync(TrainingDay, "Noor 🙂 <b>Visser</b>");
        var code = Host.LinksOf(whose).CheckIn;
        var (coordinator, id) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync(code);
        Assert.Contains("Noor 🙂 <b>Visser</b>", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("Training bij BUIT voor professionals", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("deze code is voor een andere dag", coordinator.Text, StringComparison.Ordinal);
        Assert.Null((await Host.AttendeeAsync(TrainingDay, whose)).Present); // looking changes nothing
        await coordinator.PressAsync("Aanwezig");
        Assert.Contains("staat op aanwezig.", coordinator.Text, StringComparison.Ordinal);
        var there = await Host.AttendeeAsync(TrainingDay, whose);
        Assert.Equal((true, "qr"), (there.IsThere, there.How));
        Assert.Equal(id, await Host.SqlAsync("select recorded_by from calendar.attendance where id = $1", whose));
        await coordinator.GoAsync(code);
        Assert.Contains("Stond al op aanwezig, met de QR-code", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Toch niet aanwezig");
        Assert.False((await Host.AttendeeAsync(TrainingDay, whose)).Present);
    }

    [Fact]
    public async Task Anybody_else_who_opens_a_forwarded_code_is_told_to_show_it_and_changes_nothing()
    {
        var whose = await Host.GivenRegistrationAsync(TrainingDay, "Geheime Naam");
        var code = Host.LinksOf(whose).CheckIn;
        var page = await Host.PageAsync(code);
        Assert.Contains("Laat deze code zien aan de deur", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("svg.wj-qr"));
        Assert.DoesNotContain("Geheime Naam", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
        Assert.Equal($"/inloggen?terug={Uri.EscapeDataString(code)}", page.QuerySelector("main a[rel=nofollow]")!.GetAttribute("href"));
        foreach (var role in new[] { Rights.Editor, Rights.ContactPerson })
        {
            var (other, _) = await portal.SignedInAsAsync(role);
            await other.GoAsync("/account");
            var token = other.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
            await other.PostAsync(code, ("formulier", token), ("present", "true"));
            Assert.Equal(HttpStatusCode.Forbidden, other.Status);
        }
        Assert.Null((await Host.AttendeeAsync(TrainingDay, whose)).Present);
    }

    [Fact]
    public async Task A_code_that_is_none_of_ours_or_is_for_something_else_opens_nothing()
    {
        var whose = await Host.GivenRegistrationAsync(Webinar);
        var (checkIn, word, evaluation) = Host.LinksOf(whose);
        var key = checkIn.Split('/')[^1];
        foreach (var path in new[]
        {
            "/aanwezig/x", "/aanwezig/%F0%9F%99%82", $"/aanwezig/{key}A", $"/aanwezig/{key[..^4]}", $"/aanwezig/{whose}",
            $"/aanwezig/{word.Split('/')[^1]}", $"/aanwezig/{evaluation.Split('/')[^1]}", $"/aanwezig/woord/{key}", $"/evaluatie/{key}",
        })
        {
            Assert.Equal(404, (await Host.AskAsync(path)).Status);
        }
        await Host.SqlAsync("delete from calendar.registrations where id = $1", whose);
        Assert.Equal(404, (await Host.AskAsync(checkIn)).Status);
    }

    [Theory]
    [InlineData("nacht", "starts: 2027-05-10T22:00\nends: 2027-05-11T02:00\n", "2027-05-11T01:30", true)]
    [InlineData("dagen", "starts: 2027-05-10T09:00\nends: 2027-05-12T16:00\n", "2027-05-11T20:00", true)]
    [InlineData("hele", "starts: 2027-05-10T00:00\nends: 2027-05-11T00:00\nwhole_day: true\n", "2027-05-11T23:00", true)]
    [InlineData("voorjaar", "starts: 2027-03-28T01:30\nends: 2027-03-28T03:30\n", "2027-03-28T03:15", true)]
    [InlineData("morgen", "starts: 2027-05-10T10:00\nends: 2027-05-10T12:00\n", "2027-05-09T10:00", false)]
    public async Task The_day_of_a_code_goes_over_midnight_over_days_and_over_a_change_of_the_clock(
        string slug, string times, string now, bool isItsDay)
    {
        var id = await Host.GivenEventAsync($"code-{slug}", times + "mode: op_locatie\nlocation: Alkmaar\n");
        var whose = await Host.GivenRegistrationAsync(id);
        var before = Host.Clock.GetUtcNow();
        try
        {
            Host.Clock.Set(On(now));
            var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
            await coordinator.GoAsync(Host.LinksOf(whose).CheckIn);
            Assert.Equal(!isItsDay, coordinator.Text.Contains("voor een andere dag", StringComparison.Ordinal));
            await coordinator.PressAsync("Aanwezig");
            Assert.True((await Host.AttendeeAsync(id, whose)).IsThere);
        }
        finally
        {
            Host.Clock.Set(before);
        }
    }
}
