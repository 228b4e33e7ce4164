using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

public sealed class FrontPageTests(RunningPortal portal) : IClassFixture<RunningPortal>, IDisposable
{
    public void Dispose() => portal.Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task The_three_newest_stand_under_what_is_new()
    {
        var folder = Directory.CreateTempSubdirectory("portal-front-");
        try
        {
            var news = folder.CreateSubdirectory("nieuws").FullName;
            foreach (var (slug, day) in new[] { ("lente", "04-01"), ("winter", "01-15"), ("herfst", "10-01"), ("zomer", "06-01") })
            {
                await File.WriteAllTextAsync(
                    Path.Combine(news, slug + ".md"), Given.Document("nieuws-" + slug, "nieuws", $"published: 2026-{day}\n"));
            }
            await using var host = await PortalHost.StartAsync(content: folder.FullName);
            Assert.Equal(["/nieuws/herfst", "/nieuws/zomer", "/nieuws/lente"], await LinksAsync(host, ".wj-entry__title a"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_comes_stands_there_soonest_first_until_it_has_ended()
    {
        portal.Host.Clock.Set(Moment(16, 29)); // the webinar of 15.30 ends at 16.30
        Assert.Equal(
            ["/agenda/webinar-onlinewereld", "/agenda/training-buit-voor-professionals", "/agenda/themadag-ouders"],
            await LinksAsync(portal.Host, ".wj-event__title a"));
        portal.Host.Clock.Set(Moment(16, 32));
        Assert.Equal(
            ["/agenda/training-buit-voor-professionals", "/agenda/themadag-ouders", "/agenda/netwerkbijeenkomst-voorjaar"],
            await LinksAsync(portal.Host, ".wj-event__title a"));
    }

    [Fact]
    public async Task The_module_to_begin_with_counts_its_chapters_without_its_tests()
    {
        var files = Directory.GetFiles(Path.Combine(Checkout.Root, "content/modules/signalen-zien"), "*.md").Select(Path.GetFileName);
        var chapters = files.Except(["index.md", "begintoets.md", "eindtoets.md"]).Count();
        var page = await portal.Host.PageAsync("/");
        Assert.Equal("/modules/signalen-zien", page.QuerySelector(".wj-start__title a")!.GetAttribute("href"));
        Assert.EndsWith($", {chapters} hoofdstukken", page.QuerySelector(".wj-start__meta")!.TextContent, StringComparison.Ordinal);
    }

    private static DateTimeOffset Moment(int hour, int minute) => DutchTime.MomentOf(new DateTime(2027, 2, 11, hour, minute, 0));

    private static async Task<IEnumerable<string?>> LinksAsync(PortalHost host, string selector) =>
        (await host.PageAsync("/")).QuerySelectorAll(selector).Select(link => link.GetAttribute("href"));
}
