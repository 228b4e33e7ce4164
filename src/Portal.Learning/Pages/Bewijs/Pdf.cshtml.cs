using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Learning.Certificates;

namespace Portal.Learning.Pages.Bewijs;

/// <summary>
/// A certificate as a PDF, to keep, send or print. What does not count, or cannot be confirmed, is explained on its page instead.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(LearningRoom.CertificateRateLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PdfModel(CertificateChecks checks, CertificatePdf pdf) : PageModel
{
    /// <summary>Makes the file.</summary>
    public async Task<IActionResult> OnGetAsync(string @ref, CancellationToken stop)
    {
        var check = await checks.CheckAsync(@ref, stop);
        if (check.State is not (CheckState.Valid or CheckState.Expired)) return LocalRedirect($"/bewijs/{Uri.EscapeDataString(@ref)}");
        var file = pdf.Make(check.Certificate!);
        Response.Headers["X-Robots-Tag"] = "noindex";
        // Inline: a browser shows it, and a link with download keeps it.
        Response.Headers.ContentDisposition = $"inline; filename=\"bewijs-{check.Certificate!.Snapshot.Module}.pdf\"";
        return File(file, "application/pdf");
    }
}
