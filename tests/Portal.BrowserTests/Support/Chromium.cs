using Microsoft.Playwright;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Support;

/// <summary>
/// The one browser of a test run. As many visits at a time as there are processors, for a visit keeps one busy: more only makes each slower.
/// </summary>
/// <remarks>
/// Chromium's headless shell is used where it is installed: the same engine without the windows around it. A page costs it about two thirds
/// of the processor time, an empty profile less than a third (205 ms instead of 710, with its first page).
/// </remarks>
internal static class Chromium
{
    private static readonly SemaphoreSlim Places = new(Math.Max(2, Environment.ProcessorCount));
    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Started = new(LaunchAsync);

    /// <summary>Waits for a free place and opens an empty profile. Give the place back with <see cref="Leave"/>.</summary>
    public static async Task<IBrowserContext> EnterAsync(BrowserNewContextOptions options)
    {
        await Places.WaitAsync();
        try
        {
            var (_, browser) = await Started.Value;
            var profile = await browser.NewContextAsync(options);
            profile.SetDefaultTimeout(Patience.Milliseconds);
            return profile;
        }
        catch
        {
            Places.Release();
            throw;
        }
    }

    /// <summary>Gives a place back.</summary>
    public static void Leave() => Places.Release();

    /// <summary>Closes the browser; called once at the end (<see cref="TestRun"/>).</summary>
    public static async Task StopAsync()
    {
        if (!Started.IsValueCreated || !Started.Value.IsCompletedSuccessfully) return;
        var (driver, browser) = await Started.Value;
        await browser.CloseAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> LaunchAsync()
    {
        var program = Find();
        Assertions.SetDefaultExpectTimeout(Patience.Milliseconds);
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Timeout = Patience.Milliseconds,
            Args =
            [
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                // Nothing outside this machine has a name: a foreign request is seen and recorded, and never sent.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            ],
        });
        return (driver, browser);
    }

    private static string Find()
    {
        string?[] places =
        [
            Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        ];
        return Array.Find(places, File.Exists) ?? throw new FileNotFoundException(
            "The browser tests need Chromium. On Debian: apt-get install chromium-headless-shell fonts-liberation. "
            + "Installed elsewhere? Set CHROMIUM to the program's path.");
    }
}
