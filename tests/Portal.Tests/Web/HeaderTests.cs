using System.Globalization;
using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>The rules of internet.nl for headers and well-known files (its source at commit cec0e01, 2026-07-14).</summary>
public sealed class HeaderTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    public static TheoryData<string> Answers =>
    [
        "/", "/kennis/onzichtbare-beelden", "/zoeken?q=boa", "/api/zoeken?q=boa", "/bestaat-niet", "/kennis?vorm=onzin",
        "/kennis/", "/assets/bestaat-niet.css", "/robots.txt", "/sitemap.xml", "/security.txt", "/healthz", "/media/000000000000/x.webp",
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_has_the_headers_that_protect_a_reader(string path)
    {
        using var response = await portal.Host.Client.GetAsync(new Uri(path, UriKind.Relative));
        string Of(string header) => string.Join(", ", response.Headers.TryGetValues(header, out var values) ? values : []);

        var policy = Of("Content-Security-Policy").Split(';').Select(part => part.Trim().Split(' '))
            .ToDictionary(part => part[0], part => part[1..]);
        Assert.Equal(["'none'"], policy["default-src"]);
        Assert.Equal(["'self'"], policy["script-src"]);
        Assert.Equal(["'none'"], policy["base-uri"]);
        Assert.Equal(["'self'"], policy["form-action"]);
        Assert.Equal(["'none'"], policy["frame-ancestors"]);
        Assert.All(policy["frame-src"], source => Assert.StartsWith("https://", source, StringComparison.Ordinal));
        Assert.DoesNotContain(
            policy.Values.SelectMany(sources => sources), source => source.Contains("unsafe", StringComparison.Ordinal) || source == "*");
        Assert.Equal("", Of("Strict-Transport-Security")); // by plain http it means nothing (RFC 6797)
        Assert.Equal("DENY", Of("X-Frame-Options"));
        Assert.Equal("nosniff", Of("X-Content-Type-Options"));
        Assert.Equal("same-origin", Of("Referrer-Policy"));
        Assert.Equal("", Of("Set-Cookie"));
        Assert.Equal("", Of("Server"));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_by_https_asks_for_https_for_a_year(string path)
    {
        using var response = await portal.Host.Client.GetAsync(new Uri("https://localhost" + path));
        Assert.Equal(["max-age=31536000; includeSubDomains"], response.Headers.GetValues("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Security_txt_says_where_to_report_and_does_not_expire_soon()
    {
        using var response = await portal.Host.Client.GetAsync(new Uri("/.well-known/security.txt", UriKind.Relative));
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.Length > 0)
            .Select(line => line.Split(": ", 2)).ToDictionary(part => part[0], part => part[1]);
        Assert.Equal("nl, en", lines["Preferred-Languages"]);
        Assert.EndsWith("/.well-known/security.txt", lines["Canonical"], StringComparison.Ordinal);
        Assert.True(lines.ContainsKey("Contact") && lines.ContainsKey("Policy"));
        var expires = DateTimeOffset.Parse(lines["Expires"], CultureInfo.InvariantCulture) - portal.Host.Clock.GetUtcNow();
        Assert.InRange(expires.TotalDays, 30, 364);
        Assert.Equal((301, "/.well-known/security.txt"), await portal.Host.AskAsync("/security.txt"));
    }

    [Fact]
    public async Task A_built_file_may_be_kept_for_ever()
    {
        var css = (await portal.Host.PageAsync("/")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var response = await portal.Host.Client.GetAsync(new Uri(css, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }
}
