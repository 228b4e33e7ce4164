using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Content.Publishing;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>The back office as a coordinator and an editor use it, from the first word to what readers see.</summary>
public sealed class OfficeTests
{
    [Fact]
    public Task A_coordinator_writes_a_news_item_has_it_read_and_plans_it_for_tomorrow() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await EnterAsync(visit, Rights.Coordinator);
        await visit.OpenAsync("/beheer/inhoud/nieuw?soort=nieuws");
        await page.GetByLabel("Titel").FillAsync("Nieuwe training in Kennemerland 🎉");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.WaitForURLAsync("**/beheer/inhoud/nieuws-nieuwe-training-in-kennemerland*");
        var desk = visit.At;
        await page.GetByLabel("Samenvatting").FillAsync("Er komt een training voor jongerenwerkers. Je kunt je nu aanmelden.");
        await TypeAsync(page, "In januari begint een nieuwe training. Je leert er signalen te zien.");
        await Assertions.Expect(page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        Assert.Equal(404, (await (await Sites.HostAsync()).AskAsync("/nieuws/nieuwe-training-in-kennemerland")).Status);

        // A colleague reads it.
        var reader = await MembersHost.On(await Sites.HostAsync()).GivenMemberAsync(Rights.Editor);
        await page.GetByRole(AriaRole.Button, new() { Name = "Online zetten" }).ClickAsync();
        await page.WaitForURLAsync("**/online");
        await visit.OpenAsync(desk + "/controle");
        await page.GetByLabel("Wie?").SelectOptionAsync(reader.Id.ToString());
        await page.GetByLabel("Waar moet diegene op letten").FillAsync("Klopt de maand?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Vraag controle" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("krijgt een mail");
        await Assertions.Expect(page.Locator(".wj-desk__state")).ToContainTextAsync("Ter controle");

        // Tomorrow at nine.
        await visit.OpenAsync(desk + "/online");
        await page.GetByLabel("Op een later moment").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Zet online" }).ClickAsync();
        await Assertions.Expect(page.Locator("main"))
            .ToContainTextAsync(new Regex("Gepland: op .* om 09\\.00 komt het online", RegexOptions.None, Regex.InfiniteMatchTimeout));

        // And it is taken back.
        await visit.OpenAsync(desk + "/weg");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leg in de prullenbak" }).ClickAsync();
        await page.WaitForURLAsync("**/prullenbak");
        await page.GetByRole(AriaRole.Button, new() { Name = "Haal terug" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Teruggehaald");
    });

    [Fact]
    public Task An_editor_changes_a_sentence_and_a_figure_and_readers_see_the_old_page_until_it_is_online() =>
        Visit.RunAsync(Look.Wide, async visit =>
    {
        const string id = "kennis-deal-with-it", path = "/kennis/deal-with-it";
        var (page, host) = (visit.Page, await Sites.HostAsync());
        await EnterAsync(visit, Rights.Editor);
        var before = (string)(
            await host.SqlAsync(
                "select v.body from content.versions v join content.documents d on d.live_version_id = v.id where d.ref = $1", id))!;
        try
        {
            await visit.OpenAsync("/beheer/inhoud/" + id);
            await TypeAsync(page, "Eekhoornbrood. ");
            await Assertions.Expect(page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
            Assert.DoesNotContain("Eekhoornbrood", (await host.PageAsync(path)).Body!.TextContent, StringComparison.Ordinal);

            // The draft through the reader's own page.
            await page.GetByRole(AriaRole.Button, new() { Name = "Voorbeeld" }).ClickAsync();
            await page.WaitForURLAsync("**/voorbeeld");
            await Assertions.Expect(page.FrameLocator("iframe").Locator("main")).ToContainTextAsync("Eekhoornbrood");

            await visit.OpenAsync($"/beheer/inhoud/{id}/online");
            await page.GetByRole(AriaRole.Button, new() { Name = "Zet online" }).ClickAsync();
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Het staat online.");
            Assert.Contains("Eekhoornbrood", (await host.PageAsync(path)).Body!.TextContent, StringComparison.Ordinal);
            var after = (string)(
                await host.SqlAsync(
                    "select v.body from content.versions v join content.documents d on d.live_version_id = v.id where d.ref = $1", id))!;
            Assert.Single(after.Split('\n').Except(before.Split('\n')));

            // And back to what it was.
            await visit.OpenAsync($"/beheer/inhoud/{id}/versies/1");
            await Assertions.Expect(page.Locator(".wj-diff ins")).ToContainTextAsync(["Eekhoornbrood."]);
            await page.GetByRole(AriaRole.Button, new() { Name = "Zet deze versie terug als concept" }).ClickAsync();
            await page.WaitForURLAsync("**/" + id);
        }
        finally
        {
            await host.WithAsync<Publisher>(publisher => publisher.ApplyAsync(
                new DocumentChange(id) { Step = new Step.Publish() },
                new Change("redacteur", host.Clock.GetUtcNow(), "terug", VersionOrigin.Portal)));
        }
    });

    [Fact]
    public Task The_office_is_accessible() => Round.WalkAsync(async round =>
    {
        const string id = "kennis-onzichtbare-beelden";
        await EnterAsync(round.Visit, Rights.Editor);
        foreach (var path in new[]
        {
            "/nieuw", "/nieuw?soort=nieuws", "/nieuw?soort=hoofdstuk", "/prullenbak", $"/{id}", $"/{id}/voorbeeld", $"/{id}/online",
            $"/{id}/offline",
            $"/{id}/controle", $"/{id}/plek", $"/{id}/versies", $"/{id}/versies/1", $"/{id}/versies/1?weergave=bron", $"/{id}/weg",
        })
        {
            await round.Visit.OpenAsync("/beheer/inhoud" + path);
            await round.LookAsync("inhoud" + path.Replace('?', '-').Replace('=', '-'));
        }
    });

    [Fact]
    public Task Without_script_the_same_page_is_a_form() => Visit.RunAsync(Look.Wide with { Scripts = false }, async visit =>
    {
        var page = visit.Page;
        await EnterAsync(visit, Rights.Editor);
        await visit.OpenAsync("/beheer/inhoud/nieuw?soort=nieuws");
        await page.GetByLabel("Titel").FillAsync("Zonder script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.GetByLabel("Samenvatting").FillAsync("Een bericht.");
        await page.Locator("textarea[name=body]").FillAsync("Een alinea.\n\n## Een kop\n\n- een\n- twee\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Bewaard.");
        Assert.Equal("Een alinea.\n\n## Een kop\n\n- een\n- twee\n", await (await Sites.HostAsync()).SqlAsync(
            "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.ref = 'nieuws-zonder-script'"));
    });

    private static async Task TypeAsync(IPage page, string words)
    {
        var text = page.Locator(".wj-edittext");
        await text.ClickAsync(new() { Position = new() { X = 5, Y = 5 } });
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync(words);
    }

    private static async Task EnterAsync(Visit visit, string right)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(right);
        await portal.Host.SqlAsync("update members.members set two_factor_enabled = false where email = $1", email);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
    }
}
