using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Pages;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

public sealed class PageCacheTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Page = "/kennis/onzichtbare-beelden";

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task A_page_comes_in_the_encoding_the_reader_takes(string? encoding)
    {
        var plain = await portal.Host.Client.GetStringAsync(new Uri(Page, UriKind.Relative));
        for (var time = 0; time < 2; time++)
        {
            using var response = await AskAsync(HttpMethod.Get, encoding);
            Assert.Equal(encoding is null ? [] : [encoding], response.Content.Headers.ContentEncoding);
            Assert.Equal("Accept-Encoding, Cookie", string.Join(", ", response.Headers.Vary));
            await using var body = await response.Content.ReadAsStreamAsync();
            await using Stream open = encoding switch
            {
                "br" => new BrotliStream(body, CompressionMode.Decompress),
                "gzip" => new GZipStream(body, CompressionMode.Decompress),
                _ => body,
            };
            Assert.Equal(plain, await new StreamReader(open).ReadToEndAsync());
        }
    }

    [Fact]
    public async Task A_reader_who_has_the_page_gets_304_without_a_body()
    {
        using var first = await AskAsync(HttpMethod.Get, "br");
        using var again = await AskAsync(HttpMethod.Get, "br", first.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());

        using var otherEncoding = await AskAsync(HttpMethod.Get, null, first.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, otherEncoding.StatusCode);
    }

    [Fact]
    public async Task HEAD_says_what_GET_would_say()
    {
        using var get = await AskAsync(HttpMethod.Get, null);
        using var head = await AskAsync(HttpMethod.Head, null);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_page_that_everyone_sees_alike_asks_the_database_nothing()
    {
        using var statements = Statements.Of(portal.Host);
        string[] pages = ["/", "/kennis", Page, "/dossiers/ouders", "/begrippen", "/modules/signalen-zien/online", "/agenda", "/over-ons"];
        foreach (var page in pages) Assert.Equal(200, (await portal.Host.AskAsync(page)).Status);
        Assert.Empty(statements.All);

        await portal.Host.AskAsync("/readyz");
        Assert.NotEmpty(statements.All); // so the silence above was heard
    }

    [Fact]
    public async Task A_page_that_was_made_while_the_clock_was_years_ahead_is_made_anew_when_it_is_right_again()
    {
        await using var host = await PortalHost.StartAsync(portal.Host.ConnectionString);
        host.Clock.Set(new DateTimeOffset(2031, 1, 1, 8, 0, 0, TimeSpan.Zero));
        Assert.NotNull((await host.PageAsync("/agenda")).QuerySelector(".wj-empty"));
        host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        Assert.Null((await host.PageAsync("/agenda")).QuerySelector(".wj-empty"));
    }

    [Theory]
    [InlineData("/kennis", 1)]
    [InlineData("/kennis?voor=docent", 1)]
    [InlineData("/kennis?x=1", 3)]
    [InlineData("/kennis?voor=docent&x=1", 3)]
    [InlineData("/over-ons?x=1", 3)]
    public async Task An_address_with_an_unknown_query_is_answered_but_not_kept(string address, int made)
    {
        var pages = new PagesMade();
        await using var host = await PortalHost.StartAsync(
            portal.Host.ConnectionString, services: all => all.Configure<MvcOptions>(options => options.Filters.Add(pages)));
        for (var times = 0; times < 3; times++) Assert.Equal(200, (await host.AskAsync(address)).Status);
        Assert.Equal(made, pages.Count);
    }

    [Theory]
    [InlineData("/zoeken?q=boa", HttpStatusCode.OK)]
    [InlineData("/bestaat-niet", HttpStatusCode.NotFound)]
    [InlineData("/api/zoeken?q=boa", HttpStatusCode.OK)]
    public async Task A_page_that_may_not_be_kept_is_compressed_as_it_comes(string path, HttpStatusCode status)
    {
        var plain = await (await AskAsync(HttpMethod.Get, null, path: path)).Content.ReadAsStringAsync();
        using var response = await AskAsync(HttpMethod.Get, "br", path: path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.Null(response.Headers.ETag);
        await using var open = new BrotliStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        var text = await new StreamReader(open).ReadToEndAsync();
        Assert.Equal(plain.Length, text.Length, tolerance: 40); // a reference or the time it took differs
    }

    [Fact]
    public async Task Pages_that_were_asked_for_longest_ago_make_room_and_what_is_no_page_is_not_held()
    {
        var cache = new PageCache(TimeProvider.System, new PageReads()) { MostBytes = 4_000_000 };
        var held = 0L;
        for (var page = 0; page < 4; page++)
            await cache.MakeAsync(ContextOf($"/{page}"), context => WriteAsync(context, kept: true));
        Assert.False(cache.TryAnswer(ContextOf("/0"), out _));
        Assert.True(cache.TryAnswer(ContextOf("/3"), out _));

        await cache.MakeAsync(ContextOf("/bestand"), context => WriteAsync(context, kept: false));
        Assert.False(cache.TryAnswer(ContextOf("/bestand"), out _));
        Assert.Equal(1_000_000, held);

        // What may not be kept is with the reader as soon as it is written.
        async Task WriteAsync(HttpContext context, bool kept)
        {
            if (kept) context.RequestServices.GetRequiredService<PageTags>().Use("iets");
            context.Response.ContentType = kept ? "text/html" : "application/pdf";
            await context.Response.Body.WriteAsync(new byte[1_000_000]);
            if (!kept) held = ((MemoryStream)context.Items["reader"]!).Length;
        }

        static HttpContext ContextOf(string path)
        {
            var reader = new MemoryStream();
            var context = new DefaultHttpContext
            {
                RequestServices = new ServiceCollection().AddScoped<PageTags>().BuildServiceProvider().CreateScope().ServiceProvider,
                Items = { ["reader"] = reader },
            };
            (context.Request.Method, context.Request.Path, context.Response.Body) = ("GET", path, reader);
            return context;
        }
    }

    private Task<HttpResponseMessage> AskAsync(HttpMethod method, string? encoding, string? known = null, string path = Page)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (encoding is not null) request.Headers.Add("Accept-Encoding", encoding);
        if (known is not null) request.Headers.Add("If-None-Match", known);
        return portal.Host.Client.SendAsync(request);
    }

    private sealed class PagesMade : IResourceFilter
    {
        public int Count { get; private set; }

        public void OnResourceExecuting(ResourceExecutingContext context) => Count++;

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }
}
