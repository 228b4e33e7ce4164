using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>The second step: a code of the app or a recovery code.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SecondStepModel(SignIns signIns, Externals externals) : SignInPage(signIns)
{
    [BindProperty, StringLength(12, ErrorMessage = "Een code heeft zes cijfers")]
    public string? Code { get; set; }

    [BindProperty, StringLength(20, ErrorMessage = "Een herstelcode heeft tien letters en cijfers")]
    public string? RecoveryCode { get; set; }

    public bool WithRecoveryCode => !string.IsNullOrEmpty(RecoveryCode);

    public async Task<IActionResult> OnGetAsync() => await SignIns.HalfwayAsync() is null ? Redirect("/inloggen") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await SignIns.HalfwayAsync() is not { } member) return Redirect("/inloggen");
        if (!ModelState.IsValid) return Page();
        if (string.IsNullOrWhiteSpace(Code) && !WithRecoveryCode)
        {
            this.Wrong(nameof(Code), "Vul de code uit je app in");
            return Page();
        }
        if (await TooMuchAsync() is { } tooMuch) return tooMuch;
        var method = await SignIns.HalfwayMethodAsync();
        var outcome = await SignIns.WithCodeAsync(WithRecoveryCode ? RecoveryCode! : Code!, WithRecoveryCode);
        if (outcome == SignInOutcome.SignedIn)
        {
            if (method == SignInMethods.Provider) await externals.TieWaitingAsync(member);
            return After(outcome);
        }
        this.Wrong(
            WithRecoveryCode ? nameof(RecoveryCode) : nameof(Code),
            "Deze code klopt niet, of is al gebruikt. Vaak geprobeerd? Wacht een kwartier");
        return Page();
    }
}
