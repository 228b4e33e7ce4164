using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Pages.Beheer;

namespace Portal.Web.Pages.Fout;

/// <summary>The page behind every error status; only shown in place of another page.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[AllowAnonymous]
public sealed class ShowModel : PageModel
{
    /// <summary>The HTTP status shown.</summary>
    public int Code { get; private set; }

    /// <summary>What a reader can mention when asking for help; the log has it too.</summary>
    public string Reference => Activity.Current?.TraceId.ToHexString()[..8] ?? HttpContext.TraceIdentifier;

    /// <summary>What somebody of the office, who keeps to a part of the content, is told of what lies outside it; or null.</summary>
    public string? Outside => Code == 403 ? HttpContext.Features.Get<OutsideBranch>()?.Why : null;

    public IActionResult OnGet() => Show();

    public IActionResult OnPost() => Show();

    // The code is read from the address alone: binding it would read the form once more, which may be what went wrong.
    private IActionResult Show()
    {
        var code = int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture);
        var instead = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        Code = instead && code is >= 400 and < 600 ? code : 404;
        Response.StatusCode = Code;
        return Page();
    }
}
