using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Learning.Certificates;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Learning.Pages.Bewijs;

/// <summary>Takes a certificate back, with a reason that everyone who checks it reads.</summary>
[Authorize(Rights.Coordinator)]
internal sealed class RevokeModel(CertificateRegister register, Revocations revocations, CurrentMember member) : PageModel
{
    /// <summary>What is taken back.</summary>
    public Certificate Certificate { get; private set; } = null!;

    /// <summary>Why.</summary>
    [BindProperty, Required(ErrorMessage = "Schrijf waarom je dit bewijs intrekt")]
    [StringLength(500, ErrorMessage = "Houd de reden korter dan 500 tekens")]
    public string? Reason { get; set; }

    /// <summary>The form.</summary>
    public async Task<IActionResult> OnGetAsync(string @ref, CancellationToken stop) => await FindAsync(@ref, stop) ?? Page();

    /// <summary>Takes it back and leads to the page that says so.</summary>
    public async Task<IActionResult> OnPostAsync(string @ref, CancellationToken stop)
    {
        if (await FindAsync(@ref, stop) is { } elsewhere) return elsewhere;
        if (!ModelState.IsValid) return Page();
        try
        {
            await register.RevokeAsync(@ref, Reason!, member.Id, stop);
        }
        catch (RuleBroken rule)
        {
            ModelState.AddModelError("", rule.Message);
            return Page();
        }
        TempData["Melding"] = "Ingetrokken";
        return LocalRedirect($"/bewijs/{@ref}");
    }

    // Somebody else's district, or nothing to take back: the answer is the same, so that it tells nothing.
    private async Task<IActionResult?> FindAsync(string @ref, CancellationToken stop)
    {
        if (await register.FindAsync(@ref, stop) is not { } found || !await revocations.MayAsync(found, stop)) return NotFound();
        Certificate = found;
        return null;
    }
}

/// <summary>The form that takes a certificate back.</summary>
internal sealed record RevokeForm
{
    /// <summary>Which.</summary>
    public required string Ref { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}
