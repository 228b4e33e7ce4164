using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>Sends somebody to their organisation's own sign-in. A link and no form: a form may not lead off this site (CSP).</summary>
[AllowAnonymous]
internal sealed class SsoModel(IOptions<ProviderOptions> providers) : PageModel
{
    public IActionResult OnGet(string provider, string? terug) => providers.Value.All.Find(known => known.Name == provider) is { } found
        ? Challenge(new AuthenticationProperties { RedirectUri = QueryHelpers.AddQueryString("/inloggen/extern", "terug", this.Back(terug)) }, found.Scheme)
        : NotFound();
}
