using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Newsletters.Health;
using Portal.Tests.Platform;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Newsletters;

/// <summary>An administrator puts mail in order: asks, makes a key, hands the text over, and sees that it holds.</summary>
public sealed class HealthTests
{
    private const string Path = "/beheer/nieuwsbrieven/techniek";

    [Theory]
    [InlineData("weerbare-jeugd")]
    [InlineData("contrast")]
    public async Task Mail_is_put_in_order_by_an_administrator(string theme)
    {
        using var zone = DnsZone.AllGood();
        zone.Text("_dmarc.weerbaar.example", "v=DMARC1; p=none");
        await using var server = await MailServer.StartAsync();
        await using var host = await Sites.StartOwnAsync(new Dictionary<string, string>(server.Settings)
        {
            ["Portal:Theme"] = theme,
            ["Mail:Spf"] = "a:mail.weerbaar.example",
            ["Mail:DnsServer"] = zone.Address,
        });
        await Visit.RunAsync(host.Address, Look.Wide with { Theme = theme }, async visit =>
        {
            var page = visit.Page;
            var (email, id) = await MembersHost.On(host).GivenMemberAsync(Rights.Administrator);
            await visit.SignInAsync(email);
            await MembersHost.On(host).GivenSecondStepAsync(id);
            await visit.OpenAsync(Path);
            await ExamineAsync(visit, "nog niets");
            await page.PressAsync("Maak een nieuwe sleutel");
            await page.PressAsync("Vraag het nu na");
            await ExamineAsync(visit, "gevraagd");
            await host.WorkAsync();
            await visit.OpenAsync(Path);
            await ExamineAsync(visit, "met werk");
            Assert.Contains("mail20", await page.Locator("#brief").InnerTextAsync(), StringComparison.Ordinal);

            var name = (await page.Locator("#sleutels ~ dl code").First.InnerTextAsync()).Trim();
            var value = (await page.Locator("#sleutel").InnerTextAsync()).Trim();
            zone.Text(name, value.Replace("\" \"", "", StringComparison.Ordinal).Trim('"'));
            zone.Text("_dmarc.weerbaar.example", "v=DMARC1; p=reject");
            await page.PressAsync("Vraag het nu na");
            await host.WorkAsync();
            await visit.OpenAsync(Path);
            Assert.Equal(0, await page.Locator("#brief").CountAsync());
            Assert.Contains("Het portaal ondertekent met de sleutel", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await ExamineAsync(visit, "op orde");
            await visit.OpenAsync("/account/herinneringen");
            await ExamineAsync(visit, "herinneringen");
        });
    }

    private static async Task ExamineAsync(Visit visit, string state)
    {
        var theme = visit.Look.Theme;
        foreach (var look in new[] { Look.Wide, Look.Phone with { Dark = true } })
        {
            await visit.TurnAsync(look with { Theme = theme });
            var found = (await Axe.FindAsync(visit)).Concat(await Reflow.SidewaysAsync(visit)).ToList();
            Assert.True(found.Count == 0, $"{state}: {string.Join('\n', found)}");
            await visit.ShootAsync($"mail-op-orde-{state}");
        }
        await visit.TurnAsync(Look.Wide with { Theme = theme });
    }
}
