using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>Lists in the fields of a document grow, shrink and move where they are.</summary>
public sealed class ListFieldTests
{
    [Fact]
    public Task An_item_comes_moves_and_goes_without_another_page() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (page, host) = (visit.Page, await Sites.HostAsync());
        await BeginAsync(visit, "Een lijst met bronnen");
        await page.EvaluateAsync("() => (window.isTheSame = true)");
        var told = page.Locator("[data-editor-spoken]");
        await page.Locator("summary", new() { HasText = "Bronnen" }).ClickAsync();
        var list = page.GetByRole(AriaRole.Group, new() { Name = "Bronnen" });
        var titles = list.GetByLabel("Titel");

        await list.GetByRole(AriaRole.Button, new() { Name = "Bron toevoegen" }).ClickAsync();
        await Assertions.Expect(titles.First).ToBeFocusedAsync();
        await Assertions.Expect(told).ToHaveTextAsync("Bron 1 is toegevoegd.");
        await page.Keyboard.TypeAsync("De eerste bron");
        await list.GetByRole(AriaRole.Button, new() { Name = "Bron toevoegen" }).ClickAsync();
        await Assertions.Expect(titles.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("De tweede bron");
        await Assertions.Expect(titles.First).ToHaveValueAsync("De eerste bron");

        await list.Locator("button[value='up:p.sources[1]']").ClickAsync();
        await Assertions.Expect(titles.First).ToHaveValueAsync("De tweede bron");
        await Assertions.Expect(told).ToHaveTextAsync("Staat nu op plaats 1 van 2.");
        await Eventually.Async(async () => await SourcesAsync(host) == "De tweede bron, De eerste bron", "the list is saved by itself");

        await list.Locator("button[value='remove:p.sources[0]']").ClickAsync();
        await Assertions.Expect(told).ToHaveTextAsync("Bron 1 is weg. Er is nog 1.");
        await Assertions.Expect(list.GetByRole(AriaRole.Button, new() { Name = "Bron toevoegen" })).ToBeFocusedAsync();
        await Eventually.Async(async () => await SourcesAsync(host) == "De eerste bron", "the rest is saved by itself");
        Assert.True(await page.EvaluateAsync<bool>("() => window.isTheSame === true"));

        // Without a connection nothing that was filled in goes.
        await visit.Context.SetOfflineAsync(true);
        await list.GetByRole(AriaRole.Button, new() { Name = "Bron toevoegen" }).ClickAsync();
        await Assertions.Expect(told).ToContainTextAsync("Dat lukt nu niet.");
        await Assertions.Expect(titles.First).ToHaveValueAsync("De eerste bron");
        await visit.Context.SetOfflineAsync(false);
        visit.TakeTroubles();
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task Without_script_the_same_buttons_send_the_form() => Visit.RunAsync(Look.Wide with { Scripts = false }, async visit =>
    {
        await BeginAsync(visit, "Bronnen zonder script");
        var page = visit.Page;
        await page.Locator("summary", new() { HasText = "Bronnen" }).ClickAsync();
        var list = page.GetByRole(AriaRole.Group, new() { Name = "Bronnen" });
        await list.GetByRole(AriaRole.Button, new() { Name = "Bron toevoegen" }).ClickAsync();
        await list.GetByLabel("Titel").FillAsync("Een bron");
        await list.GetByRole(AriaRole.Button, new() { Name = "Bron toevoegen" }).ClickAsync();
        await Assertions.Expect(list.GetByLabel("Titel").First).ToHaveValueAsync("Een bron");
        await Assertions.Expect(list.GetByLabel("Titel")).ToHaveCountAsync(2);
        await visit.Context.ClearCookiesAsync();
    });

    private static async Task BeginAsync(Visit visit, string title)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
        await visit.OpenAsync("/beheer/inhoud/nieuw?soort=quiz");
        await visit.Page.GetByLabel("Titel").FillAsync(title);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await visit.Page.ArriveAsync("**/inhoud/quiz-*");
    }

    private static async Task<string?> SourcesAsync(PortalHost host) => await host.SqlAsync(
        """
        select string_agg(source ->> 'title', ', ' order by at) from content.drafts r join content.documents d on d.id = r.document_id,
            jsonb_array_elements(coalesce(r.front_matter -> 'sources', '[]')) with ordinality one (source, at)
        where d.ref = 'quiz-een-lijst-met-bronnen'
        """) as string;
}
