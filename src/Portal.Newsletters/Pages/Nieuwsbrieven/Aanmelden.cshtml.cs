using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Content.Pages;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>Asks for the newsletter. The answer is the same for every address.</summary>
/// <remarks>
/// No antiforgery token, because that needs a cookie and visitors get none: a post does nothing in anybody's name. It sends one mail, of
/// which an address gets few; a rate limit keeps that honest.
/// </remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(NewslettersModule.SignUpRateLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class AanmeldenModel(SignUps signUps, InterestChoices choices) : InterestPage(choices)
{
    /// <summary>What proof of consent calls this page.</summary>
    private const string Form = "/nieuwsbrieven/aanmelden";

    /// <summary>And the page with the short form.</summary>
    private const string Archive = "/nieuwsbrieven";

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>The page whose form was filled in, when it is not this one's.</summary>
    [BindProperty(Name = "vanaf")]
    public string? From { get; set; }

    [BindProperty]
    public bool Agree { get; set; }

    /// <summary>A link is on its way, as far as the one who asks may know.</summary>
    public bool IsSent { get; private set; }

    /// <summary>The pages above.</summary>
    public static IReadOnlyList<Link> Trail { get; } = [new("Nieuwsbrieven", "/nieuwsbrieven")];

    /// <summary>The form; with a theme chosen where a link says so.</summary>
    public void OnGet()
    {
    }

    /// <summary>Sends the link.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var address = Address.Of(Email);
        if (string.IsNullOrWhiteSpace(Email)) ModelState.AddModelError(nameof(Email), "Vul je e-mailadres in");
        else if (address is null) ModelState.AddModelError(nameof(Email), Address.Refusal);
        if (!Agree) ModelState.AddModelError(nameof(Agree), "Zet een vinkje als je de nieuwsbrief wilt krijgen");
        if (!ModelState.IsValid) return Page();
        await signUps.RequestAsync(address!, Chosen, From == Archive ? Archive : Form, stop);
        IsSent = true;
        return Page();
    }
}
