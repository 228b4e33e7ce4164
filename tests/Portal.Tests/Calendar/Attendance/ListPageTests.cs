using System.Net;
using System.Text;
using AngleSharp.Dom;
using Portal.Calendar.Attendance;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Portal.Tests.Calendar.Attendance.AttendanceSteps;

namespace Portal.Tests.Calendar.Attendance;

/// <summary>The list at the door: by its forms, and by what the script sends.</summary>
public sealed class ListPageTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Keys = "starts: 2027-05-10T10:00\nends: 2027-05-10T12:00\nmode: hybride\nlocation: Alkmaar\n";

    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_coordinator_marks_takes_back_and_finds_people_without_script()
    {
        var id = await Host.GivenEventAsync("deur", Keys);
        var samira = await Host.GivenRegistrationAsync(id, "Samira Bakker", organisation: "Streetcornerwork");
        await Host.GivenRegistrationAsync(id, "Émile Aarts", organisation: "Gemeente Alkmaar");
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{id}/aanwezig");
        Assert.Contains("0 van 2 zijn er", coordinator.Text, StringComparison.Ordinal);
        await PressAsync(coordinator, samira);
        Assert.Contains("1 van 2 zijn er", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal("is er", Row(coordinator, samira).QuerySelector("[data-state]")!.TextContent);
        await PressAsync(coordinator, samira);
        Assert.Contains("0 van 2 zijn er", coordinator.Text, StringComparison.Ordinal);

        (string, string)[] searches =
            [("emile", "Émile Aarts"), ("SAMIRA streetcorner", "Samira Bakker"), ("gemeente", "Émile Aarts")];
        foreach (var (words, found) in searches)
        {
            await coordinator.GoAsync($"/beheer/agenda/{id}/aanwezig?zoek={Uri.EscapeDataString(words)}");
            Assert.Equal(found, Assert.Single(Names(coordinator)));
        }
        await coordinator.GoAsync($"/beheer/agenda/{id}/aanwezig?zoek=niemand");
        Assert.Contains("Niemand gevonden", coordinator.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_walks_in_is_asked_for_a_name_and_stands_on_the_list()
    {
        var id = await Host.GivenEventAsync("binnen", Keys);
        var (address, member) = await portal.GivenMemberAsync();
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{id}/aanwezig");
        await coordinator.PressAsync("Zet op aanwezig", ("Organisatie", "Levvel"));
        Assert.Contains("Vul een naam in.", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal("Levvel", coordinator.Page.QuerySelector("input[name=Organisatie]")!.GetAttribute("value"));
        await coordinator.PressAsync("Zet op aanwezig", ("Naam", "Jo 🙂 Peters"), ("Adres", "geen adres"));
        Assert.Contains("Dit is geen e-mailadres.", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Zet op aanwezig", ("Naam", "  Jo 🙂  Peters "), ("Adres", address));
        Assert.Contains("Jo 🙂 Peters staat op aanwezig.", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal("Jo 🙂 Peters", Assert.Single(Names(coordinator)));
        Assert.Equal(member, await Host.SqlAsync("select member_id from calendar.attendance where event = $1", id));
    }

    [Fact]
    public async Task What_the_script_sends_is_named_as_stored_and_a_repeat_is_harmless()
    {
        var id = await Host.GivenEventAsync("tikken", Keys);
        var samira = await Host.GivenRegistrationAsync(id);
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{id}/aanwezig");
        var token = coordinator.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        var (there, back) = (Guid.NewGuid(), Guid.NewGuid());
        // The second tap was sent first; the first one comes twice.
        await TikAsync("tik", back, ("wie", $"{samira}"), ("present", "false"), ("geleden", "1000"));
        for (var time = 0; time < 2; time++) await TikAsync("tik", there, ("wie", $"{samira}"), ("present", "true"), ("geleden", "600000"));
        Assert.False((await Host.AttendeeAsync(id, samira)).Present);

        var walkIn = Guid.NewGuid();
        for (var time = 0; time < 2; time++) await TikAsync("binnen", walkIn, ("wie", $"{walkIn}"), ("Naam", "Jo"), ("geleden", "5000"));
        Assert.Equal(2, (await Host.ListAsync(id)).Count);

        await TikAsync("tik", there, ("wie", $"{Guid.NewGuid()}"), ("present", "true"));
        Assert.Equal((HttpStatusCode.Conflict, $"{there}"), (coordinator.Status, Header("Tap-Refused")));
        Assert.Contains("Deze aanmelding is er niet meer.", coordinator.Text, StringComparison.Ordinal);
        await TikAsync("binnen", walkIn, ("wie", $"{walkIn}"), ("Naam", " "));
        Assert.Equal($"{walkIn}", Header("Tap-Refused"));
        await coordinator.PostAsync($"/beheer/agenda/{id}/aanwezig?handler=tik", ("formulier", token), ("tap", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, coordinator.Status);

        async Task TikAsync(string handler, Guid tap, params (string, string)[] fields)
        {
            await coordinator.PostAsync(
                $"/beheer/agenda/{id}/aanwezig?handler={handler}", [("formulier", token), ("tap", $"{tap}"), .. fields]);
            if (coordinator.Status == HttpStatusCode.NoContent) Assert.Equal($"{tap}", Header("Tap-Stored"));
        }

        string? Header(string name) => coordinator.Headers.TryGetValues(name, out var values) ? values.Single() : null;
    }

    [Fact]
    public async Task A_phone_whose_clock_is_wrong_or_that_says_odd_things_has_a_moment_all_the_same()
    {
        var id = await Host.GivenEventAsync("klok", Keys);
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{id}/aanwezig");
        var token = coordinator.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        foreach (var ago in new[] { "-86400000", "", "morgen", "9223372036854775807" })
        {
            var whose = await Host.GivenRegistrationAsync(id);
            await coordinator.PostAsync(
                $"/beheer/agenda/{id}/aanwezig?handler=tik", ("formulier", token), ("wie", $"{whose}"), ("present", "true"),
                ("tap", $"{Guid.NewGuid()}"), ("geleden", ago));
            var found = await Host.AttendeeAsync(id, whose);
            Assert.True(found.IsThere);
            Assert.InRange(found.At!.Value, Host.Clock.GetUtcNow().AddDays(-15), Host.Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task The_list_is_for_coordinators()
    {
        foreach (var role in new[] { Rights.Editor, Rights.Administrator, Rights.ContactPerson })
        {
            var (other, _) = await portal.SignedInAsAsync(role);
            await other.GoAsync($"/beheer/agenda/{TrainingDay}/aanwezig");
            Assert.Equal(HttpStatusCode.Forbidden, other.Status);
        }
        Assert.Equal(302, (await Host.AskAsync($"/beheer/agenda/{TrainingDay}/aanwezig")).Status);
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync("/beheer/agenda/activiteit-bestaat-niet/aanwezig");
        Assert.Equal(HttpStatusCode.NotFound, coordinator.Status);
    }

    [Fact]
    public async Task The_file_for_a_spreadsheet_holds_no_formulas()
    {
        var id = await Host.GivenEventAsync("csv", Keys, "Titel met ; en , en \\\\ en 🙂");
        await Host.GivenRegistrationAsync(id, "=HYPERLINK(\"https://kwaad.example\")", organisation: "+31; \"Zaan\"\nstad");
        await Host.GivenRegistrationAsync(id, "@Noor 👩🏽‍🏫, Zoë\\n; ’s", organisation: null);
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{id}/aanwezig/lijst");
        Assert.Contains("@Noor 👩🏽‍🏫, Zoë\\n; ’s", coordinator.Text, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/beheer/agenda/{id}/aanwezig/lijst?handler=csv");
        using var answer = await coordinator.FetchAsync(request);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var lines = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).Split("\r\n");
        Assert.Equal("naam;organisatie;functie;aanwezig;hoe;wanneer", lines[0].TrimStart('\uFEFF'));
        Assert.Equal("\"'=HYPERLINK(\"\"https://kwaad.example\"\")\";\"'+31; \"\"Zaan\"\"\nstad\";;nee;;", lines[1]);
        Assert.Equal("\"'@Noor 👩🏽‍🏫, Zoë\\n; ’s\";;;nee;;", lines[2]);
    }

    private static IElement Row(Visitor visitor, Guid id) => visitor.Page.QuerySelector($"[data-who='{id}']")!;

    private static IEnumerable<string> Names(Visitor visitor) =>
        visitor.Page.QuerySelectorAll(".wj-attendees .wj-attendee__name").Select(name => name.TextContent);

    // The button of one row: a browser sends the value of the button that was pressed.
    private static async Task PressAsync(Visitor visitor, Guid id)
    {
        var button = Row(visitor, id).QuerySelector("button")!;
        var token = visitor.Page.QuerySelector("#lijst input[name=formulier]")!.GetAttribute("value")!;
        await visitor.PostAsync(
            button.Closest("form")!.GetAttribute("action")!, ("formulier", token), ("tik", button.GetAttribute("value")!));
    }
}
