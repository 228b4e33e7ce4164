using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>Ends the session of this browser.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SignOutModel(SignIns signIns, CurrentMember current) : PageModel
{
    /// <summary>False for a visitor: the page then says that it is done.</summary>
    public bool IsSignedIn => current.IsSignedIn;

    /// <summary>True when the account was erased on the way out.</summary>
    public bool Erased => Request.Query.ContainsKey("verwijderd");

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await signIns.SignOutAsync(current);
        return Redirect("/inloggen/uit");
    }
}
