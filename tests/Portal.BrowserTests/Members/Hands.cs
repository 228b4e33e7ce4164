using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Members;

/// <summary>What somebody does with a form.</summary>
internal static partial class Hands
{
    private const int MostStops = 100;

    /// <summary>Presses a button and waits for the page that follows.</summary>
    public static Task PressAsync(this IPage page, string button) =>
        page.LeaveAsync(() => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync());

    /// <summary>Tries to sign in with this password, and comes where that leads.</summary>
    public static async Task TrySignInAsync(this Visit visit, string email, string password)
    {
        await visit.OpenAsync("/inloggen");
        await visit.Page.FillAsync("#email", email);
        await visit.Page.FillAsync("#password", password);
        await visit.Page.PressAsync("Inloggen");
    }

    /// <summary>Opens a link from a mail: the page posts its secret, and the page it is for follows.</summary>
    public static async Task OpenLinkAsync(this Visit visit, string link)
    {
        await visit.OpenAsync(link);
        await visit.Page.ArriveAsync(NotOpening());
    }

    /// <summary>Goes there with the Tab key alone.</summary>
    public static Task TabToAsync(this IPage page, ILocator goal) => page.TabWithAsync("Tab", goal);

    /// <summary>Goes there with this key alone: an arrow in a row of buttons.</summary>
    public static async Task TabWithAsync(this IPage page, string key, ILocator goal)
    {
        await Expect(goal).ToBeVisibleAsync();
        for (var stops = 0; stops < MostStops; stops++)
        {
            await page.Keyboard.PressAsync(key);
            if (await goal.EvaluateAsync<bool>("element => element === document.activeElement")) return;
        }
        Assert.Fail($"{goal} is not reached by keyboard.");
    }

    /// <summary>Goes to a field with the Tab key and types.</summary>
    public static async Task WriteAsync(this IPage page, string field, string text)
    {
        await page.TabToAsync(page.Locator(field));
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes to a link or button with the Tab key and presses Enter.</summary>
    public static async Task EnterAsync(this IPage page, AriaRole role, string name, bool navigates = true)
    {
        await page.TabToAsync(page.GetByRole(role, new() { Name = name, Exact = true }).Last);
        if (navigates) await page.EnterAsync();
        else await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Presses Enter and waits for the page that follows.</summary>
    public static Task EnterAsync(this IPage page) => page.LeaveAsync(() => page.Keyboard.PressAsync("Enter"));

    // By the event of the frame and not by script: some of our readers have none.
    /// <summary>Does what leads to another page, and waits for it.</summary>
    public static async Task LeaveAsync(this IPage page, Func<Task> act)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnNavigated(object? sender, IFrame frame) => left.TrySetResult();
        page.FrameNavigated += OnNavigated;
        try
        {
            await act();
            await left.Task.WaitAsync(Patience.Limit);
            await page.LoadAsync();
        }
        finally
        {
            page.FrameNavigated -= OnNavigated;
        }
    }

    [GeneratedRegex("^(?!.*/inloggen/openen)", RegexOptions.None, 1000)]
    private static partial Regex NotOpening();
}
