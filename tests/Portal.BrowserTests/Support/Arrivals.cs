using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Support;

/// <summary>
/// Waits by asking again, in the driver. The library's own waits look first and listen then: what happens between the two is waited for
/// until the end of all patience.
/// </summary>
internal static class Arrivals
{
    /// <summary>Waits until the page is at this address and has loaded.</summary>
    /// <param name="page">The page.</param>
    /// <param name="address">The address; <c>**</c> stands for anything, <c>*</c> for anything without a slash.</param>
    public static Task ArriveAsync(this IPage page, string address) => page.ArriveAsync(new Regex(
        $"^{Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$",
        RegexOptions.None, Patience.Limit));

    /// <summary>Waits until the page is at such an address and has loaded.</summary>
    public static async Task ArriveAsync(this IPage page, Regex address)
    {
        await Expect(page).ToHaveURLAsync(address);
        await page.LoadAsync();
    }

    /// <summary>Waits until the page has loaded, also where no script runs.</summary>
    public static Task LoadAsync(this IPage page) =>
        Expect(page.Locator(":root")).ToHaveJSPropertyAsync("ownerDocument.readyState", "complete");
}
