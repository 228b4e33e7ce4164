using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Web;

/// <summary>
/// The site map (sitemaps.org, protocol 0.9): all addresses in one file, and from <see cref="Most"/> on an index of files of that many.
/// </summary>
internal static class SiteMap
{
    /// <summary>The most addresses in a file: some 75 kB of them.</summary>
    public const int Most = 500;

    private static readonly XNamespace Space = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly string[] Lists =
    [
        "/", "/kennis", "/dossiers", "/bronnen", "/begrippen", "/nieuws", "/nieuwsbrieven", "/modules", "/quizzen", "/agenda",
        "/trainingen", "/organisaties",
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sitemap.xml", (LiveSite live, PageTags tags, IOptions<PlatformOptions> platform) =>
        {
            var (all, site) = (Addresses(live, tags), platform.Value.PublicUrl);
            return all.Count <= Most ? File(all, site) : Index(all, site);
        }).AllowAnonymous();
        routes.MapGet("/sitemap-{number:int:min(1)}.xml", (int number, LiveSite live, PageTags tags, IOptions<PlatformOptions> platform) =>
        {
            var all = Addresses(live, tags);
            return all.Count > Most && number <= FilesOf(all)
                ? File(all.Skip((number - 1) * Most).Take(Most), platform.Value.PublicUrl)
                : Results.NotFound();
        }).AllowAnonymous();
    }

    private static List<Address> Addresses(LiveSite live, PageTags tags)
    {
        var site = live.Current;
        tags.Use(site.Documents.Select(document => document.Type.Name).Distinct());
        return
        [
            .. Lists.Select(path => new Address(path, null)),
            .. site.Documents.Where(document => !document.Place.Sample && !document.Type.IsPart && document.Type.Info.FixedPath is null)
                .Select(document => new Address(document.Path, document.Place.ChangedAt)),
        ];
    }

    private static int FilesOf(List<Address> all) => (all.Count + Most - 1) / Most;

    private static IResult Index(List<Address> all, string site) => Xml(new XElement(Space + "sitemapindex",
        Enumerable.Range(1, FilesOf(all)).Select(number => new XElement(
            Space + "sitemap", new XElement(Space + "loc", string.Create(CultureInfo.InvariantCulture, $"{site}/sitemap-{number}.xml"))))));

    private static IResult File(IEnumerable<Address> addresses, string site) => Xml(new XElement(Space + "urlset",
        addresses.Select(address => new XElement(Space + "url",
            new XElement(Space + "loc", site + address.Path),
            address.ChangedAt is { } changed
                ? new XElement(Space + "lastmod", changed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                : null))));

    private static IResult Xml(XElement map) => Results.Text(
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{map.ToString(SaveOptions.DisableFormatting)}", "application/xml", Encoding.UTF8);

    private sealed record Address(string Path, DateTimeOffset? ChangedAt);
}
