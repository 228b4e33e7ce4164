using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing.Patterns;
using Portal.Content.Publishing;

namespace Portal.Web;

/// <summary>Requests that are almost right: another way of writing an address, a method that a page does not have.</summary>
internal static class TidyRequests
{
    // Parts of addresses that are made of slugs. Any other part (a token, a reference, a provider's name) is left as it was written.
    private static readonly HashSet<string> Slugs =
        new(StringComparer.OrdinalIgnoreCase) { "slug", "chapter", "exercise", "hash", "name", "number" };

    /// <summary>
    /// One page, one address: capitals, and a slash at the end, lead to the same without, in one step and with the query; where a
    /// document moved, that step leads to where it is now.
    /// </summary>
    public static IApplicationBuilder UseOneAddressPerPage(this IApplicationBuilder app)
    {
        var live = app.ApplicationServices.GetRequiredService<LiveSite>();
        return app.Use((context, next) =>
        {
            var path = context.Request.Path.Value!;
            var endpoint = context.GetEndpoint();
            if (path.Length < 2 || !IsReading(context.Request.Method) || endpoint?.Metadata.GetMetadata<LeadsElsewhere>() is not null)
                return next(context);
            var tidy = TidyOf(path, (endpoint as RouteEndpoint)?.RoutePattern);
            if (tidy == path) return next(context);
            var (site, query) = (live.Current, context.Request.QueryString);
            if (site.RedirectOf(tidy) is null && site.SentOn(tidy, query.Value) is { } sent)
            {
                context.Response.Headers.CacheControl = "no-cache";
                context.Response.Redirect(sent, permanent: true);
                return Task.CompletedTask;
            }
            // One slash in front: two would lead to another site.
            context.Response.Redirect(
                new PathString(site.RedirectOf(tidy) ?? tidy).ToUriComponent() + query, permanent: true);
            return Task.CompletedTask;
        });
    }

    /// <summary>An address that only leads to another one, however it is written: so there is one step and not two.</summary>
    public static TBuilder LeadsElsewhere<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new LeadsElsewhere());

    /// <summary>Answers 405 where a page has no handler for the method; Razor Pages would show the page without having made it.</summary>
    public static IApplicationBuilder UsePageMethods(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page
            || Handles(page, context.Request.Method))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = string.Join(", ", MethodsOf(page).Distinct());
        return Task.CompletedTask;
    });

    private static string TidyOf(string path, RoutePattern? pattern)
    {
        var tidy = "/" + path.Trim('/');
        if (pattern is null) return tidy.ToLowerInvariant();
        var parts = tidy.Split('/');
        for (var at = 1; at < parts.Length; at++)
            if (!IsKept(pattern.PathSegments.ElementAtOrDefault(at - 1))) parts[at] = parts[at].ToLowerInvariant();
        return string.Join('/', parts);
    }

    private static bool IsKept(RoutePatternPathSegment? segment) =>
        segment?.Parts.OfType<RoutePatternParameterPart>().Any(part => !part.IsCatchAll && !Slugs.Contains(part.Name)) == true;

    private static bool Handles(CompiledPageActionDescriptor page, string method) =>
        MethodsOf(page).Contains(method, StringComparer.OrdinalIgnoreCase);

    // These and no others: Razor Pages takes every public method that begins with On for a handler, and so the overrides of
    // OnPageHandlerExecutionAsync for one of the method PAGE.
    private static IEnumerable<string> MethodsOf(CompiledPageActionDescriptor page) => page.HandlerMethods.SelectMany(
        IEnumerable<string> (handler) => HttpMethods.IsGet(handler.HttpMethod) ? [HttpMethods.Get, HttpMethods.Head]
            : HttpMethods.IsPost(handler.HttpMethod) ? [HttpMethods.Post] : []);

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}

/// <summary>Marks an address that only leads to another one.</summary>
internal sealed class LeadsElsewhere;

/// <summary>
/// Answers 400 where a form names a handler that its page does not have, or none where the page has only named ones; Razor Pages would
/// show the page without having made it.
/// </summary>
internal sealed class KnownForms : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null) context.Result = new BadRequestResult();
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
