using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.BrowserTests.Members;

/// <summary>Every page of the members room, also with something wrong on it, and nothing that axe finds.</summary>
public sealed class MembersAxeTests
{
    [Fact]
    public Task Signing_in_is_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, page, portal) = (round.Visit, round.Visit.Page, MembersHost.On(await Sites.HostAsync()));
        foreach (var path in new[] { "/inloggen", "/inloggen?opnieuw=1", "/inloggen?sso=mislukt", "/inloggen/link", "/inloggen/uit", "/inloggen/openen", "/inloggen/link/gebruiken", "/uitnodiging" })
        {
            await visit.OpenAsync(path);
            await round.LookAsync(path);
        }
        await visit.OpenAsync("/inloggen");
        await page.PressAsync("Stuur mij een link");
        await round.LookAsync("link zonder adres");
        var email = MembersHost.NewEmail("axe");
        await page.FillAsync("#linkemail", email);
        await page.PressAsync("Stuur mij een link");
        await round.LookAsync("kijk in je mail");
        await visit.OpenLinkAsync(await portal.LinkToAsync(email));
        await page.PressAsync("Maak mijn account");
        await round.LookAsync("account maken");

        var (known, id) = await portal.GivenMemberAsync();
        await visit.TrySignInAsync(known, "een heel verkeerd wachtwoord");
        await round.LookAsync("verkeerd wachtwoord");
        await portal.Host.SqlAsync("update members.members set two_factor_enabled = true where id = $1", id);
        await visit.TrySignInAsync(known, MembersHost.Password);
        await page.PressAsync("Verder");
        await round.LookAsync("tweede stap");
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task One_s_own_account_is_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, page, portal) = (round.Visit, round.Visit.Page, MembersHost.On(await Sites.HostAsync()));
        var (email, _) = await portal.GivenMemberAsync();
        await visit.TrySignInAsync(email, MembersHost.Password);
        foreach (var path in new[] { "", "/profiel", "/beveiliging", "/wachtwoord", "/passkeys", "/app", "/e-mailadres", "/koppelen", "/gegevens", "/verwijderen" })
        {
            await visit.OpenAsync("/account" + path);
            await round.LookAsync("account" + path);
        }
        foreach (var (path, button) in new[] { ("/wachtwoord", "Bewaar mijn wachtwoord"), ("/e-mailadres", "Stuur de link"), ("/verwijderen", "Verwijder mijn account"), ("/app", "Zet de app aan") })
        {
            await visit.OpenAsync("/account" + path);
            await page.PressAsync(button);
            await round.LookAsync($"account{path} met een fout");
        }
        await page.FillAsync("#code", portal.Code((await page.Locator("#sleutel").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal)));
        await page.PressAsync("Zet de app aan");
        await round.LookAsync("herstelcodes");
        await visit.OpenAsync("/account/app");
        await round.LookAsync("app aan");
        await page.PressAsync("Zet de app uit");
        await round.LookAsync("app uitzetten?");
        await visit.OpenAsync("/account/e-mailadres");
        await page.FillAsync("#newemail", MembersHost.NewEmail("anders"));
        await page.PressAsync("Stuur de link");
        await round.LookAsync("ander e-mailadres gevraagd");
        await visit.OpenAsync("/account/profiel");
        await page.PressAsync("Bewaar mijn profiel");
        await round.LookAsync("profiel bewaard");
        await visit.OpenAsync("/inloggen/uit");
        await round.LookAsync("uitloggen");
        await visit.OpenAsync("/beheer", 403);
        await round.LookAsync("geen toegang");
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task The_office_is_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, page, portal) = (round.Visit, round.Visit.Page, MembersHost.On(await Sites.HostAsync()));
        var organisation = await portal.GivenOrganisationAsync();
        var (colleague, colleagueId) = await portal.GivenColleagueAsync(organisation);
        var (email, id) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson, Rights.Administrator);
        var (_, applicant) = await portal.GivenMemberAsync();
        await portal.Host.SqlAsync(
            "insert into members.membership_requests (member_id, organisation_id, asked_at) values ($1, $2, now())", applicant,
            organisation);
        await visit.TrySignInAsync(email, MembersHost.Password);
        await visit.OpenAsync("/beheer");
        await round.LookAsync("eerst een tweede stap");
        await portal.GivenSecondStepAsync(id);
        foreach (var path in new[] { "", "/organisatie", "/organisatie/uitnodigen", "/leden", "/leden?zoek=niemand-die-zo-heet", $"/leden/{colleagueId}", "/leden/organisaties", "/leden/dekking", "/leden/taken", $"/leden/organisaties/{organisation}", $"/leden/organisaties/{organisation}/uitnodigen", "/aanvragen" })
        {
            await visit.OpenAsync("/beheer" + path);
            await round.LookAsync("beheer" + path.Replace(organisation.ToString(), "1", StringComparison.Ordinal).Replace(colleagueId.ToString(), "2", StringComparison.Ordinal));
        }
        // An administrator sees those of the other theme's walk too.
        var request = page.Locator($"form:has(input[value='{applicant}'])");
        await request.GetByRole(AriaRole.Button, new() { Name = "Ja, hoort bij" }).ClickAsync();
        await Assertions.Expect(page.GetByText("krijgt daar een mail over.")).ToBeVisibleAsync();
        await round.LookAsync("aanvraag beantwoord");
        await visit.OpenAsync($"/beheer/leden/{colleagueId}");
        await page.PressAsync("Sluit dit account");
        await round.LookAsync("account sluiten?");
        await visit.OpenAsync("/beheer/organisatie/uitnodigen");
        await page.PressAsync("Nodig uit");
        await round.LookAsync("uitnodigen met een fout");
        await page.SetInputFilesAsync("#list", new FilePayload { Name = "lijst.csv", MimeType = "text/csv", Buffer = "naam;e-mail\nJan;geen\n"u8.ToArray() });
        await page.PressAsync("Bekijk de lijst");
        await round.LookAsync("lijst met een fout");
        await visit.OpenAsync("/beheer/organisatie/uitnodigen");
        var guest = MembersHost.NewEmail("gast");
        await page.FillAsync("#name", "Bas de Wit");
        await page.FillAsync("#email", guest);
        await page.PressAsync("Nodig uit");
        await round.LookAsync("uitgenodigd");
        await visit.Context.ClearCookiesAsync();
        await visit.OpenLinkAsync(await portal.LinkToAsync(guest));
        await page.PressAsync("Maak mijn account");
        await round.LookAsync("uitnodiging met een fout");
        await visit.TrySignInAsync(colleague, MembersHost.Password);
        await visit.Context.ClearCookiesAsync();
    });
}
