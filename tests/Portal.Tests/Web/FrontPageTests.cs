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
        var chapters = files.Except(["index.md", "begintoets.md", "eindtoets.md", "oefenen.md"]).Count();
        var page = await portal.Host.PageAsync("/");
        Assert.Equal("/modules/signalen-zien", page.QuerySelector(".wj-start__title a")!.GetAttribute("href"));
        Assert.EndsWith($", {chapters} hoofdstukken", page.QuerySelector(".wj-start__meta")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_words_and_picks_are_a_document_that_an_editor_changes()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        await desk.EditAndPublishAsync("voorpagina", text => text
            .Replace("Zie eerder wat er speelt. Weet wat je kunt doen.", "Welkom bij het portaal", StringComparison.Ordinal)
            .Replace("Hoe begint ronselen?", "Wat doet een boa?", StringComparison.Ordinal)
            .Replace("functions: [docent, ", "functions: [", StringComparison.Ordinal)
            .Replace("statement_is_true: false", "statement_is_true: true", StringComparison.Ordinal));
        var page = await host.PageAsync("/");
        Assert.Equal("Welkom bij het portaal", page.QuerySelector("h1")!.TextContent);
        Assert.StartsWith("Kennis en leren over weerbare jeugd", page.Title, StringComparison.Ordinal);
        Assert.Equal("/zoeken?q=Wat%20doet%20een%20boa%3F", page.QuerySelector(".wj-hero__examples a")!.GetAttribute("href"));
        Assert.Equal("/kennis?voor=jongerenwerker", page.QuerySelector(".wj-roles__list a")!.GetAttribute("href"));
        Assert.Equal(
            ["Klopt.", "Dat klopt niet."], page.QuerySelectorAll(".wj-ask__answer strong").Select(verdict => verdict.TextContent));
        Assert.All(
            page.QuerySelectorAll(".wj-ask__answer a"), link => Assert.Equal("/kennis/onzichtbare-beelden", link.GetAttribute("href")));
        Assert.Equal("/quizzen/klopt-dit-beeld", page.QuerySelector(".wj-ask__more a")!.GetAttribute("href"));
        Assert.Equal("/", host.Site.Current.Find("voorpagina")!.Path);
    }

    [Fact]
    public async Task There_is_one_front_page_and_without_it_the_rest_of_the_page_stays()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        var second = Given.Document("voorpagina-tweede", "voorpagina", "window_title: Nog een\n");
        desk.Write("voorpagina/tweede.md", second);
        Assert.Contains(
            "hoort in voorpagina/voorpagina.md", Assert.Single((await desk.TryImportAsync()).Errors).ToString(), StringComparison.Ordinal);
        desk.Clear();
        desk.Write("voorpagina/voorpagina.md", second);
        Assert.Contains(
            "Het adres / heeft 'voorpagina' in het portaal ook.", Assert.Single((await desk.TryImportAsync()).Errors).ToString(),
            StringComparison.Ordinal);
        desk.Clear();
        await desk.DoAsync((publisher, change) => publisher.WithdrawAsync("voorpagina", change));
        var page = await host.PageAsync("/");
        Assert.Equal((200, "Welkom"), ((int)page.StatusCode, page.QuerySelector("h1")!.TextContent));
        Assert.NotEmpty(page.QuerySelectorAll(".wj-dossier__title"));
        Assert.Empty(page.QuerySelectorAll(".wj-ask, .wj-roles__list, .wj-hero__examples"));
    }

    private static DateTimeOffset Moment(int hour, int minute) => DutchTime.MomentOf(new DateTime(2027, 2, 11, hour, minute, 0));

    private static async Task<IEnumerable<string?>> LinksAsync(PortalHost host, string selector) =>
        (await host.PageAsync("/")).QuerySelectorAll(selector).Select(link => link.GetAttribute("href"));
}
