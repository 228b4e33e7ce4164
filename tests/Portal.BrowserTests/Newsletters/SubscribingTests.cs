using Microsoft.Playwright;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Newsletters;

/// <summary>
/// From the form to the first mail and out again, and what the office sees of it: every page in every state, nothing that axe finds.
/// </summary>
public sealed class SubscribingTests
{
    [Fact]
    public Task Subscribing_choosing_and_leaving_is_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, page, host) = (round.Visit, round.Visit.Page, await Sites.HostAsync());
        var email = MembersHost.NewEmail("axe");
        await visit.OpenAsync("/nieuwsbrieven/aanmelden?thema=dossier-ouders&regio=org-gemeente-haarlem");
        await round.LookAsync("aanmelden");
        await page.PressAsync("Meld mij aan");
        await round.LookAsync("aanmelden met een fout");
        await page.FillAsync("#email", email);
        await page.CheckAsync("#agree");
        await page.PressAsync("Meld mij aan");
        await round.LookAsync("kijk in je mail");

        await visit.OpenAsync(await LinkAsync(host, email, "bevestigen"));
        await round.LookAsync("bevestigen");
        await page.PressAsync("Bevestig mijn aanmelding");
        await round.LookAsync("aangemeld");
        await visit.OpenAsync(await LinkAsync(host, email, "bevestigen"));
        await round.LookAsync("al bevestigd");
        await visit.OpenAsync(await LinkAsync(host, email, "voorkeuren"));
        await page.CheckAsync("#functie-docent");
        await page.PressAsync("Bewaar mijn keuzes");
        await Assertions.Expect(page.GetByText("Je keuzes zijn bewaard.")).ToBeVisibleAsync();
        await round.LookAsync("keuzes bewaard");
        var key = (await LinkAsync(host, email, "afmelden")).Split('=')[1];
        await host.SqlAsync("update newsletters.subscribers set asked_again_at = now() where address = $1", email);
        await visit.OpenAsync($"/nieuwsbrieven/blijven?sleutel={key}");
        await round.LookAsync("blijven?");
        await page.PressAsync("Ja, ik blijf");
        await round.LookAsync("gebleven");
        await visit.OpenAsync($"/nieuwsbrieven/afmelden?sleutel={key}");
        await round.LookAsync("afmelden?");
        await page.PressAsync("Meld mij af");
        await round.LookAsync("afgemeld");
        await page.PressAsync("Maak het ongedaan");
        await round.LookAsync("weer aangemeld");
        await visit.OpenAsync("/nieuwsbrieven/voorkeuren?sleutel=anders");
        await round.LookAsync("link klopt niet");

        var (member, _) = await MembersHost.On(host).GivenMemberAsync();
        await visit.TrySignInAsync(member, MembersHost.Password);
        await visit.OpenAsync("/nieuwsbrieven/mijn");
        await page.PressAsync("Meld mij aan");
        await round.LookAsync("mijn nieuwsbrief met een fout");
        await page.CheckAsync("#agree");
        await page.PressAsync("Meld mij aan");
        await round.LookAsync("mijn nieuwsbrief");
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task The_office_of_subscribers_is_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, page, portal) = (round.Visit, round.Visit.Page, MembersHost.On(await Sites.HostAsync()));
        var (email, id) = await portal.GivenMemberAsync(Rights.Coordinator);
        await visit.TrySignInAsync(email, MembersHost.Password);
        await portal.GivenSecondStepAsync(id);
        await visit.OpenAsync("/beheer/nieuwsbrieven/abonnees/importeren");
        await page.PressAsync("Voeg deze mensen toe");
        await round.LookAsync("lijst met fouten");
        await page.FillAsync("#source", "Stichting Voorbeeld");
        await page.FillAsync("#on", $"{portal.Host.Clock.GetUtcNow().AddDays(-9):yyyy-MM-dd}");
        await page.FillAsync("#how", "Met een vinkje op papier");
        var guest = MembersHost.NewEmail("gast");
        await page.SetInputFilesAsync("#list", new FilePayload
        {
            Name = "lijst.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"e-mail\n{guest}\ngeen adres\n"),
        });
        await page.PressAsync("Voeg deze mensen toe");
        await round.LookAsync("lijst toegevoegd");
        await visit.OpenAsync("/beheer/nieuwsbrieven/abonnees");
        await page.PressAsync("Zoek");
        await round.LookAsync("zoeken met een fout");
        await page.FillAsync("#email", guest);
        await page.PressAsync("Zoek");
        await round.LookAsync("gevonden");
        await page.PressAsync("Meld dit adres af");
        await round.LookAsync("afgemeld door beheer");
        await visit.OpenAsync("/beheer/nieuwsbrieven/abonnees/exporteren");
        await page.PressAsync("Haal het bestand op");
        await round.LookAsync("ophalen met een fout");
        await visit.Context.ClearCookiesAsync();
    });

    // The address of a page in the last mail that has it.
    private static async Task<string> LinkAsync(PortalHost host, string email, string page)
    {
        var words = (await host.MailsToAsync(email)).SelectMany(mail => mail.Text.Split([' ', '\n', '(', ')'], StringSplitOptions.None));
        return new Uri(words.Last(word => word.Contains($"/nieuwsbrieven/{page}?", StringComparison.Ordinal)).Trim()).PathAndQuery;
    }
}
