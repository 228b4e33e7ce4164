using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Archive;

/// <summary>The newsletters as a feed.</summary>
public sealed class FeedTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Path = "/nieuwsbrieven/feed.xml";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private const string Body = """
        Een [link](doc:dossier-ouders) in een zin.

        ::: teaser document=dossier-ouders
        :::

        ::: button label="Meld je aan" document=pagina-contact
        :::

        """;

    [Fact]
    public async Task The_feed_has_everything_that_RFC_4287_asks_for()
    {
        using var desk = new Desk(portal.Host);
        await WriteAsync(desk, "eisen", "dossiers: [dossier-ouders]\n");
        using var answer = await portal.Host.Client.GetAsync(new Uri(Path, UriKind.Relative));
        Assert.Equal("application/atom+xml; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;

        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Equal("nl", feed.Attribute(XNamespace.Xml + "lang")!.Value);
        OfEach(feed);
        Assert.Single(feed.Elements(Atom + "author"));
        Assert.NotEmpty(feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.EndsWith(Path, LinkOf(feed, "self").AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith("/nieuwsbrieven", LinkOf(feed, "alternate").AbsoluteUri, StringComparison.Ordinal);

        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(entries.Count, entries.Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
        foreach (var entry in entries)
        {
            OfEach(entry);
            LinkOf(entry, "alternate");
            Moment(entry.Element(Atom + "published")!);
            Assert.Single(entry.Elements(Atom + "summary"));
            var content = Assert.Single(entry.Elements(Atom + "content"));
            Assert.Equal("html", content.Attribute("type")!.Value);
            var page = new HtmlParser().ParseDocument(content.Value);
            Assert.Empty(page.QuerySelectorAll("script, form, iframe, [id]"));
            Assert.All(page.QuerySelectorAll("a[href], img[src]"), element => Assert.Matches(
                "^https?://", element.GetAttribute("href") ?? element.GetAttribute("src")));
        }
        Assert.Equal(entries.Max(entry => Moment(entry.Element(Atom + "updated")!)), Moment(feed.Element(Atom + "updated")!));
        var own = entries.Single(entry => LinkOf(entry, "alternate").AbsolutePath == "/nieuwsbrieven/eisen");
        Assert.NotEmpty(Assert.Single(own.Elements(Atom + "category")).Attribute("term")!.Value);
        Assert.Contains("Meld je aan", own.Element(Atom + "content")!.Value, StringComparison.Ordinal);

        // What a feed and an entry both must have, once (4.1.1, 4.1.2).
        static void OfEach(XElement element)
        {
            Assert.StartsWith("tag:", Assert.Single(element.Elements(Atom + "id")).Value, StringComparison.Ordinal);
            Assert.NotEmpty(Assert.Single(element.Elements(Atom + "title")).Value);
            Moment(Assert.Single(element.Elements(Atom + "updated")));
        }

        static Uri LinkOf(XElement element, string relation) => new(
            Assert.Single(element.Elements(Atom + "link"), link => (link.Attribute("rel")?.Value ?? "alternate") == relation)
                .Attribute("href")!.Value);

        // RFC 3339, with the T and the Z in capitals (3.3).
        static DateTimeOffset Moment(XElement element)
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", element.Value);
            return XmlConvert.ToDateTimeOffset(element.Value);
        }
    }

    [Fact]
    public async Task A_program_that_reads_feeds_finds_the_newest_first()
    {
        using var desk = new Desk(portal.Host);
        await WriteAsync(desk, "lezen", "intro: Een eerste zin.\n", published: "2026-11-28");
        var feed = await ReadAsync(portal.Host);
        var days = feed.Items.Select(item => item.PublishDate).ToList();
        Assert.Equal(days.OrderDescending(), days);
        var item = ItemOf(feed, "lezen");
        Assert.Equal("Titel", item!.Title.Text);
        Assert.Contains("Een eerste zin.", ((TextSyndicationContent)item.Content).Text, StringComparison.Ordinal);
        Assert.Contains(feed.Items, other => other.Title.Text.StartsWith("Voorbeeld: Nieuwsbrief 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_taken_away_leaves_the_feed_and_the_list_and_a_concept_never_comes_in()
    {
        using var desk = new Desk(portal.Host);
        desk.Write(
            "nieuwsbrieven/concept.md",
            Given.Document("nieuwsbrief-concept", "nieuwsbrief", "published: 2026-11-20\nstatus: concept\n", Body));
        await WriteAsync(desk, "weg");
        Assert.Null(ItemOf(await ReadAsync(portal.Host), "concept"));
        Assert.NotNull(ItemOf(await ReadAsync(portal.Host), "weg"));

        await desk.DoAsync((publisher, by) => publisher.WithdrawAsync("nieuwsbrief-weg", by));
        await Eventually.Async(async () => ItemOf(await ReadAsync(portal.Host), "weg") is null, "it left the feed");
        var list = await portal.Host.PageAsync("/nieuwsbrieven");
        Assert.Null(list.QuerySelector("a[href='/nieuwsbrieven/weg']"));
    }

    [Fact]
    public async Task An_id_stays_when_title_and_address_change_and_when_the_portal_moves()
    {
        using var desk = new Desk(portal.Host);
        await WriteAsync(desk, "blijft");
        var before = ItemOf(await ReadAsync(portal.Host), "blijft")!;
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await desk.EditAndPublishAsync(
            "nieuwsbrief-blijft", text => text.Replace("title: Titel", "title: Een andere titel", StringComparison.Ordinal));
        await desk.DoAsync((publisher, by) => publisher.RenameAsync("nieuwsbrief-blijft", "verhuisd", by));
        SyndicationItem? after = null;
        await Eventually.Async(
            async () => (after = ItemOf(await ReadAsync(portal.Host), "verhuisd")) is not null, "it has another address");
        Assert.Equal("Een andere titel", after!.Title.Text);
        Assert.Equal(before.Id, after.Id);
        Assert.True(after.LastUpdatedTime > before.LastUpdatedTime);

        await using var moved = await PortalHost.StartAsync(
            portal.Host.ConnectionString,
            settings: new Dictionary<string, string>
            {
                ["Portal:PublicUrl"] = "https://nieuw.example",
                ["Newsletters:FeedAuthority"] = new Uri(before.Links[0].Uri, "/").Host,
            });
        var there = ItemOf(await ReadAsync(moved), "verhuisd")!;
        Assert.Equal("https://nieuw.example/nieuwsbrieven/verhuisd", there.Links[0].Uri.AbsoluteUri);
        Assert.Equal(before.Id, there.Id);
    }

    [Fact]
    public async Task Who_has_the_feed_already_gets_nothing_twice()
    {
        using var first = await portal.Host.Client.GetAsync(new Uri(Path, UriKind.Relative));
        var (etag, made) = (first.Headers.ETag!, first.Content.Headers.LastModified!.Value);
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(request => request.Headers.IfNoneMatch.Add(etag)));
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(request => request.Headers.IfModifiedSince = made));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(request => request.Headers.IfModifiedSince = made.AddSeconds(-1)));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(request =>
        {
            request.Headers.IfModifiedSince = made;
            request.Headers.IfNoneMatch.Add(new("\"iets-anders\""));
        }));

        async Task<HttpStatusCode> AskAsync(Action<HttpRequestMessage> with)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path);
            with(request);
            using var answer = await portal.Host.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_pages_say_where_the_feed_is()
    {
        foreach (var path in new[] { "/nieuwsbrieven", "/nieuwsbrieven/2026-1" })
        {
            var page = await portal.Host.PageAsync(path);
            var link = Assert.Single(page.Head!.QuerySelectorAll("link[rel=alternate][type='application/atom+xml']"));
            Assert.Equal(Path, link.GetAttribute("href"));
        }
    }

    [Fact]
    public async Task A_picture_may_be_shown_by_a_site_that_reads_feeds_or_mail_and_a_page_by_none()
    {
        var picture = portal.Host.Site.Current.Media("media-netwerkbijeenkomst-kring")!.Url;
        Assert.Equal("cross-origin", await PolicyOfAsync(picture));
        Assert.Equal("same-origin", await PolicyOfAsync("/nieuwsbrieven"));

        async Task<string> PolicyOfAsync(string path)
        {
            using var answer = await portal.Host.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True((int)answer.StatusCode is 200 or 302, $"{path} answers {answer.StatusCode}"); // a picture may lead to a form of it
            return Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
        }
    }

    private async Task WriteAsync(Desk desk, string name, string more = "", string published = "2026-11-20")
    {
        desk.Write(
            $"nieuwsbrieven/{name}.md", Given.Document($"nieuwsbrief-{name}", "nieuwsbrief", $"published: {published}\n{more}", Body));
        await desk.ImportAsync();
        await Eventually.Async(() => portal.Host.Site.Current.Find($"nieuwsbrief-{name}") is not null, "it is online");
    }

    private static async Task<SyndicationFeed> ReadAsync(PortalHost host)
    {
        using var reader = XmlReader.Create(new StringReader(await host.Client.GetStringAsync(new Uri(Path, UriKind.Relative))));
        return SyndicationFeed.Load(reader);
    }

    private static SyndicationItem? ItemOf(SyndicationFeed feed, string slug) =>
        feed.Items.SingleOrDefault(item => item.Links[0].Uri.AbsolutePath == $"/nieuwsbrieven/{slug}");
}
