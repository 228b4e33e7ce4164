using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Portal.Platform;
using Portal.Tests.Members;

namespace Portal.BrowserTests.Support;

/// <summary>
/// A reader's visit in an empty browser profile. Whatever goes wrong beneath the surface is written down and fails the test: an error in
/// the console, a breach of the content security policy, a request that failed or went to another site, a cookie, a stored value.
/// </summary>
internal sealed class Visit
{
    private readonly Uri site;
    private readonly List<string> troubles = [];
    private readonly HashSet<string> expected = [];
    private string? allowed;
    private bool isMember;

    private Visit(Uri site, Look look, IBrowserContext context, IPage page) =>
        (this.site, Look, Context, Page) = (site, look, context, page);

    /// <summary>How this reader sees the portal now.</summary>
    public Look Look { get; private set; }

    /// <summary>The reader's browser profile.</summary>
    public IBrowserContext Context { get; }

    /// <summary>The reader's tab.</summary>
    public IPage Page { get; }

    /// <summary>The path, query and fragment the reader is at.</summary>
    public string At => new Uri(Page.Url) is var url && url.Authority == site.Authority ? url.PathAndQuery + url.Fragment : Page.Url;

    /// <summary>Runs a visit from begin to end. A failed one leaves a picture in <c>TestResults/browser</c>.</summary>
    public static async Task RunAsync(Look look, Func<Visit, Task> story, [CallerMemberName] string name = "") =>
        await RunAsync(await Sites.WithThemeAsync(look.Theme), look, story, name);

    /// <summary>The same, to a portal that the test started itself.</summary>
    public static async Task RunAsync(Uri address, Look look, Func<Visit, Task> story, [CallerMemberName] string name = "")
    {
        var profile = await Chromium.EnterAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "nl-NL",
            TimezoneId = "Europe/Amsterdam",
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = ColoursOf(look),
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = look.Scripts,
        });
        try
        {
            var visit = new Visit(address, look, profile, await profile.NewPageAsync());
            visit.Watch();
            await visit.LiveAsync(story, $"{name}-{look}");
        }
        finally
        {
            await profile.CloseAsync();
            Chromium.Leave();
        }
    }

    /// <summary>Opens a page of the portal and waits until it has been drawn.</summary>
    public async Task OpenAsync(string path, int status = 200, WaitUntilState waitUntil = WaitUntilState.Load)
    {
        if (status >= 400) expected.Add(path);
        var answer = await Page.GotoAsync(path, new() { WaitUntil = waitUntil });
        Assert.True(answer is null || answer.Status == status, $"{path} answers {answer?.Status}, not {status}.");
    }

    /// <summary>Turns to another look, as whoever turns a phone or lets the evening come: the page stays as it is. The theme cannot turn.</summary>
    public async Task TurnAsync(Look look)
    {
        Assert.Equal(Look.Theme, look.Theme);
        if (look.Width != Look.Width || look.Height != Look.Height)
        {
            await Page.SetViewportSizeAsync(look.Width, look.Height);
            // Scripts hear of another width when the page is drawn anew.
            await Page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }
        if (look.Dark != Look.Dark) await Page.EmulateMediaAsync(new() { ColorScheme = ColoursOf(look) });
        Look = look;
    }

    /// <summary>Signs in with a password. From then on the browser may hold the cookies of a session.</summary>
    public async Task SignInAsync(string email, string path = "/account")
    {
        isMember = true;
        await OpenAsync("/inloggen?terug=" + Uri.EscapeDataString(path));
        await Page.Locator("input[name=Email]").First.FillAsync(email);
        await Page.Locator("input[name=Password]").FillAsync(MembersHost.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Inloggen", Exact = true }).ClickAsync();
        await Page.ArriveAsync("**" + path);
    }

    /// <summary>Opens everything that folds, also what folds when something else unfolds.</summary>
    public Task UnfoldAsync() => Page.EvaluateAsync(
        "() => document.querySelectorAll('details').forEach((one) => { one.removeAttribute('name'); one.open = true; })");

    /// <summary>This visit signs in by itself, so its browser may hold the cookies of a session.</summary>
    public void MaySignIn() => isMember = true;

    /// <summary>From now on this host may be asked for something; what it answers is not our business.</summary>
    public async Task AllowAsync(string host)
    {
        allowed = host;
        await Context.RouteAsync(url => new Uri(url).Host == host, route =>
            route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = "<!doctype html><title>Elders</title><link rel=icon href=data:,><p>Elders</p>" }));
    }

    /// <summary>What has gone wrong so far; asking clears it, so that a test can expect trouble.</summary>
    public IReadOnlyList<string> TakeTroubles()
    {
        string[] taken = [.. troubles];
        troubles.Clear();
        return taken;
    }

    /// <summary>Keeps a picture of the whole page, when somebody wants to look (<c>PORTAL_SHOTS=folder</c>).</summary>
    public async Task ShootAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, Look.ToString(), $"{FileNameOf(name)}.png"), FullPage = true });
    }

    /// <summary>Cookies and stored values; before somebody signs in there are none (Telecommunicatiewet 11.7a).</summary>
    public async Task<IReadOnlyList<string>> TracesAsync()
    {
        var cookies = (await Context.CookiesAsync()).Select(cookie => $"cookie {cookie.Name} of {cookie.Domain}");
        if (!Page.Url.StartsWith(site.ToString(), StringComparison.Ordinal)) return [.. cookies];
        var stored = await Page.EvaluateAsync<string[]>("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]");
        return [.. cookies, .. stored.Select(key => $"stored value {key}")];
    }

    private static ColorScheme ColoursOf(Look look) => look.Dark ? ColorScheme.Dark : ColorScheme.Light;

    private static string FileNameOf(string name) => string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));

    private void Watch()
    {
        Context.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsExpected(message.Location)) troubles.Add($"console at {At}: {message.Text}");
        };
        Context.WebError += (_, error) => troubles.Add($"script at {At}: {error.Error}");
        Context.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme.StartsWith("http", StringComparison.Ordinal) && url.Authority != site.Authority && url.Host != allowed)
                troubles.Add($"request to another site at {At}: {request.Url}");
        };
        // A page that is left while it loads gives up its requests: that is not a failure.
        Context.RequestFailed += (_, request) =>
        {
            if (request.Failure is not "net::ERR_ABORTED") troubles.Add($"failed request at {At}: {request.Url} {request.Failure}");
        };
        Context.Response += (_, response) =>
        {
            if (response.Status >= 400 && !IsExpected(response.Url)) troubles.Add($"status {response.Status} at {At}: {response.Url}");
        };
    }

    private bool IsExpected(string address) => expected.Any(path => address.Contains(path, StringComparison.Ordinal));

    private async Task LiveAsync(Func<Visit, Task> story, string name)
    {
        try
        {
            await story(this);
        }
        catch (Exception e)
        {
            var picture = await KeepPictureAsync(name);
            var also = troubles.Count > 0 ? $"\nAlso: {string.Join("\n      ", troubles)}" : "";
            throw new Xunit.Sdk.XunitException($"{e.Message}\nAt {At}, picture: {picture}{also}", e);
        }
        troubles.AddRange((await TracesAsync()).Where(trace => !isMember || !trace.StartsWith("cookie wj-", StringComparison.Ordinal)));
        Assert.True(troubles.Count == 0, string.Join('\n', troubles.Distinct()));
    }

    private async Task<string> KeepPictureAsync(string name)
    {
        var file = Path.Combine(Checkout.Root, "TestResults", "browser", $"{name}.png");
        await Page.ScreenshotAsync(new() { Path = file, FullPage = true });
        return file;
    }
}
