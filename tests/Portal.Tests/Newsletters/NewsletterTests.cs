using Portal.Tests.Support;

namespace Portal.Tests.Newsletters;

public sealed class NewsletterTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task The_newest_edition_stands_first()
    {
        var page = await portal.Host.PageAsync("/nieuwsbrieven");
        var editions = page.QuerySelectorAll("main .wj-entry__title a").Select(link => link.GetAttribute("href"));
        Assert.Equal(["/nieuwsbrieven/2026-2", "/nieuwsbrieven/2026-1"], editions);
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
