using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Platform;
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
        SiteMap.Map(routes);
        foreach (var icon in (string[])["favicon.svg", "favicon.ico", "apple-touch-icon.png"])
            routes.MapGet($"/{icon}", (ThemeFiles theme) => Results.Redirect(theme.Url(icon))).AllowAnonymous().LeadsElsewhere();
        routes.MapGet("/.well-known/security.txt", SecurityText).AllowAnonymous();
        routes.MapGet("/security.txt", (HttpRequest request) =>
            Results.Redirect("/.well-known/security.txt" + request.QueryString, permanent: true)).AllowAnonymous().LeadsElsewhere();
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
