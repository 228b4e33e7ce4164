using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>All ways to sign in; a password is checked here.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(SignIns signIns, IOptions<ProviderOptions> providers) : SignInPage(signIns)
{
    [BindProperty, Required(ErrorMessage = "Vul je e-mailadres in"), StringLength(254, ErrorMessage = "Dit e-mailadres is te lang")]
    public string Email { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Vul je wachtwoord in")]
    [StringLength(256, ErrorMessage = "Een wachtwoord heeft hoogstens 256 tekens")]
    public string Password { get; set; } = "";

    [BindProperty]
    public bool Remember { get; set; }

    /// <summary>True when somebody signed in long ago and wants to change something that matters.</summary>
    public bool Again => Request.Query.ContainsKey("opnieuw");

    /// <summary>What went wrong with signing in by a provider; null when nothing did.</summary>
    public string? ProviderFailure => Request.Query["sso"].ToString() switch
    {
        "weg" =>
            $"We kunnen {Asked?.Label ?? "je organisatie"} nu niet bereiken. Log in op een andere manier, of probeer het straks nog eens.",
        "mislukt" => "Inloggen via je organisatie lukte niet. Probeer het nog eens, of kies een andere manier.",
        _ => null,
    };

    private Provider? Asked => Providers.FirstOrDefault(known => known.Name == Request.Query["bij"]);

    /// <summary>The field of the other form on the page.</summary>
    public string? LinkEmail => null;

    public IReadOnlyList<Provider> Providers => providers.Value.All;

    public string ProviderLink(Provider provider) =>
        QueryHelpers.AddQueryString(
            $"/inloggen/sso/{provider.Name}", Terug is null ? [] : new Dictionary<string, string?> { ["terug"] = Terug });

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var outcome = await SignIns.WithPasswordAsync(Email, Password, Remember);
        if (outcome == SignInOutcome.TooMuch) return TooMuch();
        if (outcome != SignInOutcome.Refused) return After(outcome);

        // One sentence for a wrong password, an unknown address and a locked account: who guesses learns nothing.
        this.Wrong(
            nameof(Password),
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Vaak geprobeerd? Wacht een kwartier, of vraag een link");
        return Page();
    }
}
