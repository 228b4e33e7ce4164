using System.Collections.Concurrent;
using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.BrowserTests.Members;

/// <summary>Every page of the members room, also with something wrong on it, and nothing that axe finds.</summary>
public sealed class MembersAxeTests
{
    [Fact]
    public Task Signing_in_is_accessible() => OnEveryLookAsync(async (visit, portal, check) =>
    {
        var page = visit.Page;
        foreach (var path in new[] { "/inloggen", "/inloggen?opnieuw=1", "/inloggen?sso=mislukt", "/inloggen/link", "/inloggen/uit", "/inloggen/link/verzonnen", "/uitnodiging/verzonnen" })
        {
            await visit.OpenAsync(path);
            await check(path);
        }
        await visit.OpenAsync("/inloggen");
        await page.PressAsync("Stuur mij een link");
        await check("link zonder adres");
        var email = MembersHost.NewEmail("axe");
        await page.FillAsync("#linkemail", email);
        await page.PressAsync("Stuur mij een link");
        await check("kijk in je mail");
        await visit.OpenAsync(await portal.LinkToAsync(email));
        await page.PressAsync("Maak mijn account");
        await check("account maken");

        var (known, id) = await portal.GivenMemberAsync();
        await visit.TrySignInAsync(known, "een heel verkeerd wachtwoord");
        await check("verkeerd wachtwoord");
        await portal.Host.SqlAsync("update members.members set two_factor_enabled = true where id = $1", id);
        await visit.TrySignInAsync(known, MembersHost.Password);
        await page.PressAsync("Verder");
        await check("tweede stap");
    });

    [Fact]
    public Task One_s_own_account_is_accessible() => OnEveryLookAsync(async (visit, portal, check) =>
    {
        var page = visit.Page;
        var (email, _) = await portal.GivenMemberAsync();
        await visit.TrySignInAsync(email, MembersHost.Password);
        foreach (var path in new[] { "", "/profiel", "/beveiliging", "/wachtwoord", "/passkeys", "/app", "/e-mailadres", "/koppelen", "/gegevens", "/verwijderen" })
        {
            await visit.OpenAsync("/account" + path);
            await check("account" + path);
        }
        foreach (var (path, button) in new[] { ("/wachtwoord", "Bewaar mijn wachtwoord"), ("/e-mailadres", "Stuur de link"), ("/verwijderen", "Verwijder mijn account"), ("/app", "Zet de app aan") })
        {
            await visit.OpenAsync("/account" + path);
            await page.PressAsync(button);
            await check($"account{path} met een fout");
        }
        await page.FillAsync("#code", MembersHost.Code((await page.Locator("#sleutel").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal)));
        await page.PressAsync("Zet de app aan");
        await check("herstelcodes");
        await visit.OpenAsync("/account/app");
        await check("app aan");
        await visit.OpenAsync("/account/profiel");
        await page.PressAsync("Bewaar mijn profiel");
        await check("profiel bewaard");
        await visit.OpenAsync("/inloggen/uit");
        await check("uitloggen");
        await visit.OpenAsync("/beheer", 403);
        await check("geen toegang");
    });

    [Fact]
    public Task The_office_is_accessible() => OnEveryLookAsync(async (visit, portal, check) =>
    {
        var page = visit.Page;
        var organisation = await portal.GivenOrganisationAsync();
        var (colleague, colleagueId) = await portal.GivenColleagueAsync(organisation);
        var (email, id) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson, Rights.Administrator);
        await visit.TrySignInAsync(email, MembersHost.Password);
        await visit.OpenAsync("/beheer");
        await check("eerst een tweede stap");
        await portal.Host.SqlAsync("update members.sessions set second_factor = true where member_id = $1", id);
        foreach (var path in new[] { "", "/organisatie", "/organisatie/uitnodigen", "/leden", "/leden?zoek=niemand-die-zo-heet", $"/leden/{colleagueId}", "/leden/organisaties", $"/leden/organisaties/{organisation}", $"/leden/organisaties/{organisation}/uitnodigen" })
        {
            await visit.OpenAsync("/beheer" + path);
            await check("beheer" + path.Replace(organisation.ToString(), "1", StringComparison.Ordinal).Replace(colleagueId.ToString(), "2", StringComparison.Ordinal));
        }
        await visit.OpenAsync("/beheer/organisatie/uitnodigen");
        await page.PressAsync("Nodig uit");
        await check("uitnodigen met een fout");
        await page.SetInputFilesAsync("#list", new FilePayload { Name = "lijst.csv", MimeType = "text/csv", Buffer = "naam;e-mail\nJan;geen\n"u8.ToArray() });
        await page.PressAsync("Nodig allemaal uit");
        await check("lijst met een fout");
        var guest = MembersHost.NewEmail("gast");
        await page.FillAsync("#name", "Bas de Wit");
        await page.FillAsync("#email", guest);
        await page.PressAsync("Nodig uit");
        await check("uitgenodigd");
        await visit.Context.ClearCookiesAsync();
        await visit.OpenAsync(await portal.LinkToAsync(guest));
        await page.PressAsync("Maak mijn account");
        await check("uitnodiging met een fout");
        await visit.TrySignInAsync(colleague, MembersHost.Password);
    });

    // Each width, light and dark, and the theme with most contrast: enough to meet every colour and every layout.
    private static readonly Look[] Looks = [Look.Phone, Look.Wide with { Dark = true }, Look.Wide, Look.Phone with { Theme = "contrast" }];

    private static async Task OnEveryLookAsync(Func<Visit, MembersHost, Func<string, Task>, Task> walk)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var found = new ConcurrentBag<string>();
        await Task.WhenAll(Looks.Select(look => Visit.RunAsync(look, async visit =>
        {
            await walk(visit, portal, async state =>
            {
                foreach (var finding in await Axe.FindAsync(visit)) found.Add($"{state}: {finding}");
                await visit.ShootAsync(string.Concat(state.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')));
            });
            await visit.Context.ClearCookiesAsync();
        })));
        Assert.True(found.IsEmpty, string.Join('\n', found.Order(StringComparer.Ordinal)));
    }
}
