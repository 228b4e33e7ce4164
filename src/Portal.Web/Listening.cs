using Portal.Platform;

namespace Portal.Web;

/// <summary>Where the host listens.</summary>
internal static class Listening
{
    /// <summary>This machine only, on <c>PORT</c>, unless <c>ASPNETCORE_URLS</c> or <c>--urls</c> says otherwise.</summary>
    public static void ListenOnPort(this ConfigureWebHostBuilder host, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey]))
            host.UseUrls($"http://localhost:{PlatformOptions.From(configuration).Port}");
    }
}
