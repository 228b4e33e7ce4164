using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

public sealed class OddRequestTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    public static TheoryData<string, int> Requests => new()
    {
        { "/bestaat-niet", 404 },
        { "/kennis/bestaat-niet", 404 },
        { "/kennis//dubbel", 404 },
        { "/..%2f..%2fetc/passwd", 404 },
        { "/begrippen/boa/", 301 },
        { "/kennis?vorm=onzin", 400 },
        { "/bronnen?thema=%00", 400 },
        { "/zoeken?q=boa&type=onzin", 400 },
        { "/zoeken?q=boa&thema=onzin", 400 },
        { "/api/zoeken?q=boa&n=veel", 400 },
        { "/api/zoeken", 400 },
        { "/zoeken?q=%00", 200 },
        { "/zoeken?q=%25%5C%27%3A%2A%21%26%7C%28", 200 },
        { "/zoeken?q=%F0%9F%98%80%ED%A0%80", 200 },
        { "/zoeken", 200 },
        { "/fout/200", 404 },
        { "/media/zzzzzzzzzzzz/x.jpg", 404 },
        { "/kennis/%20", 404 },
        { "/inloggen/link/%20", 404 },
        { "/inloggen/account-maken/%20", 404 },
        { "/inloggen/sso/%20", 404 },
        { "/uitnodiging/%20", 404 },
        { "/bewijs/%20", 404 },
        { "/bewijs/%20/pdf", 404 },
        { "/modules/%20/%20/oefening/%20", 404 },
        { "/modules/signalen-zien/%20/klaar", 404 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task An_odd_request_gets_the_status_it_deserves_and_a_calm_page(string path, int status)
    {
        var answer = await portal.Host.AskAsync(path);
        Assert.Equal(status, answer.Status);
        if (status is 400 or 404 && !path.StartsWith("/api", StringComparison.Ordinal))
            Assert.Single((await portal.Host.PageAsync(path)).QuerySelectorAll("h1"));
    }

    [Theory]
    [InlineData(250)]
    [InlineData(10_000)]
    public async Task A_question_that_is_too_long_is_refused_in_words(int length)
    {
        var query = new string('a', length);
        var page = await portal.Host.PageAsync($"/zoeken?q={query}");
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("200", page.Body!.TextContent, StringComparison.Ordinal);

        using var json = await portal.Host.Client.GetAsync(new Uri($"/api/zoeken?q={query}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
        Assert.Contains("200", await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private const string Field = "Content-Disposition: form-data; name=\"a\"";

    public static TheoryData<string, string, int> Forms => new()
    {
        { "application/x-www-form-urlencoded; charset=utf-7", "Email=a", 415 },
        { "application/x-www-form-urlencoded; charset=utf-16", "Email=a", 415 },
        { "application/x-www-form-urlencoded; charset=onbekend", "Email=a", 415 },
        { "multipart/form-data; boundary=x", $"--x\r\n{Field}\r\nContent-Type: text/plain; charset=utf-7\r\n\r\na\r\n--x--\r\n", 415 },
        { "application/x-www-form-urlencoded", "Email=a%00b", 400 },
        { "multipart/form-data", "Email=a", 400 },
        { "application/json", "{}", 415 },
        { "application/x-www-form-urlencoded;;charset", "Email=a", 415 },
        { "multipart/form-data; boundary=x", $"--x\r\n{Field}\r\n\r\nen toen", 400 },
        { "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 2_000).Select(number => $"f{number}=1")), 413 },
        { "application/x-www-form-urlencoded", new string('n', 3_000) + "=1", 413 },
        { "application/x-www-form-urlencoded", "Email=" + new string('a', 2_100_000), 413 },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_that_nobody_can_read_gets_the_status_it_deserves_and_a_calm_page(string type, string body, int status)
    {
        await using var host = await PortalHost.StartAsync(portal.Host.ConnectionString, kestrel: true);
        string[] pages =
        [
            "/inloggen", "/inloggen/link", "/modules/signalen-zien/online/oefening/m2-03", "/quizzen/klopt-dit-beeld?vraag=1",
        ];
        foreach (var path in pages)
        {
            using var form = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
            form.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await host.Client.PostAsync(new Uri(path, UriKind.Relative), form);
            Assert.Equal((path, status), (path, (int)answer.StatusCode));
            Assert.Contains(
                status == 413 ? "Dit is te veel" : "<h1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Empty(host.Log);
    }

    [Fact]
    public async Task A_page_that_breaks_shows_a_reference_that_the_log_knows_and_nothing_of_the_inside()
    {
        await using var host = await PortalHost.StartAsync(services: all => all.AddSingleton<IStartupFilter, BreaksAtBreuk>());
        var page = await host.PageAsync("/breuk");
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        var line = Assert.Single(host.Log);
        Assert.Equal("geheim", line.Problem!.Message);
        Assert.Contains($"Kenmerk: {line.Trace![..8]}", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_breaks_protects_its_reader_as_any_other()
    {
        await using var host = await PortalHost.StartAsync(services: all => all.AddSingleton<IStartupFilter, BreaksAtBreuk>());
        using var whole = await host.Client.GetAsync(new Uri("https://localhost/"));
        using var broken = await host.Client.GetAsync(new Uri("https://localhost/breuk"));
        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        foreach (var header in new[] { "Content-Security-Policy", "Strict-Transport-Security", "X-Frame-Options", "Referrer-Policy" })
            Assert.Equal(whole.Headers.GetValues(header), broken.Headers.GetValues(header));
    }

    private sealed class BreaksAtBreuk : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            ((IEndpointRouteBuilder)app.Properties["__EndpointRouteBuilder"]!)
                .MapGet("/breuk", string () => throw new InvalidOperationException("geheim")).AllowAnonymous();
        };
    }
}
