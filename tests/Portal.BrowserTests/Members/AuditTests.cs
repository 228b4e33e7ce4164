using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Support;
using Portal.Content.Publishing;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Members;

/// <summary>The log of who did what, as an administrator uses it, on a portal of its own: in it a spring passes.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Document = "nieuws-jongeren-in-cijfers", Title = "Jongeren in de regio in cijfers";

    private static readonly Look[] FourLooks =
    [
        Look.Wide, Look.Wide with { Dark = true }, Look.Phone, Look.Phone with { Dark = true },
    ];

    private PortalHost host = null!;

    private MembersHost People => MembersHost.On(host);

    public async Task InitializeAsync() => host = await Sites.StartOwnAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public Task An_administrator_finds_who_changed_a_number_of_a_page_last_spring() => Visit.RunAsync(
        host.Address, Look.Wide, async visit =>
    {
        var page = visit.Page;
        var today = host.Clock.GetUtcNow();
        var spring = new DateTimeOffset(today.Year, 4, 14, 9, 30, 0, TimeSpan.Zero);
        if (spring > today) spring = spring.AddYears(-1);
        await GivenChangesAsync(spring);
        host.Clock.Set(today);
        var (email, id) = await People.GivenMemberAsync(Rights.Administrator);
        await EnterAsync(visit, email, id);

        await visit.OpenAsync("/beheer");
        await page.GetByRole(AriaRole.Link, new() { Name = "Logboek", Exact = true }).ClickAsync();
        await page.ArriveAsync("**/beheer/logboek");
        await LookAsync(visit, "alles");
        await page.GetByLabel("Titel of wat er veranderde").FillAsync("regio in cijfers");
        await page.GetByLabel("Vanaf").FillAsync($"{spring.Year}-03-20");
        await page.GetByLabel("Tot en met").FillAsync($"{spring.Year}-06-20");
        await page.GetByRole(AriaRole.Button, new() { Name = "Zoek", Exact = true }).ClickAsync();
        await page.ArriveAsync("**/beheer/logboek?*");
        var lines = page.Locator(".wj-rows tbody tr");
        await Assertions.Expect(lines.Filter(new() { HasText = "Eva de Redacteur" })).ToHaveCountAsync(1);
        await LookAsync(visit, "gevonden");
        await lines.Filter(new() { HasText = "Eva de Redacteur" }).GetByRole(AriaRole.Link, new() { Name = "Bekijk wat veranderde" })
            .ClickAsync();
        await page.ArriveAsync($"**/beheer/logboek/verschil/{Document}/1/2");
        await Assertions.Expect(page.Locator("del")).ToHaveTextAsync("8");
        await Assertions.Expect(page.Locator("ins")).ToHaveTextAsync("12");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("gemaakt door Eva de Redacteur");
        await LookAsync(visit, "verschil");

        await page.GetByRole(AriaRole.Link, new() { Name = "Alle regels over dit stuk" }).ClickAsync();
        await page.ArriveAsync($"**/beheer/logboek?over={Document}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"Alleen regels over ‘{Title}’");
        await LookAsync(visit, "over een stuk");
        await page.GetByLabel("Wie").FillAsync("niemand die zo heet");
        await page.GetByRole(AriaRole.Button, new() { Name = "Zoek", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hier staat niets" })).ToBeVisibleAsync();
        await LookAsync(visit, "niets gevonden");
        await visit.OpenAsync($"/beheer/logboek?van={spring.Year}-06-01&tot={spring.Year}-05-01");
        await LookAsync(visit, "verkeerde periode");
    });

    [Fact]
    public Task An_administrator_looks_at_the_chain_and_hears_where_it_breaks() => Visit.RunAsync(
        host.Address, Look.Wide, async visit =>
    {
        var page = visit.Page;
        var (email, id) = await People.GivenMemberAsync(Rights.Administrator);
        await EnterAsync(visit, email, id);
        await visit.OpenAsync("/beheer/logboek/keten");
        await LookAsync(visit, "keten eerst");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keten nakijken" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("De keten klopt.");
        await LookAsync(visit, "keten klopt");
        await page.GetByLabel("Kenmerk dat je eerder bewaarde").FillAsync("zomaar iets");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keten nakijken" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Dit is geen kenmerk");
        await LookAsync(visit, "geen kenmerk");
        await host.SqlAsync(
            """
            alter table platform.audit_lines disable trigger user;
            update platform.audit_lines set title = 'iets anders'
            where id = (select line_id from platform.audit_seals where sequence = 12);
            alter table platform.audit_lines enable trigger user
            """);
        await visit.OpenAsync("/beheer/logboek/keten");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keten nakijken" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Regel 12 is veranderd");
        await LookAsync(visit, "keten gebroken");
    });

    // A page that one made and another changed a number of; and a role, so that there is something else as well.
    private async Task GivenChangesAsync(DateTimeOffset spring)
    {
        var (_, maker) = await NamedAsync("Ali de Maker");
        var (_, editor) = await NamedAsync("Eva de Redacteur");
        using var desk = new Desk(host);
        host.Clock.Set(spring.AddMonths(-5));
        desk.Write("nieuws/jongeren-in-cijfers.md", Given.Document(
            Document, "nieuws", "published: 2019-01-01\n", "Van de honderd jongeren komen er 8 in aanraking met de politie.\n")
            .Replace("Titel", Title, StringComparison.Ordinal));
        await desk.ImportAsync();
        host.Clock.Set(spring);
        await desk.EditAsync(Document, text => text.Replace("er 8 in", "er 12 in", StringComparison.Ordinal));
        await PublishAsync(editor);
        host.Clock.Set(spring.AddMonths(4));
        await desk.EditAsync(Document, text => text.Replace("de politie", "politie en justitie", StringComparison.Ordinal));
        await PublishAsync(maker);
        await host.WorkAsync();
    }

    private Task PublishAsync(Guid by) => host.WithAsync<Publisher>(publisher => publisher.ApplyAsync(
        new DocumentChange(Document) { Step = new Step.Publish() },
        new Change(by.ToString(), host.Clock.GetUtcNow(), "online gezet", VersionOrigin.Portal)));

    private async Task<(string Email, Guid Id)> NamedAsync(string name)
    {
        var member = await People.GivenMemberAsync(Rights.Editor);
        await host.SqlAsync("update members.members set name = $2 where id = $1", member.Id, name);
        return member;
    }

    private async Task EnterAsync(Visit visit, string email, Guid id)
    {
        await visit.SignInAsync(email);
        await People.GivenSecondStepAsync(id);
    }

    private static async Task LookAsync(Visit visit, string state)
    {
        foreach (var look in FourLooks)
        {
            await visit.TurnAsync(look);
            Assert.Empty(await Axe.FindAsync(visit));
            Assert.Empty(await Reflow.SidewaysAsync(visit));
            Assert.Empty(await ForcedColours.FindAsync(visit));
            await visit.ShootAsync($"logboek-{state}");
        }
        await visit.TurnAsync(Look.Wide);
    }
}
