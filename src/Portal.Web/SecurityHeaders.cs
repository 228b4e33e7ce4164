using Microsoft.Extensions.Primitives;
using Portal.Platform.Pages;

namespace Portal.Web;

/// <summary>
/// The headers that internet.nl asks of every answer, errors and files included. The policy needs no nonce: no page has inline
/// scripts or styles. Videos load in a frame of their own site after a click, never before.
/// </summary>
internal static class SecurityHeaders
{
    private static readonly StringValues Policy = string.Join("; ",
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
        "media-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        "frame-src https://www.youtube-nocookie.com https://player.vimeo.com");

    // The office shows a preview in a frame.
    private static readonly StringValues OfficePolicy = Policy.ToString()
        .Replace("frame-src ", "frame-src 'self' ", StringComparison.Ordinal);

    // A preview stands in a frame beside the form it is a preview of.
    private static readonly StringValues FramedPolicy =
        Policy.ToString().Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal);

    private static readonly StringValues Transport = "max-age=31536000; includeSubDomains";
    private static readonly StringValues Frame = "DENY";
    private static readonly StringValues OwnFrame = "SAMEORIGIN";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Referrer = "same-origin";
    private static readonly StringValues Permissions = "camera=(), geolocation=(), microphone=(), browsing-topics=()";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues CrossOrigin = "cross-origin";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Set(context, isFramed: false, own: null); // nobody said anything yet, and asking costs a kept page more than these headers do
        return next(context);
    });

    /// <summary>Sets them once more at the start of an answer whose headers an error cleared.</summary>
    public static IApplicationBuilder UseSecurityHeadersOnErrors(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static started => SetAgain((HttpContext)started), context);
        return next(context);
    });

    // Only now is it known whether it is a preview.
    private static Task SetAgain(HttpContext context)
    {
        Set(context, Portal.Content.Previews.PreviewPages.IsPreview(context), OwnPolicy.PolicyOf(context));
        return Task.CompletedTask;
    }

    private static void Set(HttpContext context, bool isFramed, string? own)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        if (isFramed) headers.ContentSecurityPolicy = FramedPolicy;
        else if (context.Request.Path.StartsWithSegments("/beheer", StringComparison.Ordinal))
            headers.ContentSecurityPolicy = OfficePolicy;
        if (context.Request.IsHttps) headers.StrictTransportSecurity = Transport; // RFC 6797, 7.2: never without TLS
        if (own is not null) headers.ContentSecurityPolicy = own;
        headers.XFrameOptions = isFramed || own is not null ? OwnFrame : Frame;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = Referrer;
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
        // Pictures of a newsletter are shown by mail programs that are sites themselves, and by readers of feeds.
        headers["Cross-Origin-Resource-Policy"] =
            context.Request.Path.StartsWithSegments("/media", StringComparison.Ordinal) ? CrossOrigin : SameOrigin;
    }
}
