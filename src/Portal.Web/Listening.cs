using Portal.Platform;

namespace Portal.Web;

/// <summary>Where the host listens.</summary>
internal static class Listening
{
    /// <summary>This machine only, on <c>PORT</c>, unless <c>ASPNETCORE_URLS</c> or <c>--urls</c> says otherwise.</summary>
    public static void ListenOnPort(this ConfigureWebHostBuilder host, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey])) host.UseUrls(Own(configuration));
    }

    /// <summary>Where it listens by these settings; endpoints in <c>Kestrel</c> replace all others.</summary>
    public static IReadOnlyList<string> AddressesIn(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>();
        if (endpoints.ToList() is { Count: > 0 } set) return set;
        return configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls
            ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [Own(configuration)];
    }

    private static string Own(IConfiguration configuration) => $"http://localhost:{PlatformOptions.From(configuration).Port}";
}
