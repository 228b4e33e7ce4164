using System.Text;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>The words of the portal, its addresses and its reports, as an editor walks past them.</summary>
public sealed class WordsTests
{
    [Fact]
    public Task A_word_that_an_editor_adds_is_explained_on_every_page_and_an_old_address_leads_there() => Visit.RunAsync(
        Look.Wide, async visit =>
    {
        var (page, host) = (visit.Page, await Sites.HostAsync());
        using var desk = new Desk(host);
        foreach (var name in new[] { "een", "twee" })
            desk.Write($"nieuws/kruipolie-{name}.md", Given.Document(
                $"nieuws-kruipolie-{name}", "nieuws", "published: 2019-01-01\n", "Wie de kruipolieman kent, weet wat kruipolie doet.\n"));
        await desk.ImportAsync();
        await visit.OpenAsync("/nieuws/kruipolie-een"); // the page is kept from now on
        await Assertions.Expect(page.Locator("a.wj-term")).ToHaveCountAsync(0);

        await EnterAsync(visit);
        await visit.OpenAsync("/beheer/woorden");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nieuw bij begrippen" }).ClickAsync();
        await page.GetByLabel("Titel").FillAsync("Kruipolie");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.ArriveAsync("**/beheer/inhoud/begrip-kruipolie*");
        await page.Locator("[name='p.definition']").FillAsync("Olie die in kieren kruipt.");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await visit.OpenAsync("/beheer/inhoud/begrip-kruipolie/online");
        await page.GetByRole(AriaRole.Button, new() { Name = "Zet online" }).ClickAsync();
        await page.ArriveAsync("**/beheer/inhoud/begrip-kruipolie");
        foreach (var name in new[] { "een", "twee" })
        {
            await visit.OpenAsync("/nieuws/kruipolie-" + name);
            await Assertions.Expect(page.Locator("a.wj-term")).ToHaveTextAsync("kruipolie");
            await page.Locator("a.wj-term").ClickAsync();
            await Assertions.Expect(page.Locator(".wj-term-note")).ToContainTextAsync("Olie die in kieren kruipt.");
        }

        await visit.OpenAsync("/beheer/adressen");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lijst inlezen" }).ClickAsync();
        await page.GetByLabel("Bestand").SetInputFilesAsync(ListOf(
            "van;naar\r\n/folder/kruipolie;/begrippen/kruipolie\r\n/folder/rond;/folder/rond\r\n"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bekijk de lijst" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Er is nog niets bewaard.");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Het adres leidt naar zichzelf.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar dit adres" }).ClickAsync();
        await page.ArriveAsync("**/beheer/adressen");
        await page.GotoAsync(new Uri(host.Address, "/folder/kruipolie").ToString());
        Assert.Equal("/begrippen/kruipolie", visit.At);
    });

    [Fact]
    public Task Words_addresses_and_reports_are_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, page) = (round.Visit, round.Visit.Page);
        await EnterAsync(visit);
        foreach (var path in new[]
        {
            "/woorden", "/woorden/contactgegevens", "/woorden/doelgroepen", "/teksten", "/teksten/voet-over", "/adressen/nieuw",
            "/rapporten", "/rapporten/ouderdom", "/rapporten/ouderdom?van=mij", "/rapporten/links", "/rapporten/toegankelijkheid",
            "/rapporten/leesniveau", "/rapporten/week",
        })
        {
            await visit.OpenAsync("/beheer" + path);
            await round.LookAsync("beheer" + path.Replace('/', '-').Replace('?', '-').Replace('=', '-'));
        }
        await visit.OpenAsync("/beheer/adressen/nieuw");
        await page.GetByLabel("Welk adres?").FillAsync("/kennis");
        await page.GetByLabel("Waar moet het heen?").FillAsync("/nieuws");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("staat een pagina van het portaal zelf");
        await round.LookAsync("adres-in-gebruik");

        var name = Guid.NewGuid().ToString("N");
        await visit.OpenAsync("/beheer/adressen/inlezen");
        await round.LookAsync("lijst-inlezen");
        await page.GetByLabel("Bestand").SetInputFilesAsync(ListOf($"van;naar\n/{name}/{name};/kennis\n/kennis;/nieuws\n"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bekijk de lijst" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar dit adres" }).WaitForAsync();
        await round.LookAsync("lijst-bekeken");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar dit adres" }).ClickAsync();
        await page.ArriveAsync("**/beheer/adressen");
        await round.LookAsync("adressen");
        await visit.OpenAsync("/beheer/adressen/geschiedenis");
        await round.LookAsync("adressen-geschiedenis");
    });

    private static FilePayload ListOf(string text) =>
        new() { Name = "lijst.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };

    private static async Task EnterAsync(Visit visit)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        await portal.Host.SqlAsync("update members.members set two_factor_enabled = false where email = $1", email);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
    }
}
