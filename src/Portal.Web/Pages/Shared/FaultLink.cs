using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Platform;

namespace Portal.Web.Pages.Shared;

/// <summary>The way to tell of a fault on a page, or to ask something about it, with its address filled in.</summary>
internal static class FaultLink
{
    private const int Longest = 300, LongestPart = 100;

    /// <summary>To tell of a fault on the page that is shown, or that could not be.</summary>
    /// <param name="http">The request for it.</param>
    /// <param name="reference">What the error page calls what went wrong.</param>
    public static string Of(HttpContext http, string? reference = null) => QueryHelpers.AddQueryString(
        "/contact/fout",
        new[] { KeyValuePair.Create("pagina", (string?)AddressOf(http)), KeyValuePair.Create("kenmerk", reference) }
            .Where(pair => pair.Value is not null));

    /// <summary>To ask something about the page.</summary>
    /// <param name="http">The request for it.</param>
    /// <param name="subject">What it is about, before the address.</param>
    public static string Question(HttpContext http, string subject) =>
        QueryHelpers.AddQueryString("/contact", "onderwerp", $"{subject}: {AddressOf(http)}") + "#vraag";

    /// <summary>The address to come back to after a form that every page has: what was asked for, not an answer to a form.</summary>
    public static string Here(HttpContext http) =>
        (http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? http.Features.Get<IExceptionHandlerPathFeature>()?.Path
            ?? http.Request.Path.Value ?? "/") + (HttpMethods.IsGet(http.Request.Method) ? http.Request.QueryString.Value : "");

    // The address that was asked for, not that of the error page in its place. Addresses are made of slugs, which have no capitals: what
    // has them is somebody's key or reference, and goes nowhere.
    private static string AddressOf(HttpContext http)
    {
        var path = http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? http.Features.Get<IExceptionHandlerPathFeature>()?.Path
            ?? http.Request.Path.Value ?? "/";
        var parts = path.Split('/').Select(part => part.Length > LongestPart || part.Any(char.IsUpper) ? "…" : part);
        var shown = string.Join('/', parts);
        return shown.AtMost(Longest);
    }
}
