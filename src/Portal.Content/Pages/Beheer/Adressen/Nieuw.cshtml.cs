using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Addresses;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Adressen;

/// <summary>Sends one address on, or leads it elsewhere.</summary>
[Authorize(Rights.Editor)]
internal sealed class NieuwModel(OwnRedirects redirects, CurrentMember current) : PageModel
{
    /// <summary>The address to send on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Van { get; set; }

    /// <summary>Where it leads.</summary>
    [BindProperty]
    public string? Naar { get; set; }

    /// <summary>Shows the form, filled in for an address that is sent on already.</summary>
    public async Task OnGetAsync(CancellationToken stop)
    {
        if (Van is { Length: > 0 } && RedirectCheck.PathOf(Van) is { } path) Naar = await redirects.TargetAsync(path, stop);
    }

    /// <summary>Stores it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var (outcomes, act) = await redirects.SaveAsync([new RedirectLine(0, OneLine.Of(Van), OneLine.Of(Naar))], current.Id, stop);
        var outcome = outcomes[0];
        if (outcome.Verdict == RedirectVerdict.Refused)
        {
            ModelState.AddModelError(outcome.Path.Length == 0 ? nameof(Van) : nameof(Naar), outcome.Message);
            return Page();
        }
        TempData["Melding"] = outcome.Verdict == RedirectVerdict.Same
            ? $"{outcome.Path} leidde daar al heen."
            : $"{outcome.Path} leidt nu naar {outcome.Target}. {outcome.Message}".TrimEnd();
        TempData["Terug te draaien"] = act?.ToString();
        return Redirect("/beheer/adressen");
    }
}
