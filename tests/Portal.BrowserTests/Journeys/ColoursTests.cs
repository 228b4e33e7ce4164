using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>In which colours the portal is read: those of the device, or those that a reader chose.</summary>
public sealed class ColoursTests
{
    private const string Black = "rgb(0, 0, 0)";

    [Theory]
    [InlineData(320, false)]
    [InlineData(1280, true)]
    public Task A_reader_chooses_much_contrast_without_a_script_and_takes_it_back(int width, bool dark) => Visit.RunAsync(
        new Look(Width: width, Height: 800, Dark: dark, Scripts: false), async visit =>
    {
        visit.MaySignIn(); // a cookie of the portal, of who asked for it
        await visit.OpenAsync("/kennis?voor=docent");
        Assert.NotEqual(Black, await GroundAsync(visit));
        await PressAsync(visit, "Veel contrast");
        await visit.Page.ArriveAsync("**/kennis?voor=docent#kleuren");
        Assert.Equal(Black, await GroundAsync(visit));
        await Expect(visit.Page.Locator(".wj-colours [aria-current]")).ToHaveTextAsync("Veel contrast");
        // Where no script runs, the browser tells nobody what came in sight: it is asked where the place is.
        Assert.True(await visit.Page.Locator(".wj-colours [aria-current]").EvaluateAsync<bool>(
            "one => { const at = one.getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight; }"));
        foreach (var path in new[] { "/modules/signalen-zien/thuis", "/weergave", "/" })
        {
            await visit.OpenAsync(path);
            Assert.Equal(Black, await GroundAsync(visit));
        }
        await PressAsync(visit, "Zoals mijn apparaat");
        Assert.NotEqual(Black, await GroundAsync(visit));
        Assert.Empty(await visit.TracesAsync());
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_device_that_asks_for_more_contrast_gets_it_unless_its_owner_chose_otherwise(bool dark) => Visit.RunAsync(
        new Look(Dark: dark), async visit =>
    {
        visit.MaySignIn();
        await visit.OpenAsync("/");
        var usual = await GroundAsync(visit);
        await visit.Page.EmulateMediaAsync(new() { Contrast = Contrast.More });
        Assert.Equal(Black, await GroundAsync(visit));
        Assert.Empty(await Axe.FindAsync(visit));
        await visit.OpenAsync(Sites.EveryPart);
        Assert.Equal(Black, await GroundAsync(visit));
        Assert.Empty(await Axe.FindAsync(visit));
        await visit.ShootAsync("meer-contrast");

        await PressAsync(visit, "Gewoon");
        await Expect(visit.Page.Locator(".wj-colours [aria-current]")).ToHaveTextAsync("Gewoon");
        Assert.Equal(usual, await GroundAsync(visit));
        await visit.Page.EmulateMediaAsync(new() { Contrast = Contrast.NoPreference });
        await PressAsync(visit, "Zoals mijn apparaat");
        await Expect(visit.Page.Locator(".wj-colours [aria-current]")).ToHaveTextAsync("Zoals mijn apparaat");
    });

    [Fact]
    public Task Whoever_asks_for_less_motion_sees_nothing_move() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await visit.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        foreach (var path in new[] { "/", Sites.EveryPart, "/modules/signalen-zien/thuis" })
        {
            await visit.OpenAsync(path);
            Assert.Equal(0, await visit.Page.EvaluateAsync<int>(
                """
                () => [...document.querySelectorAll("*")].filter((one) => ["", "::before", "::after"].some((part) => {
                  const style = getComputedStyle(one, part || null);
                  return style.animationName !== "none" || style.scrollBehavior === "smooth"
                    || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
                })).length
                """));
        }
    });

    private static Task PressAsync(Visit visit, string words) =>
        visit.Page.Locator(".wj-colours").First.GetByRole(AriaRole.Button, new() { Name = words }).ClickAsync();

    private static Task<string> GroundAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
