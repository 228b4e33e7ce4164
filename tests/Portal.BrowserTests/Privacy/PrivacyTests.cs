using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Privacy;

/// <summary>
/// Nobody is followed: no cookie, nothing stored, nothing asked of another site. Every visit of every test is checked for it
/// (<see cref="Visit"/>); those of the <see cref="Survey"/> go everywhere.
/// </summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task A_visitor_who_opens_every_page_leaves_no_trace()
    {
        var survey = await Survey.OfAddressesAsync();
        Assert.True(survey.Opened.Count > 300, $"Only {survey.Opened.Count} addresses.");
        Survey.Passes(survey.Traces);
        Survey.Passes((await Survey.OfKindsAsync()).Traces);
    }

    [Fact]
    public Task A_trace_is_noticed() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await visit.OpenAsync("/");
        await visit.Page.EvaluateAsync("""
            () => {
              document.cookie = "spoor=1";
              localStorage.setItem("lang", "1");
              sessionStorage.setItem("kort", "1");
            }
            """);
        Assert.Equal(3, (await visit.TracesAsync()).Count);
        await visit.Context.ClearCookiesAsync();
        await visit.Page.EvaluateAsync("() => { localStorage.clear(); sessionStorage.clear(); }");
    });

    [Fact]
    public Task A_breach_of_the_policy_and_a_request_elsewhere_are_noticed() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await visit.OpenAsync("/");
        await visit.Page.EvaluateAsync(
            "() => document.body.insertAdjacentHTML('beforeend', '<p id=bont style=color:red>bont</p>')");
        await Expect(visit.Page.Locator("#bont")).ToBeVisibleAsync();
        // Nothing outside has a name here: the request is made and comes to nothing.
        await Assert.ThrowsAsync<PlaywrightException>(() => visit.Page.GotoAsync("https://www.example.org/"));

        var troubles = string.Join('\n', visit.TakeTroubles());
        Assert.Contains("Content Security Policy", troubles, StringComparison.Ordinal);
        Assert.Contains("request to another site", troubles, StringComparison.Ordinal);
        // It may never load, and may have come before anybody waits for it.
        await Eventually.Async(
            () => visit.Page.Url.StartsWith("chrome-error:", StringComparison.Ordinal), "the browser says that nothing is there");
        visit.TakeTroubles();
    });
}
