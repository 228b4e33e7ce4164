using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace Portal.Tests.Support;

/// <summary>
/// Somebody with a browser without script: keeps cookies, follows redirects, fills in forms as they stand on the page. A form that
/// misses a field or its antiforgery token therefore fails here as it would for a reader.
/// </summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient client;

    internal Visitor(Func<DelegatingHandler, HttpClient> connect)
    {
        Cookies = new CookieContainer();
        client = connect(new CookieContainerHandler(Cookies));
        client.DefaultRequestHeaders.UserAgent.ParseAdd(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36");
    }

    /// <summary>The browser's cookies.</summary>
    public CookieContainer Cookies { get; }

    /// <summary>The page that is open.</summary>
    public IDocument Page { get; private set; } = null!;

    /// <summary>Its path and query.</summary>
    public string At { get; private set; } = "";

    /// <summary>Its status.</summary>
    public HttpStatusCode Status { get; private set; }

    /// <summary>The headers it came with.</summary>
    public System.Net.Http.Headers.HttpResponseHeaders Headers { get; private set; } = null!;

    /// <summary>The page's words, with single spaces.</summary>
    public string Text => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The names of the cookies.</summary>
    public IEnumerable<string> CookieNames => Cookies.GetAllCookies().Where(cookie => !cookie.Expired).Select(cookie => cookie.Name);

    /// <summary>Opens an address.</summary>
    public async Task GoAsync(string path)
    {
        var parts = path.Split('#', 2);
        await AskAsync(() => new HttpRequestMessage(HttpMethod.Get, parts[0]));
        // As themes/scripts/open-link.ts: what stands behind the # is posted by the page.
        if (parts is [_, var secret] && Page.QuerySelector("form[data-open-link]") is not null)
            await PressAsync("Open de link", ("Link", secret));
    }

    /// <summary>Fills in the form with this button and presses it. Names that are not in the form fail the test.</summary>
    public Task PressAsync(string button, params (string Name, string Value)[] fields)
    {
        var pressed = Page.QuerySelectorAll<IHtmlButtonElement>("form button").FirstOrDefault(
            found =>
                string.Join(' ', found.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    .StartsWith(button, StringComparison.Ordinal))
            ?? throw new Xunit.Sdk.XunitException($"There is no button '{button}' on {At}: {Text}");
        var form = pressed.Form!;
        var filled = Filled(form).Where(field => !fields.Any(given => given.Name == field.Key)).ToList();
        foreach (var (name, value) in fields)
        {
            Assert.Contains(form.Elements, element => element.GetAttribute("name") == name);
            filled.Add(new(name, value));
        }
        var path = (pressed.GetAttribute("formaction") ?? form.GetAttribute("action")) is { Length: > 0 } action ? action : At;
        return AskAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(filled) });
    }

    /// <summary>Sends a form that stands on no page.</summary>
    public Task PostAsync(string path, params (string Name, string Value)[] fields) =>
        AskAsync(
            () =>
                new HttpRequestMessage(HttpMethod.Post, path)
                {
                    Content = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))),
                });

    /// <summary>Sends a form as it is, with files say; a redirect is followed.</summary>
    public Task PostAsync(string path, HttpContent form) =>
        AskAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = form });

    /// <summary>What an address answers, as bytes.</summary>
    public Task<HttpResponseMessage> FetchAsync(HttpRequestMessage request) => client.SendAsync(request);

    public void Dispose() => client.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { } name) continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" }:
                    break;
                case IHtmlInputElement input:
                    yield return new(name, input.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return new(name, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(name, area.Value);
                    break;
            }
        }
    }

    /// <summary>Presses the button of a form with a file.</summary>
    public Task UploadAsync(string button, string field, byte[] file)
    {
        var form = Page.QuerySelectorAll<IHtmlButtonElement>("form button")
            .First(found => found.TextContent.StartsWith(button, StringComparison.Ordinal)).Form!;
        return AskAsync(() =>
        {
            var content = new MultipartFormDataContent();
            foreach (var (name, value) in Filled(form)) content.Add(new StringContent(value), name);
            content.Add(new ByteArrayContent(file), field, "lijst.csv");
            return new HttpRequestMessage(
                HttpMethod.Post, form.GetAttribute("action") is { Length: > 0 } action ? action : At)
            { Content = content };
        });
    }

    private async Task AskAsync(Func<HttpRequestMessage> make)
    {
        var request = make();
        for (var hops = 0; ; hops++)
        {
            Assert.True(hops < 10, $"A circle of redirects at {At}.");
            if (request.Method == HttpMethod.Post) request.Headers.Add("Origin", "http://localhost");
            using var response = await client.SendAsync(request);
            var asked = request.RequestUri!.IsAbsoluteUri ? request.RequestUri : new Uri(client.BaseAddress!, request.RequestUri);
            if (response.Headers.Location is { } location && (int)response.StatusCode is >= 301 and <= 308)
            {
                var next = new Uri(asked, location);
                if (next.Host != asked.Host)
                {
                    At = next.ToString(); // another site: whoever tests goes there by themselves
                    return;
                }
                request = new HttpRequestMessage(HttpMethod.Get, next);
                continue;
            }
            (Status, At, Headers) = (response.StatusCode, asked.PathAndQuery, response.Headers);
            var html = await response.Content.ReadAsStringAsync();
            Page = await BrowsingContext.New().OpenAsync(answer => answer.Content(html).Address(asked).Status(response.StatusCode));
            CheckErrors();
            return;
        }
    }

    // Of every form that any test gets wrong: each line of the summary leads to its field, and they stand in the order of the fields.
    private void CheckErrors()
    {
        var all = Page.All.ToList();
        var lines = Page.QuerySelectorAll(".utrecht-alert--error ul a[href^='#']")
            .Select(link => link.GetAttribute("href"))
            .Select(field => (Field: field, Place: all.FindIndex(one => "#" + one.Id == field))).ToList();
        Assert.DoesNotContain(lines, line => line.Place < 0);
        Assert.Equal(lines.OrderBy(line => line.Place), lines);
    }
}
