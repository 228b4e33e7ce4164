using Portal.Tests.Support;

namespace Portal.Tests.Newsletters;

public sealed class NewsletterTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task The_newest_edition_stands_first_under_its_year_with_what_it_is_about()
    {
        var page = await portal.Host.PageAsync("/nieuwsbrieven");
        var editions = page.QuerySelectorAll("main .wj-entry__title a").Select(link => link.GetAttribute("href"));
        Assert.Equal(["/nieuwsbrieven/2026-2", "/nieuwsbrieven/2026-1"], editions);
        Assert.Equal("2026", page.QuerySelector("main h2")!.TextContent);
        Assert.Equal(
            ["/dossiers/lokale-aanpak", "/dossiers/onlinewereld", "/dossiers/ouders"],
            page.QuerySelector(".wj-archive__edition")!.QuerySelectorAll(".wj-entry__meta a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task From_one_edition_one_goes_to_the_one_before_and_the_one_after()
    {
        var (first, second) = (await portal.Host.PageAsync("/nieuwsbrieven/2026-1"), await portal.Host.PageAsync("/nieuwsbrieven/2026-2"));
        Assert.Equal("/nieuwsbrieven/2026-2", first.QuerySelector("main a[rel=next]")!.GetAttribute("href"));
        Assert.Null(first.QuerySelector("main a[rel=prev]"));
        Assert.Equal("/nieuwsbrieven/2026-1", second.QuerySelector("main a[rel=prev]")!.GetAttribute("href"));
        Assert.Null(second.QuerySelector("main a[rel=next]"));
    }

    [Fact]
    public async Task Who_fills_in_the_form_beside_the_editions_gets_a_link_by_mail()
    {
        using var visitor = portal.Host.Visit();
        var email = $"archief-{Guid.NewGuid():N}@lezers.example";
        await visitor.GoAsync("/nieuwsbrieven");
        await visitor.PressAsync("Meld mij aan", ("Email", email), ("Agree", "true"));
        Assert.Contains("Kijk in je mail", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("/nieuwsbrieven", await portal.Host.SqlAsync("select form from newsletters.sign_ups where address = $1", email));
    }

    [Fact]
    public async Task An_edition_without_a_date_is_refused()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuwsbrieven/2026-9.md", Given.Document("nieuwsbrief-2026-9", "nieuwsbrief"));
        var error = Assert.Single((await desk.TryImportAsync()).Errors);
        Assert.Equal("Een nieuwsbrief heeft een datum nodig: vul 'published' in.", error.Message);
    }
}
