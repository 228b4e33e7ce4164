using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Portal.Web;

/// <summary>Requests that are almost right: another way of writing an address, a method that a page does not have.</summary>
internal static class TidyRequests
{
    /// <summary>One page, one address: what ends in a slash leads to the same without.</summary>
    public static IApplicationBuilder UseOneAddressPerPage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path.Value!;
        if (path.Length < 2 || path[^1] != '/' || !IsReading(context.Request.Method)) return next(context);
        // One slash in front: two would lead to another site.
        context.Response.Redirect(new PathString("/" + path.Trim('/')).ToUriComponent() + context.Request.QueryString, permanent: true);
        return Task.CompletedTask;
    });

    /// <summary>Answers 405 where a page has no handler for the method; Razor Pages would show the page without having made it.</summary>
    public static IApplicationBuilder UsePageMethods(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page
            || Handles(page, context.Request.Method))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = string.Join(
            ", ", page.HandlerMethods.SelectMany(handler => MethodsOf(handler.HttpMethod)).Distinct());
        return Task.CompletedTask;
    });

    private static bool Handles(CompiledPageActionDescriptor page, string method) =>
        page.HandlerMethods.Any(handler => MethodsOf(handler.HttpMethod).Contains(method, StringComparer.OrdinalIgnoreCase));

    private static string[] MethodsOf(string handler) =>
        HttpMethods.IsGet(handler) ? [HttpMethods.Get, HttpMethods.Head] : [handler.ToUpperInvariant()];

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
