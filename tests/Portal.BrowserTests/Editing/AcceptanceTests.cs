using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>
/// What the office is for, from the first word to what readers see, on a portal of its own: a day passes in it. How an author makes a quiz
/// and tries it: <see cref="ExerciseDialogTests"/>.
/// </summary>
public sealed class AcceptanceTests : IAsyncLifetime
{
    private PortalHost host = null!;

    private MembersHost People => MembersHost.On(host);

    public async Task InitializeAsync() => host = await Sites.StartOwnAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    /// <summary>By keyboard alone, with nothing for axe to find in any state.</summary>
    [Fact]
    public Task A_coordinator_writes_news_with_a_picture_has_it_read_plans_it_for_tomorrow_and_takes_it_back() =>
        Visit.RunAsync(host.Address, Look.Wide, async visit =>
    {
        const string desk = "/beheer/inhoud/nieuws-nieuwe-training-in-kennemerland", path = "/nieuws/nieuwe-training-in-kennemerland";
        var page = visit.Page;
        var (email, id) = await People.GivenMemberAsync(Rights.Coordinator);
        var reader = await People.GivenMemberAsync(Rights.Editor);
        await EnterAsync(visit, email, id);

        await visit.OpenAsync("/beheer/inhoud");
        await page.EnterAsync(AriaRole.Link, "Nieuw");
        await page.TabToAsync(page.Locator("a[href='/beheer/inhoud/nieuw?soort=nieuws']"));
        await page.EnterAsync();
        await page.WriteAsync("input[name=Titel]", "Nieuwe training in Kennemerland 🎉");
        await LookAsync(visit);
        await page.EnterAsync();
        Assert.Equal(desk, visit.At);
        await page.WriteAsync("[name='p.summary']", "Er komt een training voor jongerenwerkers. Je kunt je nu aanmelden.");
        await page.TabToAsync(TextOf(page));
        await page.Keyboard.TypeAsync("In januari begint een nieuwe training. Je leert er signalen te zien.");
        await page.Keyboard.PressAsync("Alt+F10");
        await page.TabWithAsync("ArrowRight", page.GetByRole(AriaRole.Button, new() { Name = "Afbeelding", Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await page.TabToAsync(dialog.GetByLabel("Upload van je computer"));
        await dialog.GetByLabel("Upload van je computer").SetInputFilesAsync(
            new FilePayload
            {
                Name = "Zaal.jpg",
                MimeType = "image/jpeg",
                Buffer = TestPictures.Plain(320, 200, 90, 20, 160).JpegsaveBuffer(),
            });
        await Assertions.Expect(dialog.GetByLabel("Wat is er te zien?", new() { Exact = true }).First).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Een zaal met stoelen in een kring");
        await LookAsync(visit);
        await page.TabToAsync(dialog.GetByRole(AriaRole.Button, new() { Name = "Zet de afbeelding in de tekst" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".wj-edittext .wj-editpicture")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await LookAsync(visit);
        Assert.Equal(404, (await host.AskAsync(path)).Status);

        // A colleague is asked, reads it, and says something.
        await page.Keyboard.PressAsync("Shift+Tab");
        await FromTheMenuAsync(page, "Vraag controle");
        await LookAsync(visit);
        await page.TabToAsync(page.GetByLabel("Wie?"));
        while (await page.GetByLabel("Wie?").InputValueAsync() != reader.Id.ToString()) await page.Keyboard.PressAsync("ArrowDown");
        await page.WriteAsync("textarea[name=Notitie] >> nth=-1", "Klopt de maand?");
        await page.EnterAsync(AriaRole.Button, "Vraag controle");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("krijgt een mail");
        await Assertions.Expect(page.Locator(".wj-desk__state")).ToContainTextAsync("Ter controle");
        Assert.Single(await host.MailsToAsync(reader.Email));
        using (var colleague = await People.SignedInAsync(reader.Email))
        {
            await People.GivenSecondStepAsync(reader.Id);
            await colleague.GoAsync(desk + "/controle");
            Assert.Contains("Klopt de maand?", colleague.Text, StringComparison.Ordinal);
            await colleague.PressAsync("Plaats de opmerking", ("remark", "De maand klopt."));
            await colleague.PressAsync("Geef het terug", ("Notitie", "Mooi bericht."));
        }

        // Tomorrow at nine.
        await visit.OpenAsync(desk);
        await page.EnterAsync(AriaRole.Button, "Online zetten");
        await page.TabToAsync(page.GetByLabel("Nu meteen"));
        await page.Keyboard.PressAsync("ArrowDown");
        await LookAsync(visit);
        await page.EnterAsync(AriaRole.Button, "Zet online");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("om 09.00 komt het online");
        await LookAsync(visit);
        await host.BeginCalendarAsync();
        await host.WorkByCalendarAsync();
        Assert.Equal(404, (await host.AskAsync(path)).Status);
        host.Clock.Advance(TimeSpan.FromHours(34));
        await host.WorkByCalendarAsync();
        await Eventually.Async(async () => (await host.AskAsync(path)).Status == 200, "it is online");
        Assert.NotNull((await host.PageAsync(path)).QuerySelector("main img[alt='Een zaal met stoelen in een kring']"));

        // She finds it back, and takes it away again.
        await EnterAsync(visit, email, id);
        await visit.OpenAsync("/beheer/inhoud");
        await page.WriteAsync("#zoek", "kennemerland");
        await page.EnterAsync();
        await LookAsync(visit);
        await page.EnterAsync(AriaRole.Link, "Nieuwe training in Kennemerland 🎉");
        await Assertions.Expect(page.Locator(".wj-desk__state")).ToContainTextAsync("Online");
        await FromTheMenuAsync(page, "Offline halen");
        await LookAsync(visit);
        await page.EnterAsync(AriaRole.Button, "Haal offline");
        await Eventually.Async(async () => (await host.AskAsync(path)).Status == 404, "readers see it no longer");
        visit.TakeTroubles();
    });

    [Fact]
    public Task An_editor_changes_a_sentence_and_a_figure_and_readers_see_the_old_page_until_it_is_online() =>
        Visit.RunAsync(host.Address, Look.Wide, async visit =>
    {
        const string id = "kennis-criminele-aanwas-haarlemmermeer", path = "/kennis/criminele-aanwas-haarlemmermeer";
        var page = visit.Page;
        var (email, member) = await People.GivenMemberAsync(Rights.Editor);
        await EnterAsync(visit, email, member);
        var before = await LiveAsync(id);
        await visit.OpenAsync("/beheer/inhoud/" + id);
        await WriteBehindAsync(page, "p", " Dit schreef de redactie erbij.");
        await WriteBehindAsync(page, ".wj-editblock--figure tr:nth-child(2) td:nth-child(2) p", "6");
        await page.Keyboard.PressAsync("Control+s");
        await Eventually.Async(
            async () => (await DraftAsync(id)).Contains("| Bezit | 366 |", StringComparison.Ordinal), "both are saved");
        Assert.DoesNotContain("Dit schreef", await ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(before, await LiveAsync(id));

        // The draft through the reader's own page; the readers themselves see the old one still.
        await page.GetByRole(AriaRole.Button, new() { Name = "Voorbeeld", Exact = true }).ClickAsync();
        await page.ArriveAsync("**/voorbeeld");
        await Assertions.Expect(page.FrameLocator("iframe").Locator("main")).ToContainTextAsync("Dit schreef de redactie erbij.");
        await Assertions.Expect(page.FrameLocator("iframe").Locator("main")).ToContainTextAsync("366");
        Assert.DoesNotContain("366", await ReadAsync(path), StringComparison.Ordinal);

        await visit.OpenAsync($"/beheer/inhoud/{id}/online");
        await page.GetByRole(AriaRole.Button, new() { Name = "Zet online" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Het staat online.");
        await Eventually.Async(
            async () => (await ReadAsync(path)).Contains("Dit schreef de redactie erbij.", StringComparison.Ordinal), "it is online");
        Assert.Contains("366", await ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(2, (await LiveAsync(id)).Split('\n').Except(before.Split('\n')).Count());

        // And back to what it was.
        await visit.OpenAsync($"/beheer/inhoud/{id}/versies/1");
        await Assertions.Expect(page.Locator(".wj-diff ins").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Zet deze versie terug als concept" }).ClickAsync();
        await page.ArriveAsync("**/" + id);
        Assert.Equal(before, await DraftAsync(id));
        visit.TakeTroubles();
    });

    private static async Task LookAsync(Visit visit) => Assert.Empty(await Axe.FindAsync(visit));

    private static ILocator TextOf(IPage page) => page.Locator(".wj-edittext");

    private static async Task FromTheMenuAsync(IPage page, string what)
    {
        await page.TabToAsync(page.Locator("summary", new() { HasText = "Meer" }));
        await page.Keyboard.PressAsync("Enter");
        await page.EnterAsync(AriaRole.Button, what);
    }

    private static async Task WriteBehindAsync(IPage page, string block, string words)
    {
        await TextOf(page).Locator(block).First.EvaluateAsync(
            """
            (block) => {
              block.closest("[contenteditable=true]").focus();
              document.getSelection().selectAllChildren(block);
              document.getSelection().collapseToEnd();
            }
            """);
        await Writer.SettleAsync(page);
        await page.Keyboard.TypeAsync(words);
    }

    private async Task EnterAsync(Visit visit, string email, Guid id)
    {
        await visit.Context.ClearCookiesAsync();
        await host.SqlAsync("update members.members set two_factor_enabled = false where email = $1", email);
        await visit.SignInAsync(email);
        await People.GivenSecondStepAsync(id);
    }

    private async Task<string> ReadAsync(string path) => (await host.PageAsync(path)).QuerySelector("main")!.TextContent;

    private async Task<string> LiveAsync(string id) => (string)(await host.SqlAsync(
        "select v.body from content.versions v join content.documents d on d.live_version_id = v.id where d.ref = $1", id))!;

    private async Task<string> DraftAsync(string id) => (string?)await host.SqlAsync(
        "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1", id) ?? "";
}
