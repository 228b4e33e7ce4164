using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>Whose word is taken on where a visitor comes from: limits and logs go by it.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task Nobody_is_believed_who_is_not_named()
    {
        await using var host = await StartAsync("");
        Assert.Equal("127.0.0.1 http", await AskAsync(host, "203.0.113.9", "https"));
    }

    [Fact]
    public async Task A_named_proxy_says_who_the_visitor_is_and_that_it_was_https()
    {
        await using var host = await StartAsync("127.0.0.0/8, ::1");
        Assert.Equal("203.0.113.9 https", await AskAsync(host, "203.0.113.9", "https"));
    }

    [Fact]
    public async Task A_visitor_cannot_write_an_address_of_their_own_before_it()
    {
        await using var host = await StartAsync("127.0.0.1,::1");
        Assert.Equal("203.0.113.9 http", await AskAsync(host, "198.51.100.1, 203.0.113.9", "http"));
    }

    [Fact]
    public async Task A_chain_is_followed_as_far_as_it_is_named()
    {
        await using var host = await StartAsync("127.0.0.1,::1,10.0.0.0/8");
        Assert.Equal("203.0.113.9 http", await AskAsync(host, "198.51.100.1, 203.0.113.9, 10.1.2.3", "http"));
    }

    [Theory]
    [InlineData("", "127.0.0.1 http")]
    [InlineData("127.0.0.1,::1", "203.0.113.9 https")]
    public async Task The_framework_s_own_switch_changes_nothing(string proxies, string seen)
    {
        await using var host = await StartAsync(proxies, new() { ["ForwardedHeaders_Enabled"] = "true" });
        Assert.Equal(seen, await AskAsync(host, "198.51.100.1, 203.0.113.9", "https"));
    }

    private static Task<PortalHost> StartAsync(string proxies, Dictionary<string, string>? settings = null) => PortalHost.StartAsync(
        kestrel: true, settings: new Dictionary<string, string>(settings ?? []) { ["Portal:TrustedProxies"] = proxies },
        services: all => all.AddSingleton<IStartupFilter, SaysWhoAsks>());

    private static async Task<string> AskAsync(PortalHost host, string from, string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/wie");
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var response = await host.Client.SendAsync(request);
        return (await response.Content.ReadAsStringAsync()).Replace("::ffff:", "", StringComparison.Ordinal)
            .Replace("::1", "127.0.0.1", StringComparison.Ordinal);
    }

    private sealed class SaysWhoAsks : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            ((IEndpointRouteBuilder)app.Properties["__EndpointRouteBuilder"]!)
                .MapGet("/wie", (HttpContext http) => $"{http.Connection.RemoteIpAddress} {http.Request.Scheme}").AllowAnonymous();
        };
    }
}
