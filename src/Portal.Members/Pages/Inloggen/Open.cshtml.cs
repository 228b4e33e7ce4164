using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Organisations;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>
/// Where every link with a secret leads. A script posts what stands behind the #; who has no script pastes the link. The secret then goes
/// along in a protected cookie, and the page it is for follows. Nothing is used up: scanners of mail open links too.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class OpenModel(SignIns signIns, Links links, Invitations invitations) : SignInPage(signIns)
{
    [BindProperty, Required(ErrorMessage = "Plak de link uit je mail")]
    [StringLength(300, ErrorMessage = "Dit is geen link uit een mail van ons")]
    public string Link { get; set; } = "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return Page();
        if (await TooMuchAsync() is { } tooMuch) return tooMuch;
        var token = SecretLink.TokenIn(Link);
        if (await invitations.WasMadeAsync(token, stop)) return await GoAsync("/uitnodiging", token);
        if (await links.FindAsync(token, stop) is { } link)
            return await GoAsync(link.Purpose == LinkPurposes.Register ? "/inloggen/account-maken" : "/inloggen/link/gebruiken", token);
        OpenedLink = null;
        return LocalRedirect("/inloggen/link/gebruiken"); // says that the link does not work
    }

    private async Task<IActionResult> GoAsync(string path, string token)
    {
        await GiveBackAsync();
        OpenedLink = token;
        return LocalRedirect(path);
    }
}
