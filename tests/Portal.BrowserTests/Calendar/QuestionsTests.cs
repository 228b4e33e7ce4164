using Microsoft.Playwright;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Calendar;

/// <summary>From a form to an answer by mail: every page in every state, nothing that axe finds.</summary>
public sealed class QuestionsTests
{
    [Fact]
    public Task Asking_is_accessible_in_every_state() => Round.WalkAsync(async round =>
    {
        var (visit, page, host) = (round.Visit, round.Visit.Page, await Sites.HostAsync());
        var email = MembersHost.NewEmail("vrager");
        foreach (var (path, name) in new[]
        {
            ("/maatwerkadvies?thema=dossier-ouders", "advies"), ("/contact?onderwerp=Meedoen", "contact"),
            ("/contact/fout?pagina=/kennis&kenmerk=1a2b3c4d", "fout"), ("/contact/gegevens", "gegevens"),
        })
        {
            await visit.OpenAsync(path);
            await round.LookAsync(name);
            await page.PressAsync("Verstuur");
            await round.LookAsync($"{name} met fouten");
        }
        await visit.OpenAsync("/contact?onderwerp=Meedoen");
        await page.FillAsync("#form-text", "Mag Mohammed (14) ook komen?");
        await page.FillAsync("#form-name", "Noor");
        await page.FillAsync("#form-email", email);
        await page.PressAsync("Verstuur");
        await Expect(page.GetByText("Het is nog niet verstuurd.")).ToBeVisibleAsync();
        await round.LookAsync("herken je een jongere?");
        await page.FillAsync("#form-text", "Het nummer is 123456782.");
        await page.PressAsync("Verstuur");
        await round.LookAsync("burgerservicenummer");
        await page.FillAsync("#form-text", "Mogen wij ook komen?");
        await page.PressAsync("Verstuur");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Je vraag is binnen" })).ToBeVisibleAsync();
        await round.LookAsync("binnen");

        await visit.OpenAsync(await LinkToAddAsync(host, email));
        await round.LookAsync("verder");
        await page.PressAsync("Verstuur");
        await round.LookAsync("verder met een fout");
        await page.FillAsync("#text", "En hoe laat begint het?");
        await page.PressAsync("Verstuur");
        await round.LookAsync("staat erbij");
        await visit.OpenAsync("/contact/verder?sleutel=anders");
        await round.LookAsync("link werkt niet");
    });

    [Fact]
    public Task The_inbox_is_accessible_in_every_state() => Round.WalkAsync(async round =>
    {
        var (visit, page, portal) = (round.Visit, round.Visit.Page, MembersHost.On(await Sites.HostAsync()));
        var asker = MembersHost.NewEmail("vrager");
        await visit.OpenAsync("/contact/gegevens");
        await page.SelectOptionAsync("#form-wish", "access");
        await page.FillAsync("#form-name", "Noor");
        await page.FillAsync("#form-email", asker);
        await page.PressAsync("Verstuur");

        var (email, id) = await portal.GivenMemberAsync(Rights.Administrator);
        await visit.TrySignInAsync(email, MembersHost.Password);
        await portal.GivenSecondStepAsync(id);
        await visit.OpenAsync("/beheer");
        await round.LookAsync("wat wacht");
        await visit.OpenAsync("/beheer/vragen");
        await round.LookAsync("inbox");
        await visit.OpenAsync("/beheer/vragen?lijst=mijn");
        await round.LookAsync("niets van mij");
        // The walk in the other theme has a question of its own.
        var question = await portal.Host.SqlAsync("select id from calendar.questions where address = $1", asker);
        await visit.OpenAsync($"/beheer/vragen/{question}");
        await round.LookAsync("vraag");
        await page.PressAsync("Zet de notitie erbij");
        await round.LookAsync("notitie met een fout");
        await page.FillAsync("#note", "Opgezocht in het register.");
        await page.PressAsync("Zet de notitie erbij");
        await round.LookAsync("notitie");
        await visit.OpenAsync((await page.Locator("a[href$=antwoord]").GetAttributeAsync("href"))!);
        await page.PressAsync("Bekijk de mail");
        await round.LookAsync("antwoord met een fout");
        await page.FillAsync("#text", "We bewaren je naam.\n\nKijk op https://weerbaar.example/privacy.");
        await page.PressAsync("Bekijk de mail");
        await round.LookAsync("zo komt de mail aan");
        await page.PressAsync("Verstuur");
        await Expect(page.GetByText("Je antwoord is verstuurd.")).ToBeVisibleAsync();
        await round.LookAsync("verstuurd");
        await page.PressAsync("Sluit de vraag");
        await round.LookAsync("gesloten");
        await visit.OpenAsync((await page.Locator("a[href$=weghalen]").GetAttributeAsync("href"))!);
        await round.LookAsync("weghalen?");
        await visit.OpenAsync("/beheer/vragen/cijfers");
        await round.LookAsync("cijfers");
        await visit.Context.ClearCookiesAsync();
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_reader_tells_of_a_fault_by_keyboard_on_a_phone(bool scripts) =>
        Visit.RunAsync(Look.Phone with { Scripts = scripts }, async visit =>
        {
            var page = visit.Page;
            await visit.OpenAsync("/begrippen/ronselen");
            await page.GetByRole(AriaRole.Link, new() { Name = "Zie je een fout op deze pagina?" }).PressAsync("Enter");
            await Expect(page.Locator("#form-page")).ToHaveValueAsync("/begrippen/ronselen");
            await page.Locator("#form-text").FillAsync("Een woord staat er twee keer.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Verstuur" }).PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Je melding is binnen" })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Lees verder" }).PressAsync("Enter");
            await page.ArriveAsync("**/begrippen/ronselen");
            Assert.Empty(await visit.TracesAsync());
        });

    [Fact]
    public Task A_page_that_broke_leads_to_the_form_with_its_address_and_reference() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync(Sites.Broken, 500);
        var reference = (await page.GetByText("Kenmerk: ").InnerTextAsync())["Kenmerk: ".Length..];
        await page.GetByRole(AriaRole.Link, new() { Name = "Vertel ons wat er misging" }).PressAsync("Enter");
        await Expect(page.Locator("#form-page")).ToHaveValueAsync("/over-ons");
        await Expect(page.Locator("#form-reference")).ToHaveValueAsync(reference);
    });

    private static async Task<string> LinkToAddAsync(PortalHost host, string email)
    {
        var words = (await host.MailsToAsync(email)).SelectMany(mail => mail.Text.Split((char[]?)null));
        return new Uri(words.Last(word => word.Contains("/contact/verder?", StringComparison.Ordinal))).PathAndQuery;
    }
}
