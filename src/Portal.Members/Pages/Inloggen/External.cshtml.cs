using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>Where somebody comes back from a provider: signed in, to the form for an account, or to tie the two together.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ExternalModel(SignIns signIns, Externals externals, CurrentMember current) : SignInPage(signIns)
{
    public string Reason { get; private set; } = "Log nog eens in via je organisatie, of op een andere manier.";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await externals.CurrentAsync() is not { } account) return Page();
        if (current.IsSignedIn) return LocalRedirect("/account/koppelen");
        if (await externals.MemberAsync(account) is { } member)
        {
            var mayComeIn = await externals.MayComeInAsync(member, account);
            var outcome = await externals.AttachAsync(member);
            if (outcome != SignInOutcome.Refused) return After(outcome);
            if (!mayComeIn)
                Reason = "Je account vraagt meer zekerheid. Log eerst in op een andere manier. "
                    + "Daarna kun je bij je account je organisatie koppelen.";
            return Page();
        }
        if (account.VerifiedEmail is not null) return Redirect("/inloggen/account-maken");

        await externals.DoneAsync();
        var doubt = account is { EmailVerified: true, Email: not null }
            ? $"{account.Provider.Label} kan niet zeggen of {account.Email} van jou is."
            : "Je organisatie zegt niet of je e-mailadres klopt.";
        Reason = $"{doubt} Log eerst in met een link. Daarna kun je bij je account je organisatie koppelen.";
        return Page();
    }
}
