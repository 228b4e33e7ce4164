using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Portal.Web;

/// <summary>
/// Refuses, before any page is asked, what no page can do anything with: a blank where an address needs a name, a form that is too large,
/// that breaks off, or that is written in letters we do not read. The answer is a 4xx with its page; the log hears nothing of it.
/// </summary>
internal static class ReadableRequests
{
    /// <summary>The largest body of a request, in bytes; a page that takes files says so itself ([RequestSizeLimit]).</summary>
    public const int LargestBody = 2_000_000;

    private const char Nul = '\0'; // PostgreSQL keeps any letter but this one, and nobody types it

    /// <summary>After routing, and after the limits by address: a form is read here.</summary>
    public static IApplicationBuilder UseReadableRequests(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // A question may hold anything; no page and no database has to know this letter for that.
        if (context.Request.QueryString.Value is { } query && query.Contains("%00", StringComparison.Ordinal))
            context.Request.QueryString = new QueryString(query.Replace("%00", "%EF%BF%BD", StringComparison.Ordinal));
        try
        {
            if (await RefusalAsync(context) is { } status) context.Response.StatusCode = status;
            else await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            // Kestrel found the body too large, or broken off, while a page read it.
            context.Response.StatusCode = bad.StatusCode;
        }
    });

    private static async Task<int?> RefusalAsync(HttpContext context)
    {
        if (context.Request.RouteValues.Values.Any(value => value is string text && IsUnreadable(text)))
            return StatusCodes.Status404NotFound;
        if (context.GetEndpoint() is not { } endpoint || IsShowingWhy(context)) return null;
        if (!context.Request.HasFormContentType)
        {
            // What is posted to a page is a form; a page that asks for one would fail on anything else.
            if (!HttpMethods.IsPost(context.Request.Method)
                || endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null) return null;
            return string.IsNullOrEmpty(context.Request.ContentType)
                ? StatusCodes.Status400BadRequest
                : StatusCodes.Status415UnsupportedMediaType;
        }
        if (!IsUtf8(context.Request.ContentType)) return StatusCodes.Status415UnsupportedMediaType;
        // What is larger than any form is taken from nobody who has not said who they are: they are asked that first, and nothing is read.
        if (endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { MaxRequestBodySize: > LargestBody }
            && endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null && !(await context.AuthenticateAsync()).Succeeded)
            return null;
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return form.Any(field => field.Key.Contains(Nul, StringComparison.Ordinal) || field.Value.Any(HasNul))
                || form.Files.Any(file => HasNul(file.FileName))
                ? StatusCodes.Status400BadRequest
                : null;
        }
        catch (InvalidDataException problem)
        {
            // More fields, longer names or larger values than a form may have ("limit ... exceeded"), or no form at all.
            return problem.Message.Contains("limit", StringComparison.Ordinal)
                ? StatusCodes.Status413PayloadTooLarge
                : StatusCodes.Status400BadRequest;
        }
        catch (NotSupportedException)
        {
            return StatusCodes.Status415UnsupportedMediaType; // a part of the form in UTF-7
        }
        catch (IOException problem) when (problem is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            return StatusCodes.Status400BadRequest; // it breaks off in the middle of a part
        }
    }

    // The page that tells somebody that their form cannot be read comes by here with the same form.
    private static bool IsShowingWhy(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private static bool IsUnreadable(string value) => value.Contains(Nul, StringComparison.Ordinal) || string.IsNullOrWhiteSpace(value);

    private static bool HasNul(string? value) => value?.Contains(Nul, StringComparison.Ordinal) == true;

    private static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue
            || HeaderUtilities.RemoveQuotes(type.Charset).Value?.ToLowerInvariant() is "utf-8" or "utf8" or "us-ascii" or "";
}
