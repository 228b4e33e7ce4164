using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Platform.Ui;

namespace Portal.Web.Pages.Weergave;

/// <summary>
/// Chooses the colours of the portal, without an account and without scripts. No antiforgery token, because that needs a cookie and
/// visitors get none: a post does nothing in anybody's name, it changes how one browser shows the portal. One from another site changes
/// nothing.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class IndexModel(ThemeFiles files) : PageModel
{
    /// <summary>Where it stands; the address of a page goes no further than this.</summary>
    public const string Path = "/weergave", Part = "#kleuren";

    private const int LongestBack = 2_000;

    /// <summary>The choice, by its word.</summary>
    [BindProperty(Name = "kleuren")]
    public string? Word { get; set; }

    /// <summary>The page one was on.</summary>
    [BindProperty(Name = "terug")]
    public string? Back { get; set; }

    /// <summary>False where the portal as a whole is in the colours with much contrast: there is nothing to choose.</summary>
    public bool HasChoice => files.HasChoice;

    /// <summary>The choice, with what each is.</summary>
    public IActionResult OnGet() => Page();

    /// <summary>Remembers it and goes back to where one was.</summary>
    public IActionResult OnPost()
    {
        if (!files.HasChoice) return NotFound();
        var isFromElsewhere = Request.Headers["Sec-Fetch-Site"] is [var site] && site is not ("same-origin" or "none");
        if (!isFromElsewhere) ColourChoice.Keep(HttpContext, ColourChoice.Read(Word));
        var back = Back is { Length: < LongestBack } && Url.IsLocalUrl(Back) ? Back : Path;
        return LocalRedirect(back + Part);
    }
}
