using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>Away from the portal: at once when that is asked for, and never unasked.</summary>
public sealed class LeavingTests
{
    private const string Refuge = "www.buienradar.nl";
    private const string Chapter = "/modules/signalen-zien/thuis";

    [Theory, InlineData("click"), InlineData("three times Escape")]
    public Task The_quick_exit_leaves_and_back_does_not_return(string how) => Visit.RunAsync(Look.Phone, async visit =>
    {
        await visit.AllowAsync(Refuge);
        await visit.OpenAsync(Chapter);
        await LeaveAsync(visit.Page, how);
        await Expect(visit.Page).ToHaveURLAsync($"https://{Refuge}/");

        await visit.Page.GoBackAsync();
        Assert.DoesNotContain("/modules/", visit.Page.Url, StringComparison.Ordinal);
    });

    [Fact]
    public Task The_quick_exit_leaves_without_scripts_too() => Visit.RunAsync(Look.Wide with { Scripts = false }, async visit =>
    {
        await visit.AllowAsync(Refuge);
        await visit.OpenAsync(Chapter);
        await LeaveAsync(visit.Page, "click");
        await visit.Page.ArriveAsync($"https://{Refuge}/");
    });

    [Fact]
    public Task A_video_asks_nothing_of_its_site_before_the_click() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await visit.OpenAsync(Sites.EveryPart);
        await page.Locator("[data-video]").ScrollIntoViewIfNeededAsync();
        Assert.Empty(visit.TakeTroubles());

        await visit.AllowAsync("www.youtube-nocookie.com");
        await page.Locator("[data-video]").ClickAsync();
        var player = page.Locator("iframe");
        await Expect(player).ToHaveAttributeAsync("title", "Praten met ouders");
        await Expect(player).ToBeFocusedAsync();
        await Expect(page.FrameLocator("iframe").Locator("p")).ToHaveTextAsync("Elders");
    });

    private static async Task LeaveAsync(IPage page, string how)
    {
        if (how == "click") await page.GetByRole(AriaRole.Link, new() { Name = "Snel weg" }).ClickAsync();
        else for (var press = 0; press < 3; press++) await page.Keyboard.PressAsync("Escape");
    }
}
