using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>
/// Twenty who write on one page: three in a browser, the others as the script does it, because twenty browsers are more than one machine
/// has room for. For two minutes, and measured: <c>npm run bench -- editors</c>.
/// </summary>
public sealed class CrowdTests
{
    private const int Everybody = 20, InBrowsers = 3, Rounds = 8;
    private const string Document = "nieuws-twintig-redacteuren", Desk = "/beheer/inhoud/" + Document;

    [Fact]
    public Task Twenty_who_write_on_one_page_lose_no_saved_word_that_nobody_took_away() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var host = await Sites.HostAsync();
        var members = MembersHost.On(host);
        var (email, id) = await members.GivenMemberAsync(Rights.Editor);
        await visit.SignInAsync(email);
        await members.GivenSecondStepAsync(id);
        await visit.OpenAsync("/beheer/inhoud/nieuw?soort=nieuws");
        await visit.Page.GetByLabel("Titel").FillAsync("Twintig redacteuren");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await visit.Page.ArriveAsync("**" + Desk);

        var (other, _) = await members.SignedInAsAsync(Rights.Editor);
        using (other)
        {
            var address = new Uri(Desk, UriKind.Relative);
            Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
            {
                request.Headers.TryAddWithoutValidation("Origin", "http://localhost");
                return other.FetchAsync(request);
            }
            await EditorCrowd.PrepareAsync(await new EditorPage(SendAsync, address).OpenAsync(), Everybody);

            var crowd = new EditorCrowd();
            var writing = Task.WhenAll(Enumerable.Range(InBrowsers + 1, Everybody - InBrowsers).Select(async number =>
                await crowd.WriteAsync(await new EditorPage(SendAsync, address).OpenAsync(), number, Rounds)));
            await Task.WhenAll(Enumerable.Range(1, InBrowsers).Select(number => TypeAsync(visit, number, crowd, writing)));
            await writing;

            var text = await TextAsync(host);
            Assert.True(crowd.Saved > Everybody * Rounds / 2, $"{crowd.Saved} words were saved.");
            Assert.Empty(crowd.LostFrom(text));
            Assert.Empty(EditorCrowd.DoubledIn(text));
        }
    });

    // Types words until the others are done, and past some saves of its own; all of it is saved in the end.
    private static async Task TypeAsync(Visit visit, int number, EditorCrowd crowd, Task others)
    {
        var page = await visit.Context.NewPageAsync();
        var saves = 0;
        page.Response += (_, answer) => saves += answer.Request.Method == "POST" && answer.Status == 200 ? 1 : 0;
        await page.GotoAsync(Desk);
        var own = page.Locator(".wj-edittext p", new() { HasText = EditorCrowd.OwnOf(number) });
        await own.EvaluateAsync(
            """
            (block) => {
              block.closest("[contenteditable=true]").focus();
              document.getSelection().selectAllChildren(block);
              document.getSelection().collapseToEnd();
            }
            """);
        await Writer.SettleAsync(page);
        var typed = new List<string>();
        while (!others.IsCompleted || saves < 3)
        {
            typed.Add(EditorCrowd.Word(number, typed.Count + 1));
            await page.Keyboard.TypeAsync(" " + typed[^1]);
            if (typed.Count % 300 == 0)
                Assert.Fail($"{saves} saves after {typed.Count} words: {await page.Locator("[data-editor-place]").InnerTextAsync()}");
            // As quick as somebody types who is quick.
            await page.WaitForTimeoutAsync(150);
        }
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(own).ToContainTextAsync(string.Join(' ', typed));
        await Assertions.Expect(page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        // What stands there may be of the save before: the last word has been saved when the desk has it.
        var host = await Sites.HostAsync();
        await Eventually.Async(
            async () => (await TextAsync(host)).Contains(typed[^1], StringComparison.Ordinal), $"the desk has {typed[^1]}");
        crowd.Save(typed);
    }

    private static async Task<string> TextAsync(PortalHost host) => (string)(await host.SqlAsync(
        "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1", Document))!;
}
