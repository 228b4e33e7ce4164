using System.Globalization;
using System.Text;
using System.Xml.Linq;
using AngleSharp.Dom;
using Portal.Content.Import;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>A portal with much in it: every list is cut into pages by its address, and no page grows with what there is.</summary>
public sealed class GrowthTests : IClassFixture<GrowthTests.Much>
{
    private const int MostBytes = 100_000;
    private readonly Much much;

    public GrowthTests(Much much) => this.much = much;

    private PortalHost Host => much.Host;

    [Fact]
    public async Task No_page_is_larger_than_100_kB()
    {
        var (waiting, seen) = (new Queue<string>(["/", "/sitemap.xml", "/sitemap-1.xml", "/zoeken?q=titel"]), new HashSet<string>());
        var large = new List<string>();
        while (waiting.TryDequeue(out var path) && seen.Count < 250)
        {
            if (!seen.Add(path)) continue;
            using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode) continue; // the pagina's that the layout names are not there
            if (Encoding.UTF8.GetByteCount(text) > MostBytes) large.Add($"{path}: {Encoding.UTF8.GetByteCount(text)}");
            if (path.EndsWith(".xml", StringComparison.Ordinal)) continue;
            foreach (var link in LinksIn(await Host.PageAsync(path)).Where(IsListOrFirst)) waiting.Enqueue(link);
        }
        Assert.True(seen.Count > 60, string.Join(' ', seen));
        Assert.Empty(large);
    }

    [Theory]
    [InlineData("/nieuws", "/nieuws/", Much.News)]
    [InlineData("/nieuws?jaar=2024", "/nieuws/", Much.News / 2)]
    [InlineData("/nieuws?thema=thema-1", "/nieuws/", Much.News)]
    [InlineData("/begrippen", "/begrippen/", Much.Terms)]
    [InlineData("/begrippen?letter=w", "/begrippen/", Much.Terms)]
    [InlineData("/bronnen?soort=website", "/bronnen/", Much.Sources)]
    [InlineData("/dossiers", "/dossiers/", Much.Themes)]
    [InlineData("/dossiers/thema-1?soort=nieuws", "/nieuws/", Much.News)]
    [InlineData("/organisaties?soort=gemeente", "/organisaties/", Much.Organisations / 2)]
    [InlineData("/organisaties?domein=zorg", "/organisaties/", Much.Organisations / 2)]
    [InlineData("/agenda?wanneer=geweest", "/agenda/", Much.Events / 2)]
    [InlineData("/agenda", "/agenda/", Much.Events / 2 + 24)]
    [InlineData("/trainingen", "/trainingen/", Much.Trainings + 1)] // one leads to all its dates too
    public async Task Page_by_page_one_comes_to_everything_once(string list, string below, int count)
    {
        var found = new List<string>();
        for (string? path = list; path is not null;)
        {
            var page = await Host.PageAsync(path);
            Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
            found.AddRange(page.QuerySelectorAll("main a[href]").Select(link => link.GetAttribute("href")!)
                .Where(href => href.StartsWith(below, StringComparison.Ordinal) && !href.Contains('?', StringComparison.Ordinal)
                    && href != list.Split('?')[0]).Distinct());
            path = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Equal(count, found.Count);
    }

    [Theory]
    [InlineData("/nieuws?p=0", 404)]
    [InlineData("/nieuws?p=1", 200)]
    [InlineData("/nieuws?p=2", 200)]
    [InlineData("/nieuws?p=100", 404)]
    [InlineData("/nieuws?p=twee", 404)]
    [InlineData("/nieuws?p=-1", 404)]
    [InlineData("/nieuws?p=1&p=2", 404)]
    [InlineData("/nieuws?jaar=1900", 400)]
    [InlineData("/begrippen?letter=%C3%A9", 400)]
    [InlineData("/begrippen?letter=x", 200)]
    [InlineData("/dossiers/thema-1?soort=module", 404)]
    [InlineData("/organisaties?p=2", 404)]
    [InlineData("/sitemap-1.xml", 200)]
    [InlineData("/sitemap-99.xml", 404)]
    [InlineData("/sitemap-0.xml", 404)]
    public async Task An_address_of_a_page_that_is_not_there_says_so(string path, int status) =>
        Assert.Equal(status, (await Host.AskAsync(path)).Status);

    [Fact]
    public async Task A_page_of_a_list_has_a_title_and_an_address_of_its_own()
    {
        var page = await Host.PageAsync("/nieuws?p=2");
        Assert.Equal("Nieuws, bladzijde 2 - Weerbare Jeugd", page.Title);
        Assert.EndsWith("/nieuws?p=2", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        page = await Host.PageAsync("/nieuws");
        Assert.EndsWith("/nieuws", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_site_map_is_an_index_of_files_that_name_every_page_once()
    {
        var index = await XmlAsync("/sitemap.xml");
        Assert.Equal("sitemapindex", index.Name.LocalName);
        var addresses = new List<string>();
        foreach (var file in index.Elements().Select(map => new Uri(map.Elements().First().Value).AbsolutePath))
            addresses.AddRange((await XmlAsync(file)).Elements().Select(url => new Uri(url.Elements().First().Value).AbsolutePath));
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        Assert.Superset(Host.Site.Current.Documents.Select(document => document.Path).ToHashSet(), addresses.ToHashSet());
    }

    [Fact]
    public void A_long_import_says_how_far_it_is()
    {
        var all = Much.Documents;
        Assert.Equal(
            ["gelezen", "gecontroleerd", "in de zoekindex gezet"], much.Progress.All.Select(said => said.Step).Distinct());
        Assert.Contains(new ImportProgress("gelezen", 500, all), much.Progress.All);
        Assert.Contains(new ImportProgress("gecontroleerd", 1_000, all), much.Progress.All);
        Assert.Equal(new ImportProgress("in de zoekindex gezet", all, all), much.Progress.All[^1]);
    }

    [Fact]
    public async Task What_was_taken_in_together_is_found_and_can_be_taken_out_again()
    {
        Assert.Equal((long)Much.Documents, await Host.SqlAsync("select count(distinct entity_id) from search.documents"));
        using var desk = new Desk(Host);
        await desk.DoAsync((publisher, change) => publisher.ArchiveAsync("nieuws-n0", change));
        Assert.Equal((long)Much.Documents - 1, await Host.SqlAsync("select count(distinct entity_id) from search.documents"));
        await desk.DoAsync((publisher, change) => publisher.PublishAsync("nieuws-n0", change));
    }

    private async Task<XElement> XmlAsync(string path) =>
        XDocument.Parse(await Host.Client.GetStringAsync(new Uri(path, UriKind.Relative))).Root!;

    private static IEnumerable<string> LinksIn(IDocument page) =>
        page.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]);

    // Lists, narrowed too, and of the many documents of a kind the first.
    private static bool IsListOrFirst(string link) =>
        link.Length > 0 && (link.Contains('?', StringComparison.Ordinal) || link.Count(letter => letter == '/') == 1
            || link.EndsWith('0') || link.EndsWith("thema-1", StringComparison.Ordinal));

    /// <summary>A portal with more than a thousand documents, all of them with long words, all about one theme.</summary>
    public sealed class Much : IAsyncLifetime
    {
        public const int News = 240, Terms = 400, Sources = 100, Themes = 60, Organisations = 400, Events = 120, Trainings = 90;
        public const int Documents = News + Terms + Sources + Themes + Organisations + Events + Trainings;

        private static readonly string Long = string.Concat(Enumerable.Repeat("woorden ", 28)).Trim();

        public PortalHost Host { get; private set; } = null!;

        internal Said Progress { get; } = new();

        public async Task InitializeAsync()
        {
            var empty = Directory.CreateTempSubdirectory("portal-empty-").FullName;
            Host = await PortalHost.StartAsync(content: empty);
            using var desk = new Desk(Host);
            const string themed = "dossiers: [dossier-thema-1]\nrelated: [begrip-w0]\n";
            Write(desk, "dossiers/thema", Themes, i => Text($"dossier-thema-{i}", "dossier", i, $"order: {i + 1}\n"), "-");
            Write(desk, "nieuws/n", News, i => Text(
                $"nieuws-n{i}", "nieuws", i, $"published: {2024 + i % 2}-01-{i % 28 + 1:00}\n{themed}"));
            Write(desk, "begrippen/w", Terms, i => Text($"begrip-w{i}", "begrip", i, $"definition: {Long}\n"));
            Write(desk, "bronnen/b", Sources, i => Text(
                $"bron-b{i}", "bron", i, $"kind: website\n{themed}sources:\n  - title: Bron\n    year: 2020\n"));
            Write(desk, "organisaties/o", Organisations, i => Text(
                $"org-o{i}", "organisatie", i, i % 2 == 0 ? "kind: gemeente\npart_of: org-o1\n" : "kind: partner\ndomain: zorg\n"));
            Write(desk, "agenda/a", Events, i => Text(
                $"activiteit-a{i}", "activiteit", i,
                $"kind: training\nmode: online\nstarts: {DayOf(i)}T10:00\nends: {DayOf(i)}T11:00\ntraining: training-t0\n{themed}"));
            Write(desk, "trainingen/t", Trainings, i => Text(
                $"training-t{i}", "training", i, $"form: e_learning\nurl: https://voorbeeld.nl\n{themed}"));
            var result = await Host.WithAsync<Importer, ImportResult>(
                importer => importer.ImportAsync(desk.Folder, new ImportOptions { Progress = Progress }));
            Assert.Empty(result.Errors);
            Directory.Delete(empty);
        }

        public async Task DisposeAsync() => await Host.DisposeAsync();

        private static void Write(Desk desk, string path, int count, Func<int, string> text, string between = "")
        {
            for (var i = 0; i < count; i++) desk.Write($"{path}{between}{i.ToString(CultureInfo.InvariantCulture)}.md", text(i));
        }

        private static string Text(string id, string type, int i, string more) =>
            $"---\nid: {id}\ntype: {type}\ntitle: Woord en titel {i} {Long[..60]}\nsummary: {Long}\n{more}---\n"
            + $"Tekst over [het woord](doc:begrip-w{i % 50}). {Long}\n";

        internal sealed class Said : IProgress<ImportProgress>
        {
            public List<ImportProgress> All { get; } = [];

            public void Report(ImportProgress value)
            {
                lock (All) All.Add(value);
            }
        }

        private static string DayOf(int i) => $"{(i % 2 == 0 ? 2020 : 2090)}-0{i % 9 + 1}-10";
    }
}
