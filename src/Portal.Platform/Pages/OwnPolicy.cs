using Microsoft.AspNetCore.Http;

namespace Portal.Platform.Pages;

/// <summary>An answer that is no page of the site and is shown in a frame of one, a mail say, brings its own rules for browsers.</summary>
public static class OwnPolicy
{
    private static readonly object Key = new();

    /// <summary>Sets this answer's Content-Security-Policy in place of the site's, and lets pages of the site show it in a frame.</summary>
    /// <param name="context">The request.</param>
    /// <param name="policy">The whole header (CSP level 3); names <c>frame-ancestors</c> too.</param>
    public static void SetPolicy(this HttpContext context, string policy) => context.Items[Key] = policy;

    /// <summary>The rules it brings; null: those of the site hold.</summary>
    public static string? PolicyOf(HttpContext context) => context.Items.TryGetValue(Key, out var policy) ? (string?)policy : null;
}
