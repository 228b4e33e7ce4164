using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Content.Branches;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.BrowserTests.Editing;

/// <summary>An editor gives a colleague a part of the content; the colleague writes there and nowhere else.</summary>
public sealed class BranchTests
{
    private static int count;

    [Fact]
    public Task A_colleague_who_gets_a_branch_writes_there_and_nowhere_else() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (page, root, other) = (visit.Page, await PageAsync("Wijken"), await PageAsync("Regio"));
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, colleague) = await portal.GivenMemberAsync(Rights.Editor);
        var name = $"Kim {root.Id[^6..]}";
        await portal.Host.SqlAsync("update members.members set name = $2 where id = $1", colleague, name);

        await EnterAsync(visit, (await portal.GivenMemberAsync(Rights.Editor)).Email);
        await visit.OpenAsync("/beheer/inhoud/onderdelen");
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await page.ArriveAsync($"**/beheer/inhoud/onderdelen/{colleague}");
        await page.GetByLabel("Woorden uit de titel").FillAsync(root.Title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Zoek", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Geef {root.Title}" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"{name} schrijft nu in {root.Title}.");

        await page.Context.ClearCookiesAsync();
        await EnterAsync(visit, email);
        await visit.OpenAsync("/beheer/inhoud");
        await page.Locator("main table").GetByRole(AriaRole.Link, new() { Name = root.Title }).ClickAsync();
        await page.ArriveAsync($"**/beheer/inhoud/{root.Id}");
        await page.Locator("[name='p.summary']").FillAsync("Wat er in de wijken gebeurt.");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");

        // The page that is open elsewhere, and lies outside by now: posted all the same.
        var token = await page.Locator("input[name=formulier]").First.InputValueAsync();
        var answer = await page.APIRequest.PostAsync(new Uri(portal.Host.Address, $"/beheer/inhoud/{other.Id}").ToString(), new()
        {
            Headers =
            [
                new("Origin", portal.Host.Address.GetLeftPart(UriPartial.Authority)),
                new("Content-Type", "application/x-www-form-urlencoded"),
            ],
            DataString = $"formulier={Uri.EscapeDataString(token)}&body=Stiekem",
        });
        Assert.Equal(403, answer.Status);
        Assert.Contains("Er is niets veranderd.", await answer.TextAsync(), StringComparison.Ordinal);
        await visit.OpenAsync($"/beheer/inhoud/{other.Id}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Deze pagina hoort niet bij jouw onderdeel.");
        await Assertions.Expect(page.Locator("main form[method=post]")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Every_state_of_branches_is_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, page) = (round.Visit, round.Visit.Page);
        var (root, other) = (await PageAsync("Een wijk met een lange naam, zoals Over de hele wereld"), await PageAsync("Regio"));
        var gone = await PageAsync("Oude wijk");
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, colleague) = await portal.GivenMemberAsync(Rights.Editor);
        await EnterAsync(visit, (await portal.GivenMemberAsync(Rights.Editor, Rights.Administrator)).Email);
        await visit.OpenAsync("/beheer/inhoud/onderdelen");
        await round.LookAsync("onderdelen");
        await visit.OpenAsync($"/beheer/inhoud/onderdelen/{colleague}?zoek=wijk");
        await round.LookAsync("geven");
        foreach (var id in new[] { root.Id, gone.Id })
            await portal.Host.WithAsync<BranchStore>(store => store.GiveAsync(colleague, id, null, default));
        await ApplyAsync(new(gone.Id) { Step = new Step.Delete() });
        await visit.OpenAsync($"/beheer/inhoud/onderdelen/{colleague}");
        await round.LookAsync("gegeven");
        await visit.OpenAsync($"/beheer/leden/{colleague}");
        await round.LookAsync("lid");

        await page.Context.ClearCookiesAsync();
        await EnterAsync(visit, email);
        foreach (var (path, state) in new[]
        {
            ("", "beheer"), ("/inhoud", "lijst"), ("/inhoud?waar=alles", "lijst-alles"), ("/inhoud?weergave=boom&soort=pagina", "boom"),
            ("/inhoud/nieuw", "nieuw"), ("/inhoud/nieuw?soort=begrip", "nieuw-elders"), ($"/inhoud/{other.Id}", "elders"),
            ($"/inhoud/{root.Id}/plek", "plek"), ($"/inhoud/{root.Id}/weg", "weg"), ("/inhoud/prullenbak", "prullenbak"),
            ("/rapporten/ouderdom", "ouderdom"),
        })
        {
            await visit.OpenAsync("/beheer" + path);
            await round.LookAsync(state);
        }
        await visit.OpenAsync("/beheer/adressen", 403);
        await round.LookAsync("geweigerd");
    });

    private static async Task<(string Id, string Title)> PageAsync(string name)
    {
        var title = $"{name} {Interlocked.Increment(ref count)}{Guid.NewGuid().ToString("N")[..6]}";
        var (change, id) = await (await Sites.HostAsync()).WithAsync<NewDocuments, (DocumentChange, string)>(
            documents => documents.OfAsync(DocumentType.Of<Page>(), title, null, default));
        await ApplyAsync(change);
        return (id, title);
    }

    private static async Task ApplyAsync(DocumentChange change)
    {
        var host = await Sites.HostAsync();
        await host.WithAsync<Publisher>(publisher => publisher.ApplyAsync(
            change, new Change("toets", host.Clock.GetUtcNow(), "toets", VersionOrigin.Portal)));
    }

    private static async Task EnterAsync(Visit visit, string email)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        await portal.Host.SqlAsync("update members.members set two_factor_enabled = false where email = $1", email);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync((Guid)(await portal.Host.SqlAsync("select id from members.members where email = $1", email))!);
    }
}
