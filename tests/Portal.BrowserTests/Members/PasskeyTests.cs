using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Members;

/// <summary>A passkey, from a browser that believes to have a fingerprint reader.</summary>
public sealed class PasskeyTests
{
    [Fact]
    public async Task A_passkey_is_made_signs_in_and_counts_as_two_steps()
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        // By name: a passkey belongs to a name, never to a number (WebAuthn 5.1.2).
        var profile = await Chromium.EnterAsync(new() { BaseURL = $"http://localhost:{portal.Host.Address.Port}" });
        try
        {
            var page = await profile.NewPageAsync();
            var device = await profile.NewCDPSessionAsync(page);
            await device.SendAsync("WebAuthn.enable");
            await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            });
            var (email, _) = await portal.GivenMemberAsync(Rights.Administrator);
            await page.GotoAsync("/inloggen?terug=/account/passkeys");
            await page.FillAsync("#email", email);
            await page.FillAsync("#password", MembersHost.Password);
            await page.PressAsync("Inloggen");
            await page.FillAsync("#name", "Laptop van het werk");
            await page.PressAsync("Maak een passkey");
            await Expect(page.GetByText("Laptop van het werk", new() { Exact = true })).ToBeVisibleAsync();
            await page.FillAsync("#name", "Nog eens dezelfde");
            await page.GetByRole(AriaRole.Button, new() { Name = "Maak een passkey", Exact = true }).ClickAsync();
            await Expect(page.GetByText("Op dit apparaat staat al een passkey voor je account.")).ToBeVisibleAsync();
            await page.GotoAsync("/inloggen/uit");
            await page.PressAsync("Uitloggen");

            await page.GotoAsync("/inloggen?terug=/beheer/leden");
            await page.PressAsync("Inloggen met een passkey");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Leden", Exact = true })).ToBeVisibleAsync();
        }
        finally
        {
            await profile.CloseAsync();
            Chromium.Leave();
        }
    }
}
