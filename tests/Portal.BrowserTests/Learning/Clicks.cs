using Microsoft.Playwright;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Learning;

/// <summary>Clicks of somebody who came to the office with a question: of these there may not be more than four.</summary>
internal sealed class Clicks(IPage page)
{
    private const int Most = 4;

    private int count;

    /// <summary>Clicks what has this role and this name in the page itself, and waits for the page that follows.</summary>
    public Task OnAsync(AriaRole role, string name) => OnAsync(page.Locator("main").GetByRole(role, new() { Name = name, Exact = true }).First);

    /// <summary>Clicks this.</summary>
    /// <param name="what">What.</param>
    /// <param name="leaves">True: another page follows, which is waited for.</param>
    public Task OnAsync(ILocator what, bool leaves = true)
    {
        Assert.True(++count <= Most, $"{what} is click {count}.");
        return leaves ? page.LeaveAsync(() => what.ClickAsync()) : what.ClickAsync();
    }
}
