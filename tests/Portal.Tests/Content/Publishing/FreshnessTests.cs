using System.Text.RegularExpressions;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Publishing;

/// <summary>Whatever changes, no reader gets a page from the cache that shows what was.</summary>
public sealed partial class FreshnessTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const int OfEachType = 12;

    private static readonly (string What, Func<Desk, Task> Change)[] Changes =
    [
        ("a picture has another description", PictureAsync),
        ("news comes that names what there is", NewsAsync),
        (
            "a document that others name is taken away",
            desk => desk.DoAsync((publisher, by) => publisher.ArchiveAsync("kennis-onzichtbare-beelden", by))),
        ("and comes back", desk => desk.DoAsync((publisher, by) => publisher.PublishAsync("kennis-onzichtbare-beelden", by))),
        ("a chapter has another title", desk => desk.EditAndPublishAsync("hoofdstuk-signalen-online", Retitled)),
        (
            "a module has another address",
            desk => desk.DoAsync((publisher, by) => publisher.RenameAsync("module-signalen-zien", "kijken", by))),
        ("a module is taken away", desk => desk.DoAsync((publisher, by) => publisher.ArchiveAsync("module-signalen-zien", by))),
        ("an organisation has another name", desk => desk.EditAndPublishAsync("org-politie-noord-holland", Retitled)),
        (
            "an organisation that has parts has another address",
            desk => desk.DoAsync((publisher, by) => publisher.RenameAsync("org-district-kennemerland", "anders", by))),
        ("a page has another title", desk => desk.EditAndPublishAsync("pagina-contact", Retitled)),
        ("a dossier has another title", desk => desk.EditAndPublishAsync("dossier-ouders", Retitled)),
        ("a dossier is taken away", desk => desk.DoAsync((publisher, by) => publisher.WithdrawAsync("dossier-onlinewereld", by))),
        (
            "a term has another explanation",
            desk =>
                desk.EditAndPublishAsync(
                    "begrip-boa", text => text.Replace("definition:", "definition: Iets anders. #", StringComparison.Ordinal))),
        ("a term is taken away", desk => desk.DoAsync((publisher, by) => publisher.ArchiveAsync("begrip-ronselen", by))),
    ];

    [Fact]
    public async Task After_every_change_each_page_is_as_if_made_anew()
    {
        using var desk = new Desk(portal.Host);
        var paths = PathsToSee();
        await SeeAsync(paths, fromCache: true);
        var stale = new List<string>();
        foreach (var (what, change) in Changes)
        {
            var before = await SeeAsync(paths, fromCache: true);
            await change(desk);
            var (kept, made) = (await SeeAsync(paths, fromCache: true), await SeeAsync(paths, fromCache: false));
            if (paths.All(path => made[path] == before[path])) stale.Add($"{what}: no page shows it");
            stale.AddRange(paths.Where(path => kept[path] != made[path]).Select(path => $"{what}: {path}"));
        }
        Assert.True(stale.Count == 0, string.Join('\n', stale));
    }

    private List<string> PathsToSee()
    {
        string[] lists =
        [
            "/", "/kennis", "/dossiers", "/bronnen", "/begrippen", "/nieuws", "/nieuwsbrieven", "/modules", "/quizzen", "/agenda",
            "/trainingen", "/organisaties", "/sitemap.xml", "/nieuwsbrieven/feed.xml",
        ];
        return [.. lists,
            .. portal.Host.Site.Current.Documents.GroupBy(document => document.Type).SelectMany(type => type.Take(OfEachType))
                .Select(document => document.Path)
            .Union(["/nieuws/nieuw", "/kennis/deal-with-it", "/begrippen/boa"])];
    }

    // A reader with a cookie never gets a page from the cache.
    private async Task<Dictionary<string, string>> SeeAsync(List<string> paths, bool fromCache)
    {
        var pages = new Dictionary<string, string>();
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            if (!fromCache) request.Headers.Add("Cookie", "a=b");
            using var response = await portal.Host.Client.SendAsync(request);
            var text = FormId().Replace(await response.Content.ReadAsStringAsync(), "");
            pages[path] = $"{(int)response.StatusCode} {response.Headers.Location}\n{text}";
        }
        return pages;
    }

    // A form that is sent twice is known by its id: each page has another, and is made for who asks.
    [GeneratedRegex("name=\"Form.Id\" value=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex FormId();

    private static string Retitled(string text) => text.Replace("title:", "title: Nieuw #", StringComparison.Ordinal);

    private static async Task NewsAsync(Desk desk)
    {
        desk.Write(
            "nieuws/nieuw.md",
            Given.Document(
                "nieuws-nieuw", "nieuws",
                "published: 2026-11-20\nrelated: [begrip-boa, kennis-deal-with-it]\ndossiers: [dossier-ouders]\n"));
        await desk.ImportAsync();
    }

    private static async Task PictureAsync(Desk desk)
    {
        const string description = "voorbeeld/media/netwerkbijeenkomst-kring.png.yml";
        desk.Copy("voorbeeld/media");
        desk.Write(
            description,
            (await File.ReadAllTextAsync(Path.Combine(desk.Folder, description)))
                .Replace("alt:", "alt: Iets anders. #", StringComparison.Ordinal));
        Assert.Single((await desk.ImportAsync()).Changed);
        desk.Clear();
    }
}
