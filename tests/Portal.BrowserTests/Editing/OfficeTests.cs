using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>The pages of the back office, for everybody and in every browser.</summary>
public sealed class OfficeTests
{
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

    private static async Task EnterAsync(Visit visit, string right)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(right);
        await portal.Host.SqlAsync("update members.members set two_factor_enabled = false where email = $1", email);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
    }
}
