using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>Sends somebody to their organisation's own sign-in. A link and no form: a form may not lead off this site (CSP).</summary>
[AllowAnonymous]
internal sealed class SsoModel(IOptions<ProviderOptions> providers, ILogger<Provider> log) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string provider, string? terug, CancellationToken stop)
    {
        if (providers.Value.All.Find(known => known.Name == provider) is not { } found) return NotFound();
        var back = this.Back(terug);
        var way = new AuthenticationProperties
        {
            RedirectUri = QueryHelpers.AddQueryString("/inloggen/extern", "terug", back),
            Items = { [ProviderSchemes.BackItem] = back },
        };
        try
        {
            await HttpContext.ChallengeAsync(found.Scheme, way); // asks the provider where to go, the first time
            return new EmptyResult();
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // The provider is away, or talks nonsense: whatever it is, the other ways to sign in go on.
            return Redirect(ProviderSchemes.AfterFailure(found, e, back, log));
        }
    }
}
