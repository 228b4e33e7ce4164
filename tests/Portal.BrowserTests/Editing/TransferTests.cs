using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>An editor replaces a picture on ten pages in one go, takes a zip in after a look at it, and takes it back.</summary>
public sealed class TransferTests
{
    [Fact]
    public Task A_picture_of_ten_pages_is_replaced_and_a_zip_is_looked_at_taken_in_and_undone() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (page, host, word) = (visit.Page, await Sites.HostAsync(), $"reis{Guid.NewGuid():N}"[..12]);
        await EnterAsync(visit);
        await visit.OpenAsync("/beheer/inlezen");
        await SendAsync(page, PagesWithPicture(word));
        await LookedAsync(visit, host);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("11 bestanden");
        Assert.Equal(404, (await host.AskAsync($"/nieuws/{word}-3")).Status);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lees in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Het wordt ingelezen.");
        await LookedAsync(visit, host);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ingelezen", Exact = true })).ToBeVisibleAsync();
        var import = new Uri(page.Url).AbsolutePath;

        // One file, ten pages.
        await visit.OpenAsync($"/beheer/media/media-{word}/vervangen");
        await page.GetByLabel("Kies het nieuwe bestand").SetInputFilesAsync(FileOf("nieuw.png", Picture(301)));
        await page.GetByLabel("Wat is er te zien?").FillAsync("Een ander plein");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vervang", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("10 pagina’s laten het nieuwe bestand zien.");
        await host.WorkAsync();
        foreach (var number in new[] { 0, 9 })
        {
            await visit.OpenAsync($"/nieuws/{word}-{number}");
            var shown = page.GetByAltText("Een ander plein");
            await Assertions.Expect(shown).ToBeVisibleAsync();
            Assert.Equal(301, await shown.EvaluateAsync<int>("(image) => Number(image.getAttribute('width'))"));
        }

        await visit.OpenAsync(import);
        await page.GetByRole(AriaRole.Button, new() { Name = "Maak alles ongedaan" }).ClickAsync();
        await LookedAsync(visit, host);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("10 weggehaald");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Iemand heeft dit bestand intussen gewijzigd.");
        Assert.Equal(410, (await host.AskAsync($"/nieuws/{word}-3")).Status);
    });

    [Fact]
    public Task Imports_and_exports_are_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, host, word) = (round.Visit, await Sites.HostAsync(), $"reis{Guid.NewGuid():N}"[..12]);
        var page = visit.Page;
        await EnterAsync(visit);
        await visit.OpenAsync("/beheer/uitvoer");
        await round.LookAsync("uitvoer");
        await visit.OpenAsync("/beheer/umbraco");
        await round.LookAsync("umbraco");
        await visit.OpenAsync("/beheer/inlezen");
        await round.LookAsync("inlezen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bekijk wat er zou veranderen" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-upload-line]")).ToContainTextAsync("Kies een map of een zip-bestand.");
        await SendAsync(page, Zip(($"nieuws/{word}.md", "Geen kop.\n"), ("../weg.md", "weg"), ($"kennis/{word}.png", "x")));
        await round.LookAsync("wordt-bekeken");
        await LookedAsync(visit, host);
        await round.LookAsync("geweigerd");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gooi weg" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Weggegooid.");
        await SendAsync(page, PagesWithPicture(word));
        await LookedAsync(visit, host);
        await page.GetByText("Nieuw: 11 bestanden").ClickAsync();
        await round.LookAsync("bekeken");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lees in" }).ClickAsync();
        await LookedAsync(visit, host);
        await round.LookAsync("ingelezen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Maak alles ongedaan" }).ClickAsync();
        await LookedAsync(visit, host);
        await round.LookAsync("ongedaan");
        await visit.OpenAsync("/beheer/inlezen");
        await round.LookAsync("inlezen-lijst");
    });

    // What waits is done, and the page says so.
    private static async Task LookedAsync(Visit visit, PortalHost host)
    {
        await visit.Page.Locator("#stand").WaitForAsync();
        await host.WorkAsync();
        await visit.OpenAsync(new Uri(visit.Page.Url).AbsolutePath);
        await Assertions.Expect(visit.Page.Locator("#stand[data-watch]")).ToHaveCountAsync(0);
    }

    private static async Task SendAsync(IPage page, byte[] zip)
    {
        await page.GetByLabel("Een zip-bestand").SetInputFilesAsync(FileOf("inhoud.zip", zip));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bekijk wat er zou veranderen" }).ClickAsync();
        await page.ArriveAsync("**/beheer/inlezen/*");
    }

    private static byte[] PagesWithPicture(string word)
    {
        var body = $"::: figure\n![](media:media-{word})\nOp het plein.\n:::\n";
        return Zip(
        [
            .. Enumerable.Range(0, 10).Select(number => (
                $"nieuws/{word}-{number}.md",
                (object)Given.Document($"nieuws-{word}-{number}", "nieuws", "published: 2026-01-01\n", body))),
            ($"media/{word}.png", Picture(300)), ($"media/{word}.png.yml", $"id: media-{word}\ntitle: Plein\nalt: Een plein\n"),
        ]);
    }

    private static byte[] Picture(int width) => TestPictures.Plain(width, 200, 20, 90, 160).PngsaveBuffer();

    private static byte[] Zip(params (string Name, object Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            }
        return stream.ToArray();
    }

    private static FilePayload FileOf(string name, byte[] bytes) =>
        new() { Name = name, MimeType = "application/octet-stream", Buffer = bytes };

    private static async Task EnterAsync(Visit visit)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
    }
}
