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

    /// <summary>The token of the link that was opened (<see cref="OpenModel"/>), until it is used; null: none was.</summary>
    protected string? OpenedLink
    {
        get => TempData.Peek("Link") as string;
        set
        {
            if (value is null) TempData.Remove("Link");
            else TempData["Link"] = value;
        }
    }

    protected SignIns SignIns { get; } = signIns;

    /// <summary>
    /// Takes the request's permit to try; gives the answer when there is none because too much went wrong. Who signs in gives it back.
    /// </summary>
    protected async Task<IActionResult?> TooMuchAsync() => await Limits.TakeAsync(HttpContext.RequestAborted) ? null : TooMuch();

    /// <summary>The answer when too much went wrong from this network.</summary>
    protected IActionResult TooMuch() => StatusCode(StatusCodes.Status429TooManyRequests);

    /// <summary>Nothing secret was tried after all, or it was right: gives the permit back.</summary>
    protected Task GiveBackAsync() => Limits.GiveBackAsync(HttpContext.RequestAborted);

    private AttemptLimits Limits => HttpContext.RequestServices.GetRequiredService<AttemptLimits>();

    /// <summary>Where to go after a step that went well.</summary>
    protected IActionResult After(SignInOutcome outcome, string? back = null) => outcome == SignInOutcome.SecondStep
        ? Redirect(QueryHelpers.AddQueryString("/inloggen/stap", "terug", this.Back(back ?? Terug)))
        : LocalRedirect(this.Back(back ?? Terug));
}
