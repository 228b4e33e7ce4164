using Portal.Platform.Pages;

namespace Portal.Web;

/// <summary>A calm page for everything that goes wrong.</summary>
internal static class ErrorPages
{
    /// <summary>Unexpected errors are logged once, by the framework, with the reference that the page shows.</summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler("/fout/500");
        app.UseStatusCodePagesWithReExecute("/fout/{0}");
        return app.UseComeBackLater();
    }
}
