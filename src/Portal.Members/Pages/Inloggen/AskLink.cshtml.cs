using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.People;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>Asks for a link by mail. The answer is the same whether there is an account or not.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class AskLinkModel(Links links) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Vul je e-mailadres in"), MailAddress]
    [StringLength(254, ErrorMessage = "Dit e-mailadres is te lang")]
    public string LinkEmail { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Terug { get; set; }

    public bool Sent { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return Page();
        if (!await links.RequestAsync(LinkEmail, Url.IsLocalUrl(Terug) ? Terug : null, stop))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        Sent = true;
        return Page();
    }
}
