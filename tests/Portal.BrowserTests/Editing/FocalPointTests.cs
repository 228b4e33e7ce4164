using System.Globalization;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>What must be seen of a picture is pointed at on the picture, or moved with keys.</summary>
public sealed class FocalPointTests
{
    [Fact]
    public Task The_point_is_clicked_on_the_picture_and_moved_with_arrows() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        var id = await UploadAsync(visit);
        await visit.OpenAsync("/beheer/media/" + id);
        var (left, top) = (page.Locator("input[name='p.focus_x']"), page.Locator("input[name='p.focus_y']"));
        await ClickAtAsync(page.Locator(".wj-focal__frame"), .25, .75);
        await Assertions.Expect(left).ToHaveValueAsync("25");
        await Assertions.Expect(top).ToHaveValueAsync("75");
        var point = page.GetByRole(AriaRole.Button, new() { Name = "Belangrijkste punt" });
        await Assertions.Expect(point).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowUp");
        await Assertions.Expect(left).ToHaveValueAsync("26");
        await Assertions.Expect(top).ToHaveValueAsync("65");
        await Assertions.Expect(page.GetByText("26 van links, 65 van boven.", new() { Exact = true })).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Bewaard.");
        Assert.Equal((26, 65), await PointAsync(id));
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task It_is_pointed_at_where_a_picture_is_chosen_for_a_text() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        var known = await UploadAsync(visit);
        await visit.OpenAsync("/beheer/inhoud/nieuw?soort=nieuws");
        await page.GetByLabel("Titel").FillAsync("Punt van een beeld");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.ArriveAsync("**/beheer/inhoud/nieuws-punt-van-een-beeld*");
        await page.Locator(".wj-edittext").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var put = dialog.GetByRole(AriaRole.Button, new() { Name = "Zet de afbeelding in de tekst" });

        // One of the library.
        await page.GetByRole(AriaRole.Button, new() { Name = "Afbeelding", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Combobox).FillAsync(known["media-".Length..]);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await dialog.GetByRole(AriaRole.Option).ClickAsync();
        await ClickAtAsync(dialog.Locator(".wj-focal__frame"), .5, .2);
        await put.ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Eventually.Async(async () => await PointAsync(known) == (50, 20), "its point is kept");

        // And a new one.
        await page.GetByRole(AriaRole.Button, new() { Name = "Afbeelding", Exact = true }).ClickAsync();
        var name = $"punt{Guid.NewGuid():N}";
        await dialog.GetByLabel("Upload van je computer").SetInputFilesAsync(FileOf(name + ".jpg"));
        await dialog.GetByLabel("Wat is er te zien?", new() { Exact = true }).First.FillAsync("Een vlak");
        await dialog.Locator("summary", new() { HasText = "Belangrijkste punt" }).ClickAsync();
        await ClickAtAsync(dialog.Locator(".wj-focal__frame"), .9, .1);
        await put.ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal((90, 10), await PointAsync("media-" + name));
        visit.TakeTroubles();
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task Pointing_is_accessible() => Round.WalkAsync(async round =>
    {
        var id = await UploadAsync(round.Visit);
        await round.Visit.OpenAsync("/beheer/media/" + id);
        await round.Visit.Page.Locator(".wj-focal__point").FocusAsync();
        await round.LookAsync("belangrijkste-punt");
    });

    private static async Task ClickAtAsync(ILocator picture, double across, double down)
    {
        await picture.ScrollIntoViewIfNeededAsync();
        await Eventually.Async(async () => await picture.BoundingBoxAsync() is { Width: > 50, Height: > 30 }, "the picture is drawn");
        var box = (await picture.BoundingBoxAsync())!;
        await picture.ClickAsync(new() { Position = new() { X = (float)(box.Width * across), Y = (float)(box.Height * down) } });
    }

    private static async Task<(int, int)?> PointAsync(string id)
    {
        var said = (string?)await (await Sites.HostAsync()).SqlAsync(
            "select concat(front_matter ->> 'focus_x', ' ', front_matter ->> 'focus_y') from content.media where ref = $1", id);
        return said?.Split(' ') is [{ Length: > 0 } x, { Length: > 0 } y]
            ? (int.Parse(x, CultureInfo.InvariantCulture), int.Parse(y, CultureInfo.InvariantCulture)) : null;
    }

    private static async Task<string> UploadAsync(Visit visit)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
        var name = $"punt{Guid.NewGuid():N}";
        await visit.OpenAsync("/beheer/media");
        await visit.Page.GetByLabel("Upload van je computer").SetInputFilesAsync(FileOf(name + ".jpg"));
        await visit.Page.GetByLabel("Wat is er te zien?", new() { Exact = true }).First.FillAsync("Een plein");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Voeg toe" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("[data-add-line]")).ToContainTextAsync("1 bestand staat in de bibliotheek.");
        return "media-" + name;
    }

    private static FilePayload FileOf(string name) => new()
    {
        Name = name,
        MimeType = "application/octet-stream",
        Buffer = TestPictures.Plain(400 + Random.Shared.Next(200), 200 + Random.Shared.Next(100), 20, 90, 160).JpegsaveBuffer(),
    };
}
