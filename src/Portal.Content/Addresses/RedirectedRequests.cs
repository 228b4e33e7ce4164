using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Previews;
using Portal.Content.Publishing;

namespace Portal.Content.Addresses;

/// <summary>Sends readers on from addresses where nothing stands, as an editor said.</summary>
public static class RedirectedRequests
{
    /// <summary>
    /// Answers 301 in the place of 404 and 410, whichever page or file said so; before routing. A browser asks again each time
    /// (<c>no-cache</c>), so that a redirect can be mended; search engines go by the status.
    /// </summary>
    public static IApplicationBuilder UseOwnRedirects(this IApplicationBuilder app)
    {
        var live = app.ApplicationServices.GetRequiredService<LiveSite>();
        return app.Use(async (context, next) =>
        {
            var (path, request) = (context.Request.Path.Value ?? "/", context.Request);
            await next(context);
            var response = context.Response;
            if (response.StatusCode is not (StatusCodes.Status404NotFound or StatusCodes.Status410Gone) || response.HasStarted
                || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || PreviewPages.IsPreview(context)
                || live.Current.SentOn("/" + path.Trim('/'), request.QueryString.Value) is not { } to) return;
            response.Headers.CacheControl = "no-cache";
            response.Redirect(to, permanent: true);
        });
    }
}
