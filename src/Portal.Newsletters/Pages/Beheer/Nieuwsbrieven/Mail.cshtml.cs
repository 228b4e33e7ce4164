using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Sending;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>The mail itself, as a mail program gets it; for the frame of the preview.</summary>
internal sealed class MailModel(
    DocumentDesk desk, EditionWriter editions, Campaigns campaigns, CurrentMember current, IOptions<PlatformOptions> platform)
    : DeskPage(desk, editions, campaigns, current)
{
    // A mail is not a page: it brings its own styles, and neither scripts nor forms. It stays of this site, or its pictures would not come;
    // without scripts nothing in it can use that. What is opened from it is a page like any other.
    private const string Policy =
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Shows it.</summary>
    /// <param name="als"><c>tekst</c>: the plain-text part.</param>
    /// <param name="donker">As in a program with a dark background.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnGetAsync(string? als, bool donker, CancellationToken stop)
    {
        if (!await OpenAsync(stop) || Edition is null) return NotFound();
        var site = platform.Value.PublicUrl;
        var mail = Editions.MailTo(Edition, "lezer@voorbeeld.nl", SampleLinks(site), "preview");
        HttpContext.SetPolicy(Policy);
        Response.Headers.CacheControl = "no-store, private";
        if (als == "tekst") return Content(mail.Text, "text/plain; charset=utf-8");
        // In a frame pictures come from where this page is, whatever the portal is called outside.
        var html = mail.Html!.Replace($"src=\"{site}/", "src=\"/", StringComparison.Ordinal)
            .Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal);
        html = donker
            ? html.Replace("@media (prefers-color-scheme: dark)", "@media all", StringComparison.Ordinal)
            : html.Replace("@media (prefers-color-scheme: dark)", "@media not all", StringComparison.Ordinal);
        return Content(html, "text/html; charset=utf-8");
    }
}
