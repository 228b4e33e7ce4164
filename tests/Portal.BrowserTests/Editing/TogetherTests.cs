using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>The editor on the page it is made for, with somebody else at work there too.</summary>
public sealed class TogetherTests
{
    private const string Desk = "/beheer/inhoud/pagina-alle-onderdelen";
    // One for each theme: walks go on side by side, and signing in changes an account.
    private static readonly Lazy<Task<string[]>> Editors = new(GivenEditorsAsync);

    [Fact]
    public Task What_is_typed_stays_on_the_desk_and_readers_see_it_no_sooner_than_it_is_online() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await EnterAsync(visit);
        await visit.OpenAsync(Desk);
        await TypeAtEndAsync(visit.Page, "p", " Dit schreef de redactie erbij.");
        await Assertions.Expect(visit.Page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await visit.OpenAsync(Desk);
        await Assertions.Expect(FieldOf(visit.Page)).ToContainTextAsync("Dit schreef de redactie erbij.");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await visit.OpenAsync(Sites.EveryPart);
        await Assertions.Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("Dit schreef de redactie erbij.");
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task Two_tabs_that_write_in_other_blocks_lose_no_word_of_each_other() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await EnterAsync(visit);
        await visit.OpenAsync(Desk);
        var other = await visit.Context.NewPageAsync();
        await other.GotoAsync(Desk);
        await TypeAtEndAsync(other, "h2", " van de ander");
        await Assertions.Expect(other.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await TypeAtEndAsync(visit.Page, "li p", " van mij");
        await Assertions.Expect(FieldOf(visit.Page)).ToContainTextAsync("van de ander");
        await TypeAtEndAsync(visit.Page, "li p", " alleen");
        await Assertions.Expect(visit.Page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await visit.OpenAsync(Desk);
        await Assertions.Expect(FieldOf(visit.Page)).ToContainTextAsync("van de ander");
        await Assertions.Expect(FieldOf(visit.Page)).ToContainTextAsync("van mij alleen");
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task What_another_chose_in_a_field_is_not_undone_by_who_types_in_the_text() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await EnterAsync(visit);
        await visit.OpenAsync(Desk);
        var other = await visit.Context.NewPageAsync();
        await other.GotoAsync(Desk);
        await other.GetByLabel("Samenvatting").First.FillAsync("Een samenvatting van de ander.");
        await Assertions.Expect(other.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await TypeAtEndAsync(visit.Page, "p", " Eerst dit.");
        await Assertions.Expect(visit.Page.GetByLabel("Samenvatting").First).ToHaveValueAsync("Een samenvatting van de ander.");
        await TypeAtEndAsync(visit.Page, "p", " Dan dat.");
        await Assertions.Expect(visit.Page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await visit.OpenAsync(Desk);
        await Assertions.Expect(visit.Page.GetByLabel("Samenvatting").First).ToHaveValueAsync("Een samenvatting van de ander.");
        await Assertions.Expect(FieldOf(visit.Page)).ToContainTextAsync("Eerst dit. Dan dat.");
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task Both_who_write_in_one_block_are_shown_and_asked() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await EnterAsync(visit);
        await visit.OpenAsync(Desk);
        var other = await visit.Context.NewPageAsync();
        await other.GotoAsync(Desk);
        await TypeAtEndAsync(other, ".wj-editblock--callout p", " Zo zei de ander.");
        await Assertions.Expect(other.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await TypeAtEndAsync(visit.Page, ".wj-editblock--callout p", " Zo zei ik.");
        var alert = visit.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("Zo zei de ander.");
        await Assertions.Expect(alert).ToContainTextAsync("Zo zei ik.");
        await alert.GetByRole(AriaRole.Button, new() { Name = "Neem die van de ander" }).ClickAsync();
        await Assertions.Expect(FieldOf(visit.Page)).ToContainTextAsync("Zo zei de ander.");
        await Assertions.Expect(FieldOf(visit.Page)).Not.ToContainTextAsync("Zo zei ik.");
        await Assertions.Expect(visit.Page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        visit.TakeTroubles();
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task The_desk_with_the_editor_in_it_is_accessible() => Round.WalkAsync(async round =>
    {
        await EnterAsync(round.Visit);
        await round.Visit.OpenAsync(Desk);
        await FieldOf(round.Visit.Page).WaitForAsync();
        await round.LookAsync("desk");
        await TypeAtEndAsync(round.Visit.Page, "td p", "");
        await round.LookAsync("desk-in-a-table");
        await round.Visit.Context.ClearCookiesAsync();
    });

    private static ILocator FieldOf(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Tekst", Exact = true });

    private static async Task TypeAtEndAsync(IPage page, string block, string words)
    {
        await FieldOf(page).Locator(block).First.EvaluateAsync(
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

    private static async Task<string[]> GivenEditorsAsync()
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var emails = new List<string>();
        foreach (var _ in Looks.Themes) emails.Add((await portal.GivenMemberAsync(Rights.Editor)).Email);
        return [.. emails];
    }

    private static async Task EnterAsync(Visit visit)
    {
        var host = await Sites.HostAsync();
        var email = (await Editors.Value)[Looks.Themes.ToList().IndexOf(visit.Look.Theme)];
        await host.SqlAsync("update members.members set two_factor_enabled = false where email = $1", email);
        await visit.SignInAsync(email);
        var id = (Guid)(await host.SqlAsync("select id from members.members where email = $1", email))!;
        await MembersHost.On(host).GivenSecondStepAsync(id);
    }
}
