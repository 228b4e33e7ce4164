using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Pages;
using Portal.Platform.Ui;

namespace Portal.Web;

/// <summary>Files that machines look for: robots.txt, the site map, security.txt (RFC 9116), the icons.</summary>
internal static class WellKnown
{
    public static void MapWellKnown(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", (IOptions<PlatformOptions> platform) =>
            Results.Text(
                $"User-agent: *\nDisallow: /zoeken\nDisallow: /api/\n\nSitemap: {platform.Value.PublicUrl}/sitemap.xml\n", "text/plain",
                Encoding.UTF8)).AllowAnonymous();
        routes.MapGet("/sitemap.xml", SiteMap).AllowAnonymous();
        routes.MapGet("/.well-known/security.txt", SecurityText).AllowAnonymous();
        routes.MapGet("/security.txt", (HttpRequest request) =>
            Results.Redirect("/.well-known/security.txt" + request.QueryString, permanent: true)).AllowAnonymous().LeadsElsewhere();
        routes.MapGet("/favicon.svg", (ThemeFiles theme) => Results.Redirect(theme.Url("favicon.svg"))).AllowAnonymous().LeadsElsewhere();
        routes.MapGet("/favicon.ico", (ThemeFiles theme) => Results.Redirect(theme.Url("favicon.ico"))).AllowAnonymous().LeadsElsewhere();
        routes.MapGet("/apple-touch-icon.png", (ThemeFiles theme) => Results.Redirect(theme.Url("apple-touch-icon.png"))).AllowAnonymous().LeadsElsewhere();
    }

    private static IResult SiteMap(LiveSite live, PageTags tags, IOptions<PlatformOptions> platform)
    {
        XNamespace space = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var site = live.Current;
        tags.Use(site.Documents.Select(document => document.Type.Name).Distinct());
        string[] lists =
        [
            "/", "/kennis", "/dossiers", "/bronnen", "/begrippen", "/nieuws", "/nieuwsbrieven", "/modules", "/quizzen", "/agenda",
            "/organisaties",
        ];
        var addresses = lists.Select(path => (path, changed: (DateTimeOffset?)null))
            .Concat(
                site.Documents.Where(document => !document.Place.Sample)
                    .Select(document => (document.Path, (DateTimeOffset?)document.Place.ChangedAt)));
        var map = new XElement(space + "urlset", addresses.Select(address => new XElement(space + "url",
            new XElement(space + "loc", platform.Value.PublicUrl + address.Item1),
            address.Item2 is { } changed
                ? new XElement(space + "lastmod", changed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                : null)));
        return Results.Text($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{map}", "application/xml", Encoding.UTF8);
    }

    // Valid for half a year from the moment of asking: RFC 9116 wants less than a year, and a date that passes unnoticed helps nobody.
    private static IResult SecurityText(IOptions<PlatformOptions> platform, TimeProvider clock)
    {
        var expires = clock.GetUtcNow().AddDays(180).ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);
        var site = platform.Value.PublicUrl;
        return Results.Text(
            $"Contact: {site}/contact\nExpires: {expires}\nPreferred-Languages: nl, en\n"
            + $"Canonical: {site}/.well-known/security.txt\nPolicy: {site}/contact\n",
            "text/plain", Encoding.UTF8);
    }
}
