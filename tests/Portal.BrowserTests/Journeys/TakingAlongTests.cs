using System.Text;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>What a reader takes from a page: a reference, a print.</summary>
public sealed class TakingAlongTests
{
    [Fact]
    public Task A_reader_copies_the_reference() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visit.OpenAsync("/kennis/onzichtbare-beelden");
        await page.GetByRole(AriaRole.Button, new() { Name = "Kopieer de verwijzing" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Gekopieerd" })).ToBeVisibleAsync();
        Assert.Equal(await page.Locator("#citaat").InnerTextAsync(), await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    });

    [Fact]
    public Task A_print_holds_the_text_and_nothing_to_click_on() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync(Sites.EveryPart);
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var part in new[] { ".wj-nav", ".wj-menu", ".wj-toc", ".wj-footer", ".wj-actions", ".wj-notes__back" })
            await Expect(page.Locator(part).Locator("visible=true")).ToHaveCountAsync(0);
        await Expect(page.GetByText("De laatste alinea.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Dit is de uitgeschreven tekst van de video.")).ToBeVisibleAsync();
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));

        var pdf = await page.PdfAsync(new() { Format = "A4" });
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(pdf.AsSpan(0, 5)), StringComparison.Ordinal);
        Assert.InRange(Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1, 2, 8);
    });
}
