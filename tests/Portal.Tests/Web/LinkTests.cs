using System.Xml.Linq;
using AngleSharp.Dom;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

public sealed class LinkTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Every_link_on_every_page_leads_somewhere()
    {
        var pages = await CrawlAsync();
        Assert.True(pages.Count > 300, $"Only {pages.Count} pages were found.");

        var broken = new List<string>();
        foreach (var (path, page) in pages)
        {
            if ((int)page.StatusCode != 200) broken.Add($"{path}: {(int)page.StatusCode}");
            foreach (var link in LinksOf(page).Where(link => link.Contains('#', StringComparison.Ordinal)))
            {
                var (target, anchor) = (link.Split('#')[0], Uri.UnescapeDataString(link.Split('#')[1]));
                var on = target.Length == 0 ? page : pages.GetValueOrDefault(target);
                if (on is not null && anchor.Length > 0 && on.GetElementById(anchor) is null) broken.Add($"{path}: {link}");
            }
        }
        Assert.Empty(broken);
    }

    [Fact]
    public async Task Every_page_offers_a_way_to_ask_and_to_tell_of_a_fault_with_what_it_is_about_filled_in()
    {
        var (wrong, asked) = (new List<string>(), new Dictionary<string, string>());
        foreach (var (path, page) in await CrawlAsync())
        {
            var links = LinksOf(page).ToList();
            if (!links.Contains("/contact")) wrong.Add($"{path}: no way to ask");
            if (!links.Contains($"/contact/fout?pagina={Uri.EscapeDataString(path)}")) wrong.Add($"{path}: no way to tell of a fault");
            foreach (var link in links.Select(link => link.Split('#')[0]).Where(IsForm)) asked.TryAdd(link, path);
        }
        foreach (var (link, path) in asked)
        {
            var form = await portal.Host.PageAsync(link);
            var subject = new Uri(new Uri("http://localhost"), link).Query is { Length: > 1 } query
                ? Uri.UnescapeDataString(query.Split('=', 2)[1])
                : "";
            var filled = form.QuerySelector("#form-page, #form-subject")?.GetAttribute("value");
            if ((int)form.StatusCode != 200 || filled != subject) wrong.Add($"{path}: {link} fills in '{filled}'");
        }
        Assert.True(asked.Count > 300, $"Only {asked.Count} links to forms were found.");
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_text_sends_somebody_to_a_page_without_a_link_to_it()
    {
        var texts = Portal.Tests.Map.SourceFiles.In("src", ".cs", ".cshtml")
            .Concat(Portal.Tests.Map.SourceFiles.In("themes/mail", ".md")).Concat(Portal.Tests.Map.SourceFiles.In("content", ".md"));
        Assert.Empty(
            texts.Where(file => file.Text.Contains("contactpagina", StringComparison.OrdinalIgnoreCase)).Select(file => file.Path));
    }

    [Fact]
    public async Task Nothing_on_any_page_comes_from_elsewhere()
    {
        foreach (var (path, page) in await CrawlAsync())
        {
            var foreign = page.QuerySelectorAll(
                "script[src], link[rel=stylesheet], link[rel=preload], img, source, iframe, video, audio, object, embed")
                .Select(element => element.GetAttribute("src") ?? element.GetAttribute("href") ?? element.GetAttribute("srcset") ?? "")
                .Where(address => !address.StartsWith('/') || address.StartsWith("//", StringComparison.Ordinal));
            Assert.True(!foreign.Any(), $"{path} loads {string.Join(", ", foreign)}");
            Assert.True(
                page.QuerySelector("[style], style, script:not([src]):not([type='application/ld+json'])") is null,
                $"{path} has inline styles or scripts");
        }
    }

    [Fact]
    public async Task Every_page_has_a_title_of_its_own_one_h1_and_headings_in_order()
    {
        var pages = await CrawlAsync();
        var wrong = new List<string>();
        foreach (var (path, page) in pages)
        {
            var levels = page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();
            if (levels.Count(level => level == 1) != 1) wrong.Add($"{path}: {levels.Count(level => level == 1)} h1");
            if (levels.Zip(levels.Skip(1)).Any(pair => pair.Second > pair.First + 1)) wrong.Add($"{path}: a heading jumps");
            if (page.DocumentElement.GetAttribute("lang") != "nl") wrong.Add($"{path}: lang");
            var ids = page.QuerySelectorAll("[id]").GroupBy(element => element.Id).Where(group => group.Count() > 1)
                .Select(group => group.Key);
            wrong.AddRange(ids.Select(id => $"{path}: id {id} twice"));
        }
        wrong.AddRange(pages.GroupBy(page => page.Value.Title).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(page => page.Key))}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_address_on_the_site_map_answers()
    {
        var addresses = await AddressesInAsync("/sitemap.xml");
        Assert.True(addresses.Count > 300);
        foreach (var address in addresses) Assert.Equal((200, null), await portal.Host.AskAsync(address));
    }

    [Fact]
    public async Task The_site_map_names_what_is_real_and_nothing_that_was_invented()
    {
        var named = (await AddressesInAsync("/sitemap.xml")).ToHashSet();
        var (invented, real) = (
            portal.Host.Site.Current.Documents.Where(document => document.Place.Sample).Select(document => document.Path).ToList(),
            portal.Host.Site.Current.Documents.Where(document => !document.Place.Sample && !document.Type.IsPart)
                .Select(document => document.Path));
        Assert.Contains("/nieuwsbrieven/2026-1", invented);
        Assert.DoesNotContain(invented, path => named.Contains(path));
        Assert.Empty(real.Except(named));
    }

    private static bool IsForm(string link) => link.Split('?') is ["/contact" or "/contact/fout" or "/maatwerkadvies", _];

    private async Task<IReadOnlyList<string>> AddressesInAsync(string map)
    {
        var root = XDocument.Parse(await portal.Host.Client.GetStringAsync(new Uri(map, UriKind.Relative))).Root!;
        var addresses = root.Elements().Select(url => new Uri(url.Elements().First().Value).AbsolutePath).ToList();
        if (root.Name.LocalName == "urlset") return addresses;
        var all = new List<string>();
        foreach (var file in addresses) all.AddRange(await AddressesInAsync(file));
        return all;
    }

    private static IEnumerable<string> LinksOf(IDocument page) =>
        page.QuerySelectorAll("a[href]:not([type])").Select(link => link.GetAttribute("href")!)
            .Where(href => href.StartsWith('/') || href.StartsWith('#'));

    private static bool IsPage(string link) => link.Length > 0 && !link.Contains('?', StringComparison.Ordinal)
        && !link.StartsWith("/media/", StringComparison.Ordinal) && !link.StartsWith("/assets/", StringComparison.Ordinal);

    // Follows plain links; lists narrowed by a filter and searches are pages of the same kind and left out.
    private async Task<Dictionary<string, IDocument>> CrawlAsync()
    {
        var pages = new Dictionary<string, IDocument>();
        var waiting = new Queue<string>(["/"]);
        while (waiting.TryDequeue(out var path))
        {
            if (pages.ContainsKey(path)) continue;
            var page = pages[path] = await portal.Host.PageAsync(path);
            foreach (var link in LinksOf(page).Select(link => link.Split('#')[0]).Where(IsPage)) waiting.Enqueue(link);
        }
        return pages;
    }
}
