using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Web;

/// <summary>Who stands between a visitor and the host, and by which names it may be asked.</summary>
internal static class Proxies
{
    /// <summary>
    /// Turns the framework's own reading off, whatever <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c> says: it believes everybody, and read
    /// twice, a list of addresses gives up one that the visitor wrote.
    /// </summary>
    public const string OnlyOurs = "--ForwardedHeaders_Enabled=false";

    /// <summary>Reads <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> as far back as trusted proxies wrote them.</summary>
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<PlatformOptions>>((headers, platform) =>
        {
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var network in platform.Value.ProxyNetworks()) headers.KnownIPNetworks.Add(network);
            // Without any known proxy the framework would believe everybody.
            headers.ForwardedHeaders = headers.KnownIPNetworks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            headers.ForwardLimit = null; // a chain of proxies: each is looked up, and the first unknown one is the visitor
        });
        return services;
    }

    /// <summary>
    /// Refuses requests for other names than <c>AllowedHosts</c>. Where that is empty: in Development none, elsewhere all but the name in
    /// the public address and this machine's own, by which it is asked how it is.
    /// </summary>
    public static IServiceCollection AddAllowedHosts(this IServiceCollection services)
    {
        services.AddOptions<HostFilteringOptions>()
            .Configure<IConfiguration, IHostEnvironment, IOptions<PlatformOptions>>((hosts, configuration, environment, platform) =>
            {
                hosts.IncludeFailureMessage = false;
                if (string.IsNullOrEmpty(configuration["AllowedHosts"]) && !environment.IsDevelopment())
                    hosts.AllowedHosts = [new Uri(platform.Value.PublicUrl).IdnHost, "localhost", "127.0.0.1", "[::1]"];
            });
        return services;
    }
}
