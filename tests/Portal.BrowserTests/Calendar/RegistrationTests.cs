using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Calendar.Registrations;
using Portal.Members.Access;
using Portal.Tests.Calendar.Registrations;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Calendar;

/// <summary>
/// From the page of an event to a place at it, in a browser: by mail, with an account, on the waiting list, in the office.
/// </summary>
public sealed class RegistrationTests
{
    private const string More = """
        capacity: 2
        waiting_list: true
        groups: true
        series: Reeks van de toets
        questions:
          - question: Welke vraag uit je werk neem je mee?
            kind: tekst
          - question: Deed je de e-learning?
            kind: ja_nee
            required: true
          - question: Welke groep past je?
            kind: keuze
            options: [beginners, gevorderden]
        """;

    [Theory]
    [InlineData("weerbare-jeugd", true)]
    [InlineData("contrast", true)]
    [InlineData("weerbare-jeugd", false)]
    public async Task Somebody_registers_waits_gets_a_place_changes_and_cancels(string theme, bool scripts)
    {
        await using var host = await Sites.StartOwnAsync(new Dictionary<string, string> { ["Portal:Theme"] = theme });
        var (id, path) = await host.GivenEventAsync(More, mode: "hybride\nlocation: Alkmaar, stadskantoor");
        var (other, _) = await host.GivenEventAsync(More, "2027-06-08T10:00", "2027-06-08T12:00");
        await Visit.RunAsync(host.Address, Look.Wide with { Theme = theme, Scripts = scripts }, async visit =>
        {
            var page = visit.Page;
            await visit.OpenAsync(path);
            await ExamineAsync(visit, "activiteit");
            await page.GetByRole(AriaRole.Link, new() { Name = "Meld je aan" }).ClickAsync();
            await ExamineAsync(visit, "aanmelden");
            await page.GetByRole(AriaRole.Button, new() { Name = "Meld mij aan" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Geef antwoord op de vraag: Deed je de e-learning?");
            await ExamineAsync(visit, "aanmelden met fouten");
            var email = MembersHost.NewEmail("browser");
            await page.GetByLabel("E-mailadres").FillAsync(email);
            await page.GetByLabel("Naam").FillAsync("Noor de Vries");
            await page.GetByLabel("Ik kom naar Alkmaar").CheckAsync();
            await page.GetByLabel("Ja", new() { Exact = true }).CheckAsync();
            await page.GetByLabel("Wat heb je nodig").FillAsync("Geen noten");
            await page.GetByRole(AriaRole.Button, new() { Name = "Meld mij aan" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Kijk in je mail");
            await ExamineAsync(visit, "kijk in je mail");

            // Two others were first to press the button.
            var first = (await host.EnterAsync(id)).Registration!;
            await host.EnterAsync(id);
            await visit.OpenAsync(await host.LinkAsync(email, RegistrationLinks.ConfirmPath));
            await ExamineAsync(visit, "bevestigen");
            await page.GetByRole(AriaRole.Button, new() { Name = "Ja, meld mij aan" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Je staat op de wachtlijst");
            await ExamineAsync(visit, "bevestigd");
            await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk je aanmelding" }).ClickAsync();
            await ExamineAsync(visit, "op de wachtlijst");
            await host.CancelAsync(first);
            await visit.OpenAsync(await host.LinkAsync(email, RegistrationLinks.OwnPath));
            await ExamineAsync(visit, "plek aangeboden");
            await page.GetByRole(AriaRole.Button, new() { Name = "Neem de plek" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Je hebt een plek");
            await page.GetByLabel("Wat is je functie?").FillAsync("Docent");
            await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Je wijziging is bewaard");
            await page.GetByLabel("dinsdag 8 juni").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Ga naar dit moment" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Je komt nu op dit moment");
            await ExamineAsync(visit, "verplaatst");
            Assert.Equal("Docent", Assert.Single(await host.PeopleAsync(other)).Function);
            await page.GetByRole(AriaRole.Link, new() { Name = "Meld je af" }).ClickAsync();
            await ExamineAsync(visit, "afmelden");
            await page.GetByRole(AriaRole.Button, new() { Name = "Ja, meld mij af" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Je bent afgemeld");
            await ExamineAsync(visit, "afgemeld");
            Assert.Empty(await visit.TracesAsync());
        });
    }

    [Theory]
    [InlineData("weerbare-jeugd")]
    [InlineData("contrast")]
    public async Task A_member_a_contact_person_and_the_office_work_with_registrations(string theme)
    {
        await using var host = await Sites.StartOwnAsync(new Dictionary<string, string> { ["Portal:Theme"] = theme });
        var members = MembersHost.On(host);
        var organisation = await members.GivenOrganisationAsync();
        var (id, path) = await host.GivenEventAsync("capacity: 3\nwaiting_list: true\ngroups: true", mode: "online");
        var (contact, coordinator) = await members.GivenColleagueAsync(organisation, Rights.ContactPerson, Rights.Coordinator);
        await Visit.RunAsync(host.Address, Look.Wide with { Theme = theme }, async visit =>
        {
            var page = visit.Page;
            await visit.SignInAsync(contact, path);
            await members.GivenSecondStepAsync(coordinator);
            await ExamineAsync(visit, "activiteit met account");
            await page.GetByRole(AriaRole.Button, new() { Name = "Meld mij aan" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Je bent aangemeld");
            await ExamineAsync(visit, "eigen aanmelding");
            await visit.OpenAsync("/aanmeldingen");
            await ExamineAsync(visit, "mijn aanmeldingen");
            await visit.OpenAsync(path + "/groep");
            await page.GetByLabel("Wie meld je aan?").FillAsync(string.Join(
                '\n', Enumerable.Range(1, 3).Select(number => $"Collega {number}; {MembersHost.NewEmail("collega")}")));
            await ExamineAsync(visit, "groep");
            await page.GetByRole(AriaRole.Button, new() { Name = "Meld deze collega’s aan" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Collega 3: op de wachtlijst");
            await ExamineAsync(visit, "groep klaar");

            await host.EnterAsync(id, more: one => one with
            {
                Name = "Iemand met een heel lange naam die van de rand loopt: Wilhelmina-Alexandrina",
                Needs = "Een tolk gebarentaal, en een plek vooraan",
                Answers = [new("Welke vraag uit je werk neem je mee?", "Hoe begin ik een gesprek?")],
            });
            await visit.OpenAsync("/beheer/agenda");
            await ExamineAsync(visit, "beheer agenda");
            await visit.OpenAsync($"/beheer/agenda/{id}");
            await page.GetByLabel("Adres").FillAsync("https://vergadering.example/kamer");
            await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("De online ruimte is bewaard");
            await ExamineAsync(visit, "beheer activiteit");
            await page.GetByRole(AriaRole.Link, new() { Name = "Voeg iemand toe" }).ClickAsync();
            await ExamineAsync(visit, "beheer toevoegen");
            await visit.OpenAsync($"/beheer/agenda/{id}/bericht");
            await page.GetByRole(AriaRole.Button, new() { Name = "Bekijk het bericht" }).ClickAsync();
            await ExamineAsync(visit, "beheer bericht met fouten");
            await page.GetByLabel("Iedereen met een plek en").CheckAsync();
            await page.GetByLabel("Onderwerp").FillAsync("Neem brood mee");
            await page.GetByLabel("Bericht", new() { Exact = true }).FillAsync("Er is geen lunch.\n\nTot dan!");
            await page.GetByRole(AriaRole.Button, new() { Name = "Bekijk het bericht" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Klopt dit?");
            await ExamineAsync(visit, "beheer bericht bekeken");
            var one = (await host.PeopleAsync(id))[0];
            await visit.OpenAsync($"/beheer/agenda/{id}/afmelden/{one.Id}");
            await ExamineAsync(visit, "beheer afmelden");
            await visit.OpenAsync($"/beheer/agenda/{id}/verplaatsen/{one.Id}");
            await ExamineAsync(visit, "beheer verplaatsen");
        });
    }

    private static async Task ExamineAsync(Visit visit, string state)
    {
        var look = visit.Look;
        if (!look.Scripts) return; // axe is a script
        foreach (var turned in new[] { look, Look.Phone with { Dark = true, Theme = look.Theme, Scripts = look.Scripts } })
        {
            await visit.TurnAsync(turned);
            var found = (await Axe.FindAsync(visit)).Concat(await Reflow.SidewaysAsync(visit)).ToList();
            Assert.True(found.Count == 0, $"{state}: {string.Join('\n', found)}");
            await visit.ShootAsync($"aanmelden-{state}");
        }
        await visit.TurnAsync(look);
    }
}
