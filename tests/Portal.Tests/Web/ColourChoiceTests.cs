using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Ui;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>A reader chooses the colours of the portal, without an account and without scripts.</summary>
public sealed class ColourChoiceTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Page = "/kennis/onzichtbare-beelden";

    [Fact]
    public async Task A_choice_is_made_at_the_foot_of_a_page_and_holds_on_every_page_until_it_is_taken_back()
    {
        using var reader = portal.Host.Visit();
        await reader.GoAsync("/kennis?voor=docent");
        Assert.Empty(reader.CookieNames);
        Assert.Equal("Zoals mijn apparaat", Chosen(reader.Page));
        Assert.NotNull(reader.Page.QuerySelector("link[media='screen and (prefers-contrast: more)']"));

        await reader.PressAsync("Veel contrast", ("kleuren", "contrast"));
        Assert.Equal("/kennis?voor=docent", reader.At);
        Assert.Equal([ColourChoice.Cookie], reader.CookieNames);
        Assert.Equal("Veel contrast", Chosen(reader.Page));
        foreach (var path in new[] { "/", Page, "/modules/signalen-zien/thuis", "/bestaat-niet" })
        {
            await reader.GoAsync(path);
            Assert.Contains("theme-contrast", SheetOf(reader.Page), StringComparison.Ordinal);
            Assert.Null(reader.Page.QuerySelector("link[media*=contrast]"));
        }

        await reader.PressAsync("Gewoon", ("kleuren", "gewoon"));
        Assert.Contains("theme-weerbare-jeugd", SheetOf(reader.Page), StringComparison.Ordinal);
        Assert.Null(reader.Page.QuerySelector("link[media*=contrast]")); // chosen, whatever the device asks for
        await reader.PressAsync("Zoals mijn apparaat", ("kleuren", ""));
        Assert.Empty(reader.CookieNames);
        Assert.NotNull(reader.Page.QuerySelector("link[media*=contrast]"));
    }

    [Fact]
    public async Task The_cookie_says_the_choice_and_nothing_else_and_is_read_by_nobody_but_the_portal()
    {
        using var answer = await ChooseAsync("contrast", "/kennis");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/kennis#kleuren", answer.Headers.Location!.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("wj-kleuren=contrast; max-age=31536000; path=/; samesite=lax; httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_changes_nothing_and_a_way_back_leads_nowhere_else()
    {
        using (var answer = await ChooseAsync("contrast", "/", "cross-site")) Assert.False(answer.Headers.Contains("Set-Cookie"));
        foreach (var elsewhere in new[] { "https://elders.example/", "//elders.example", "/\\elders.example", "javascript:alert(1)", "" })
        {
            using var answer = await ChooseAsync("gewoon", elsewhere);
            Assert.Equal("/weergave#kleuren", answer.Headers.Location!.ToString());
        }
        using var unknown = await ChooseAsync("paars", "/");
        Assert.False(unknown.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_kept_page_is_kept_once_for_each_choice_and_never_given_to_who_chose_another()
    {
        var made = new PagesMade();
        await using var host = await PortalHost.StartAsync(
            portal.Host.ConnectionString, services: all => all.Configure<MvcOptions>(options => options.Filters.Add(made)));
        var names = new HashSet<string>();
        for (var time = 0; time < 3; time++)
        {
            foreach (var (cookie, sheet) in new[]
            {
                (null, "theme-weerbare-jeugd"), ("wj-kleuren=contrast", "theme-contrast"), ("wj-kleuren=gewoon", "theme-weerbare-jeugd"),
            })
            {
                using var answer = await AskAsync(host, Page, cookie);
                Assert.Contains(sheet, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                Assert.Contains("Cookie", answer.Headers.Vary);
                names.Add(answer.Headers.ETag!.Tag);
                using var known = await AskAsync(host, Page, cookie, answer.Headers.ETag.Tag);
                Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
            }
        }
        Assert.Equal((3, 3), (names.Count, made.Count));

        // What a browser has of one choice is no page of another.
        using var standard = await AskAsync(host, Page, null);
        using var other = await AskAsync(host, Page, "wj-kleuren=contrast", standard.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        // Anything else in the header, and the page is made for who asks.
        foreach (var cookie in new[] { "wj-kleuren=paars", "wj-kleuren=contrast; iets=anders", "iets=anders" })
        {
            using var answer = await AskAsync(host, Page, cookie);
            Assert.Null(answer.Headers.ETag);
        }
    }

    [Fact]
    public async Task Where_the_host_has_the_contrast_theme_itself_there_is_nothing_to_choose()
    {
        await using var host = await PortalHost.StartAsync(
            portal.Host.ConnectionString, settings: new Dictionary<string, string> { ["Portal:Theme"] = "contrast" });
        Assert.Null((await host.PageAsync("/")).QuerySelector(".wj-colours"));
        Assert.Equal(200, (await host.AskAsync("/weergave")).Status);
    }

    private static string Chosen(IDocument page) =>
        Assert.Single(page.QuerySelectorAll(".wj-footer .wj-colours [aria-current=true]")).TextContent;

    private static string SheetOf(IDocument page) => page.QuerySelector("link[rel=stylesheet]:not([media])")!.GetAttribute("href")!;

    private async Task<HttpResponseMessage> ChooseAsync(string choice, string back, string from = "same-origin")
    {
        using var form = new FormUrlEncodedContent([new("kleuren", choice), new("terug", back)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/weergave") { Content = form };
        request.Headers.Add("Sec-Fetch-Site", from);
        return await portal.Host.Client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> AskAsync(PortalHost host, string path, string? cookie, string? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return host.Client.SendAsync(request);
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
