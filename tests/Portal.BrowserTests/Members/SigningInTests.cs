using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Tests.Members;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Members;

/// <summary>From no account to one that is well locked. Whoever signs out leaves no cookie: a visit with one left fails.</summary>
public sealed class SigningInTests
{
    private const string Password = "negen groene kikkers springen";

    [Fact]
    public Task By_keyboard_alone_somebody_makes_an_account_with_a_password_and_a_second_step() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (page, portal) = (visit.Page, MembersHost.On(await Sites.HostAsync()));
        var email = MembersHost.NewEmail("toetsenbord");
        await visit.OpenAsync("/inloggen");
        await page.WriteAsync("#linkemail", "geen adres");
        await page.EnterAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await page.EnterAsync(AriaRole.Link, "Dit is geen e-mailadres. Schrijf het zoals naam@organisatie.nl", navigates: false);
        await Expect(page.Locator("#linkemail")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(email);
        await page.EnterAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Kijk in je mail" })).ToBeVisibleAsync();

        await visit.OpenLinkAsync(await portal.LinkToAsync(email));
        await page.WriteAsync("#form-name", "Noor de Vries");
        foreach (var (list, choice) in new[] { ("#form-municipality", "Haarlemmermeer"), ("#form-domain", "Zorg"), ("#form-function", "Jongerenwerker") }) await page.WriteAsync(list, choice);
        await page.EnterAsync(AriaRole.Button, "Maak mijn account");
        await Expect(page.GetByText("Je bent ingelogd als Noor de Vries")).ToBeVisibleAsync();

        await page.EnterAsync(AriaRole.Link, "Inloggen en beveiliging");
        await page.EnterAsync(AriaRole.Link, "Stel in wachtwoord");
        await page.WriteAsync("#password", Password);
        await page.EnterAsync();
        await Expect(page.GetByText("Je wachtwoord is bewaard.")).ToBeVisibleAsync();
        await Expect(page.Locator("[role=status][data-focus]")).ToBeFocusedAsync();

        await page.EnterAsync(AriaRole.Link, "Stel in de app");
        var key = (await page.Locator("#sleutel").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.WriteAsync("#code", portal.Code(key));
        await page.EnterAsync();
        await Expect(page.Locator("#codes code")).ToHaveCountAsync(10);
        await page.EnterAsync(AriaRole.Link, "Ik heb ze bewaard");
        await Expect(page.GetByText("aan, nog 10 herstelcodes")).ToBeVisibleAsync();

        await visit.OpenAsync("/account");
        await page.EnterAsync(AriaRole.Button, "Uitloggen");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Je bent uitgelogd" })).ToBeVisibleAsync();

        await visit.OpenAsync("/inloggen");
        await page.WriteAsync("#email", email);
        await page.WriteAsync("#password", Password);
        await page.EnterAsync();
        await page.WriteAsync("#code", portal.Code(key, stepsLater: 1));
        await page.EnterAsync();
        Assert.Equal("/account", visit.At);
        await page.EnterAsync(AriaRole.Button, "Uitloggen");
    });

    [Fact]
    public Task Without_script_somebody_signs_in_with_a_second_step_and_changes_the_profile() => Visit.RunAsync(Look.Phone with { Scripts = false }, async visit =>
    {
        var (page, portal) = (visit.Page, MembersHost.On(await Sites.HostAsync()));
        var (email, _) = await portal.GivenMemberAsync();
        await visit.OpenAsync("/inloggen");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Inloggen met een passkey" })).ToBeHiddenAsync();
        await visit.TrySignInAsync(email, MembersHost.Password);
        await visit.OpenAsync("/account/passkeys");
        await Expect(page.Locator("noscript a[href='/account/app']")).ToBeVisibleAsync();
        await visit.OpenAsync("/account/app");
        var key = (await page.Locator("#sleutel").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#code", portal.Code(key));
        await page.PressAsync("Zet de app aan");
        var codes = await page.Locator("#codes code").AllInnerTextsAsync();

        await visit.OpenAsync("/inloggen/uit");
        await page.PressAsync("Uitloggen");
        await visit.TrySignInAsync(email, MembersHost.Password);
        await page.GetByText("Ik heb mijn telefoon niet bij me").ClickAsync();
        await page.FillAsync("#recoverycode", codes[0]);
        await page.PressAsync("Verder met een herstelcode");
        Assert.Equal("/account", visit.At);

        await visit.OpenAsync("/account/profiel");
        await page.FillAsync("#form-name", "");
        await page.PressAsync("Bewaar mijn profiel");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Vul je naam in");
        await page.FillAsync("#form-name", "Noor Bakker");
        await page.PressAsync("Bewaar mijn profiel");
        await Expect(page.GetByText("Je profiel is bewaard.")).ToBeVisibleAsync();
        await visit.OpenAsync("/inloggen/uit");
        await page.PressAsync("Uitloggen");
    });
}
