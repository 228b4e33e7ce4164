using Microsoft.AspNetCore.ResponseCompression;

namespace Portal.Web;

/// <summary>A calm page for everything that goes wrong, and compression for what the page cache does not keep.</summary>
internal static class ErrorPages
{
    /// <summary>Unexpected errors are logged once, by the framework, with the reference that the page shows.</summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler("/fout/500");
        return app.UseStatusCodePagesWithReExecute("/fout/{0}");
    }

    public static IServiceCollection AddCompression(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
}
