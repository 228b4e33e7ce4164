using System.Net;
using System.Text;
using Portal.Calendar.Registrations;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Registrations;

/// <summary>The office: who comes, who waits, and what can be done about it.</summary>
public sealed class RegistrationOfficeTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private Visitor coordinator = null!;

    private PortalHost Host => portal.Host;

    public async Task InitializeAsync() => (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);

    public Task DisposeAsync()
    {
        coordinator.Dispose();
        Host.Clock.Set(TimeProvider.System.GetUtcNow());
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_list_says_how_many_come_to_what_is_to_come_and_to_what_was()
    {
        var (id, _) = await Host.GivenEventAsync(
            "capacity: 2\nwaiting_list: true", "2027-01-02T10:00", "2027-01-02T12:00", "Nieuwjaarsborrel");
        for (var number = 0; number < 3; number++) await Host.EnterAsync(id);
        await Eventually.Async(
            async () =>
            {
                await coordinator.GoAsync("/beheer/agenda");
                return coordinator.Text.Contains("Nieuwjaarsborrel", StringComparison.Ordinal);
            },
            "the board of events knows it");
        var row = coordinator.Page.QuerySelectorAll("tbody tr")
            .Single(one => one.TextContent.Contains("Nieuwjaarsborrel", StringComparison.Ordinal));
        Assert.Contains("2 van 2", row.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("1", row.TextContent.Trim(), StringComparison.Ordinal);
        Host.Clock.Set(new DateTimeOffset(2027, 1, 3, 8, 0, 0, TimeSpan.Zero)); // and nobody is signed in any more
        var (later, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await later.GoAsync("/beheer/agenda");
        Assert.Contains("Komt nog", later.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nieuwjaarsborrel", later.Text, StringComparison.Ordinal);
        await later.GoAsync("/beheer/agenda?geweest=true");
        Assert.Contains("Nieuwjaarsborrel", later.Text, StringComparison.Ordinal);
        later.Dispose();
    }

    [Fact]
    public async Task One_event_shows_everybody_what_they_answered_and_what_they_need()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true\nquestions:\n  - question: Wat wil je leren?\n");
        await Host.EnterAsync(id, more: one => one with
        {
            Name = "Anne",
            Needs = "Geen noten",
            Answers = [new("Wat wil je leren?", "Praten")],
        });
        await Host.EnterAsync(id, more: one => one with { Name = "Bas", Organisation = "Stichting Jeugd" });
        await coordinator.GoAsync($"/beheer/agenda/{id}");
        Assert.Contains("Wat wil je leren? Praten", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("Anne: Geen noten", coordinator.Text, StringComparison.Ordinal);
        var rows = coordinator.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("Aangemeld", rows[0], StringComparison.Ordinal);
        Assert.Contains("Op de wachtlijst", rows[1], StringComparison.Ordinal);
        Assert.Contains("Stichting Jeugd", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_places_than_people_is_said_and_nobody_is_sent_away()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 2");
        await Host.EnterAsync(id);
        await Host.EnterAsync(id);
        using var desk = new Desk(Host);
        await desk.EditAndPublishAsync(id, text => text.Replace("capacity: 2", "capacity: 1", StringComparison.Ordinal));
        await coordinator.GoAsync($"/beheer/agenda/{id}");
        Assert.Contains(
            "2 mensen hebben er een. Niemand is weggestuurd.", coordinator.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_adds_moves_and_cancels_somebody_who_hears_each()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nregistration_opens: 2027-05-01T09:00");
        var (other, _) = await Host.GivenEventAsync("capacity: 1", "2027-06-08T10:00", "2027-06-08T12:00", "\"Een heel andere middag\"");
        var (email, late) = (MembersHost.NewEmail("belt"), MembersHost.NewEmail("belt.ook"));
        await coordinator.GoAsync($"/beheer/agenda/{id}/toevoegen");
        await coordinator.PressAsync("Voeg toe", ("Name", "Mo Jansen"), ("Email", email));
        Assert.Contains("Mo Jansen is aangemeld", coordinator.Text, StringComparison.Ordinal); // also before it opens
        await coordinator.GoAsync($"/beheer/agenda/{id}/toevoegen");
        await coordinator.PressAsync("Voeg toe", ("Name", "Mo Jansen"), ("Email", email));
        Assert.Contains("Mo Jansen is al aangemeld", coordinator.Text, StringComparison.Ordinal);
        await coordinator.GoAsync($"/beheer/agenda/{id}/toevoegen");
        await coordinator.PressAsync("Voeg toe", ("Name", "Saar"), ("Email", late));
        Assert.Contains("Het is vol, en er is geen wachtlijst", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Voeg toe", ("GivesPlace", "true"));
        Assert.Contains("Saar is aangemeld", coordinator.Text, StringComparison.Ordinal);

        var mo = (await Host.PeopleAsync(id)).Single(one => one.Name == "Mo Jansen");
        await Eventually.Async(
            async () =>
            {
                await coordinator.GoAsync($"/beheer/agenda/{id}/verplaatsen/{mo.Id}");
                return coordinator.Page.QuerySelector($"option[value='{other}']") is not null;
            },
            "the board of events knows the other");
        await coordinator.PressAsync("Verplaats", ("To", other));
        Assert.Contains("Mo Jansen is verplaatst", coordinator.Text, StringComparison.Ordinal);
        Assert.StartsWith("Je komt op een ander moment", (await Host.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
        await coordinator.GoAsync($"/beheer/agenda/{other}/afmelden/{mo.Id}");
        Assert.Equal(RegistrationState.Registered, (await Host.NowAsync(mo)).State);
        await coordinator.PressAsync("Ja, meld af");
        Assert.Equal((RegistrationState.Cancelled, "office"), ((await Host.NowAsync(mo)).State, (await Host.NowAsync(mo)).CancelledBy));
        Assert.Contains("De organisator heeft je afgemeld", (await Host.MailsToAsync(email))[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_everyone_and_no_formula()
    {
        var (id, _) = await Host.GivenEventAsync("questions:\n  - question: Wat; wil je?\n");
        await Host.EnterAsync(id, "een@toets.example", one => one with
        {
            Name = "=HYPERLINK(\"http://kwaad.example\")",
            Needs = "@SUM(1)\n+1",
            Answers = [new("Wat; wil je?", "-2"), new("Een vraag van eerder", "ja;nee \"x\" 😀")],
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/beheer/agenda/{id}/bestand");
        using var answer = await coordinator.FetchAsync(request);
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).TrimStart('\uFEFF');
        Assert.StartsWith("naam;e-mailadres;stand;", text, StringComparison.Ordinal);
        Assert.Contains("\"Wat; wil je?\";Een vraag van eerder\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"http://kwaad.example\"\")\";een@toets.example;Aangemeld", text, StringComparison.Ordinal);
        Assert.Contains("\"'@SUM(1)\n+1\"", text, StringComparison.Ordinal);
        Assert.Contains(";'-2;\"ja;nee \"\"x\"\" 😀\"\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_online_room_is_for_who_is_registered_from_a_day_before_and_in_no_document()
    {
        var (id, path) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true", mode: "online");
        var comes = (await Host.EnterAsync(id)).Registration!;
        var waits = (await Host.EnterAsync(id)).Registration!;
        await coordinator.GoAsync($"/beheer/agenda/{id}");
        await coordinator.PressAsync("Bewaar", ("RoomAddress", "javascript:alert(1)"));
        Assert.Contains("Dit is geen adres van een online ruimte", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Bewaar", ("RoomAddress", "https://vergadering.example/geheim"));
        Assert.Contains("De online ruimte is bewaard", coordinator.Text, StringComparison.Ordinal);

        var begins = new DateTimeOffset(2027, 6, 1, 8, 0, 0, TimeSpan.Zero);
        Host.Clock.Set(begins.AddHours(-25));
        Assert.DoesNotContain("geheim", await SeenAsync(Host.OwnPath(comes)), StringComparison.Ordinal);
        Host.Clock.Set(begins.AddHours(-23));
        Assert.Contains("https://vergadering.example/geheim", await SeenAsync(Host.OwnPath(comes)), StringComparison.Ordinal);
        foreach (var elsewhere in new[] { Host.OwnPath(waits), path, path + "/aanmelden", path + ".ics", "/agenda.ics" })
            Assert.DoesNotContain("geheim", await SeenAsync(elsewhere), StringComparison.Ordinal);
        await Host.CancelAsync(comes);
        Assert.DoesNotContain("geheim", await SeenAsync(Host.OwnPath(comes)), StringComparison.Ordinal);
        Host.Clock.Set(begins.AddHours(3));
        Assert.DoesNotContain("geheim", await SeenAsync(Host.OwnPath(waits)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_looked_at_with_how_many_get_it_and_then_goes_to_each_once()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 2\nwaiting_list: true");
        string[] emails = [MembersHost.NewEmail("een"), MembersHost.NewEmail("twee"), MembersHost.NewEmail("wacht")];
        foreach (var email in emails) await Host.EnterAsync(id, email);
        await coordinator.GoAsync($"/beheer/agenda/{id}/bericht");
        await coordinator.PressAsync("Bekijk het bericht", ("Audience", "aangemeld"), ("Subject", "Neem <b>brood</b> mee"));
        Assert.Contains("Schrijf een bericht", coordinator.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await coordinator.PressAsync("Bekijk het bericht", ("Words", "Er is geen lunch.\n\nTot dan, <i>Noor</i>"));
        Assert.Contains("Dit bericht gaat naar 2 mensen", coordinator.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("Tot dan, <i>Noor</i>", coordinator.Text, StringComparison.Ordinal);
        await Host.WorkAsync();
        Assert.Single(await Host.MailsToAsync(emails[0])); // nothing went yet
        var number = coordinator.Page.QuerySelector("input[name=nr]")!.GetAttribute("value")!;
        await coordinator.PressAsync("Verstuur naar");
        Assert.Contains("Het bericht gaat eruit", coordinator.Text, StringComparison.Ordinal);
        await Host.WorkAsync();
        await Host.RunJobAsync(new SendEventMail(Guid.Parse(number), id, "aangemeld", "Nog eens", "Nog eens", 0)); // the same once more
        foreach (var email in emails[..2])
        {
            var mail = Assert.Single(await Host.MailsToAsync(email), mail => mail.Text.Contains("lunch", StringComparison.Ordinal));
            Assert.StartsWith("Neem <b>brood</b> mee", mail.Subject, StringComparison.Ordinal);
            Assert.Equal(2, (await Host.MailsToAsync(email)).Count);
        }
        Assert.Single(await Host.MailsToAsync(emails[2]));
    }

    [Fact]
    public async Task Who_has_a_place_shows_a_code_at_the_door_and_who_was_there_can_be_written_to()
    {
        var (id, _) = await Host.GivenEventAsync();
        var (came, missed) = (MembersHost.NewEmail("kwam"), MembersHost.NewEmail("miste"));
        var one = (await Host.EnterAsync(id, came)).Registration!;
        await Host.EnterAsync(id, missed);
        var page = await Host.PageAsync(Host.OwnPath(one));
        var code = page.QuerySelectorAll("main a").Single(link => link.TextContent.StartsWith("Je code", StringComparison.Ordinal));
        await coordinator.GoAsync(new Uri(code.GetAttribute("href")!).AbsolutePath);
        await coordinator.PressAsync("Aanwezig");
        await coordinator.GoAsync($"/beheer/agenda/{id}");
        Assert.NotNull(coordinator.Page.QuerySelector($"main a[href='/beheer/agenda/{id}/aanwezig']"));
        foreach (var (group, who) in new[] { ("geweest", came), ("gemist", missed) })
        {
            await coordinator.GoAsync($"/beheer/agenda/{id}/bericht");
            await coordinator.PressAsync("Bekijk het bericht", ("Audience", group), ("Subject", $"Na {group}"), ("Words", "Dank je wel."));
            Assert.Contains("Dit bericht gaat naar 1 persoon", coordinator.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
            await coordinator.PressAsync("Verstuur naar");
            await Host.WorkAsync();
            Assert.Contains($"Na {group}", (await Host.MailsToAsync(who))[^1].Subject, StringComparison.Ordinal);
        }
        Assert.Equal(2, (await Host.MailsToAsync(missed)).Count);
    }

    [Fact]
    public async Task The_office_of_the_agenda_is_for_coordinators()
    {
        var (id, _) = await Host.GivenEventAsync();
        var one = (await Host.EnterAsync(id)).Registration!;
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        foreach (var path in new[]
        {
            "", $"/{id}", $"/{id}/bestand", $"/{id}/toevoegen", $"/{id}/afmelden/{one.Id}", $"/{id}/verplaatsen/{one.Id}", $"/{id}/bericht",
        })
        {
            await editor.GoAsync("/beheer/agenda" + path);
            Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
        }
        editor.Dispose();
        await coordinator.GoAsync("/beheer");
        Assert.NotNull(coordinator.Page.QuerySelector("main a[href='/beheer/agenda']"));
    }

    private async Task<string> SeenAsync(string path)
    {
        using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
