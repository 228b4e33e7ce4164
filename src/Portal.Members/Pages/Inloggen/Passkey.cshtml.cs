using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>Signs in with a passkey. The page itself only shows when that failed.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PasskeyModel(SignIns signIns, Passkeys passkeys) : SignInPage(signIns)
{
    public IActionResult OnGet() => Redirect("/inloggen");

    public async Task<IActionResult> OnPostAsync(string? credential)
    {
        if (await TooMuchAsync() is { } tooMuch) return tooMuch;
        var outcome = await passkeys.SignInAsync(credential);
        return outcome == SignInOutcome.Refused ? Page() : After(outcome);
    }
}
