using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.BrowserTests.Members;

/// <summary>An administrator reads how the portal stands in a minute, and gets to the page that helps.</summary>
public sealed class HealthTests
{
    private const string Path = "/beheer/gezondheid";

    [Fact]
    public Task An_administrator_reads_looks_again_and_goes_where_it_can_be_mended() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await EnterAsync(visit, Rights.Administrator);
        await GivenFailedWorkAsync();
        await visit.OpenAsync("/beheer");
        await page.GetByRole(AriaRole.Link, new() { Name = "Toestand van het portaal" }).ClickAsync();
        await page.ArriveAsync("**" + Path);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Bekeken om");

        await page.GetByRole(AriaRole.Button, new() { Name = "Opnieuw kijken" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("We hebben opnieuw gekeken.");
        var work = page.Locator("[data-condition='platform-work']");
        await Assertions.Expect(work.Locator(".wj-health__state")).ToHaveTextAsync("Let op");
        await Assertions.Expect(work).ToContainTextAsync("Wat helpt:");
        await work.GetByRole(AriaRole.Link, new() { Name = "Werk op de achtergrond" }).ClickAsync();
        await page.ArriveAsync("**/beheer/werk");
    });

    [Fact]
    public Task How_the_portal_stands_is_accessible() => Round.WalkAsync(async round =>
    {
        await EnterAsync(round.Visit, Rights.Administrator);
        await GivenFailedWorkAsync();
        await round.Visit.OpenAsync(Path);
        await round.LookAsync("gezondheid");
        await round.Visit.UnfoldAsync();
        await round.LookAsync("gezondheid-cijfers");
    });

    [Fact]
    public Task What_nobody_reads_and_what_would_be_tidied_is_accessible() => Round.WalkAsync(async round =>
    {
        await EnterAsync(round.Visit, Rights.Editor);
        foreach (var path in new[]
        {
            "/beheer/inhoud/ongelezen", "/beheer/inhoud/ongelezen?wat=alles", "/beheer/inhoud/opruimen", "/beheer/media",
            "/beheer/zoeken", "/beheer/zoeken?q=gesprek+met+oudrs",
        })
        {
            await round.Visit.OpenAsync(path);
            await round.LookAsync(path.Trim('/').Replace('/', '-').Replace('?', '-').Replace('=', '-'));
        }
    });

    private static async Task GivenFailedWorkAsync() => await (await Sites.HostAsync()).SqlAsync(
        """
        insert into platform.jobs (kind, lane, args, run_at, enqueued_at, attempts, failed_at, last_error)
        values ('test.none', 1, '{}', now(), now(), 6, now(), 'x')
        """);

    private static async Task EnterAsync(Visit visit, string role)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(role);
        await portal.Host.SqlAsync("update members.members set two_factor_enabled = false where email = $1", email);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
    }
}
