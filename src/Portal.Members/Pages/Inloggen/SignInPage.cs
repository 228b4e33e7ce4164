using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>A page on which somebody signs in.</summary>
internal abstract class SignInPage(SignIns signIns) : PageModel
{
    /// <summary>Where they were on their way to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Terug { get; set; }

    protected SignIns SignIns { get; } = signIns;

    /// <summary>The answer when too much went wrong from this address; null when they may try.</summary>
    protected IActionResult? TooMuch() =>
        HttpContext.RequestServices.GetRequiredService<AttemptLimits>().MayTry ? null : StatusCode(StatusCodes.Status429TooManyRequests);

    /// <summary>Where to go after a step that went well.</summary>
    protected IActionResult After(SignInOutcome outcome, string? back = null) => outcome == SignInOutcome.SecondStep
        ? Redirect(QueryHelpers.AddQueryString("/inloggen/stap", "terug", this.Back(back ?? Terug)))
        : LocalRedirect(this.Back(back ?? Terug));
}
