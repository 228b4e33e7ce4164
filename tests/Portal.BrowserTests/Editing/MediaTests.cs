using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>Pictures come into the library and into a text as somebody writes it.</summary>
public sealed class MediaTests
{
    private const string BodyOf =
        "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.title = 'Bericht met beeld'";

    [Fact]
    public Task A_picture_from_one_s_own_computer_is_described_and_stands_in_the_text() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (page, host) = (visit.Page, await Sites.HostAsync());
        await EnterAsync(visit);
        await visit.OpenAsync("/beheer/inhoud/nieuw?soort=nieuws");
        await page.GetByLabel("Titel").FillAsync("Bericht met beeld");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.ArriveAsync("**/beheer/inhoud/nieuws-bericht-met-beeld*");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Tekst", Exact = true }).ClickAsync();
        await page.Keyboard.TypeAsync("Zo ziet het plein eruit.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Afbeelding", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Upload van je computer").SetInputFilesAsync(
            [NewFile("Plein bij avond.jpg"), FileOf("tekening.jpg", "<svg/>"u8.ToArray())]);

        // Nothing goes before it is said what is to be seen.
        var put = dialog.GetByRole(AriaRole.Button, new() { Name = "Zet de afbeelding in de tekst" });
        await put.ClickAsync();
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByLabel("Wat is er te zien?", new() { Exact = true }).First).ToBeFocusedAsync();
        await dialog.GetByLabel("Wat is er te zien?", new() { Exact = true }).First.FillAsync("Een plein met lantaarns");
        await dialog.GetByLabel("Alleen versiering").Last.CheckAsync();
        await put.ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("SVG-bestanden kunnen we niet plaatsen");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "tekening.jpg" }).ClickAsync();
        await put.ClickAsync();
        await Assertions.Expect(dialog).ToBeHiddenAsync();

        await Assertions.Expect(page.Locator(".wj-edittext .wj-editpicture img"))
            .ToHaveAttributeAsync("src", new Regex("^/media/", RegexOptions.None, Regex.InfiniteMatchTimeout));
        await Assertions.Expect(page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await page.Keyboard.PressAsync("Control+s");
        await Eventually.Async(
            async () => (string?)await host.SqlAsync(BodyOf) is { } body
                && body.Contains("::: figure\n![Een plein met lantaarns](media:media-plein-bij-avond)\n:::", StringComparison.Ordinal),
            "the picture is saved in a figure");
        await page.GetByRole(AriaRole.Button, new() { Name = "Voorbeeld", Exact = true }).ClickAsync();
        await page.ArriveAsync("**/voorbeeld");
        await Assertions.Expect(page.FrameLocator("iframe").GetByAltText("Een plein met lantaarns")).ToBeAttachedAsync();
    });

    [Fact]
    public Task Files_that_are_pasted_open_the_dialog_with_them() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Slotzin\n");
        await writer.GoToAsync("Slotzin");
        await writer.Field.EvaluateAsync(
            """
            (field) => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array([1, 2])], "foto.png", { type: "image/png" }));
              field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        var dialog = writer.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator(".wj-upload__name")).ToHaveTextAsync("foto.png");
        await Assertions.Expect(dialog.GetByLabel("Wat is er te zien?", new() { Exact = true })).ToBeFocusedAsync();
    });

    [Fact]
    public Task Uploading_is_accessible() => Round.WalkAsync(async round =>
    {
        var writer = await Writer.OpenAsync(round.Visit, "Slotzin\n");
        await writer.GoToAsync("Slotzin");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Afbeelding", Exact = true }).ClickAsync();
        await writer.Page.GetByLabel("Upload van je computer").SetInputFilesAsync(
            [NewFile("foto.jpg"), FileOf("brief.pdf", "%PDF-"u8.ToArray())]);
        await round.LookAsync("upload");
    });

    [Fact]
    public Task The_library_is_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, page) = (round.Visit, round.Visit.Page);
        await EnterAsync(visit);
        await visit.OpenAsync("/beheer/media");
        await round.LookAsync("media");
        await page.GetByLabel("Upload van je computer").SetInputFilesAsync(
            [NewFile($"bieb{Guid.NewGuid():N}.jpg"), FileOf("tekening.jpg", "<svg/>"u8.ToArray())]);
        await page.GetByLabel("Wat is er te zien?", new() { Exact = true }).First.FillAsync("Een plein");
        await page.GetByLabel("Alleen versiering").Last.CheckAsync();
        await page.GetByLabel("In welke map? (mag leeg)").FillAsync("Pleinen");
        await round.LookAsync("gekozen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Voeg toe" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-add-line]")).ToContainTextAsync("1 bestand staat in de bibliotheek. 1 niet:");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("SVG-bestanden kunnen we niet plaatsen");
        await round.LookAsync("toegevoegd");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk de lijst" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Pleinen" }).ClickAsync();
        await page.ArriveAsync("**/beheer/media?map=Pleinen");
        await round.LookAsync("map");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bieb" }).First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Titel")).ToBeVisibleAsync();
        await round.LookAsync("een-bestand");
        await page.GetByRole(AriaRole.Link, new() { Name = "Vervang het bestand" }).ClickAsync();
        await page.ArriveAsync("**/vervangen");
        await round.LookAsync("vervangen");
        await visit.OpenAsync("/beheer/media?q=zwxqzwxq");
        await round.LookAsync("niets-gevonden");
    });

    private static async Task EnterAsync(Visit visit)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
    }

    private static FilePayload NewFile(string name) =>
        FileOf(name, TestPictures.Plain(80 + Random.Shared.Next(400), 60 + Random.Shared.Next(400), 20, 90, 160).JpegsaveBuffer());

    private static FilePayload FileOf(string name, byte[] bytes) =>
        new() { Name = name, MimeType = "application/octet-stream", Buffer = bytes };
}
