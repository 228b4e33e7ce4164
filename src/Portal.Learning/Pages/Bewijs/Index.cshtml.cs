using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Learning.Certificates;

namespace Portal.Learning.Pages.Bewijs;

/// <summary>Where somebody with a certificate in hand types its reference.</summary>
[AllowAnonymous]
[EnableRateLimiting(LearningRoom.CertificateRateLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel : PageModel
{
    /// <summary>What was typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kenmerk { get; set; }

    /// <summary>The form, or the way to the certificate.</summary>
    public IActionResult OnGet()
    {
        if (Kenmerk is null) return Page();
        if (CertificateRef.Read(Kenmerk) is { Length: > 0 } read) return LocalRedirect($"/bewijs/{read}");
        ModelState.AddModelError(
            nameof(Kenmerk),
            string.IsNullOrWhiteSpace(Kenmerk)
                ? "Vul het kenmerk in"
                : $"Een kenmerk heeft {CertificateRef.Length} letters en cijfers. Dit zijn er meer of minder");
        return Page();
    }
}

/// <summary>The form for a reference.</summary>
internal sealed record RefForm
{
    /// <summary>What was typed.</summary>
    public string? Kenmerk { get; init; }
}
