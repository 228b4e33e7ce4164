using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Addresses;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Adressen;

/// <summary>Sends an address on no longer.</summary>
[Authorize(Rights.Editor)]
internal sealed class WegModel(OwnRedirects redirects, CurrentMember current) : PageModel
{
    public IActionResult OnGet() => Redirect("/beheer/adressen");

    /// <summary>Takes it away; that can be undone.</summary>
    public async Task<IActionResult> OnPostAsync(string? van, CancellationToken stop)
    {
        var act = await redirects.RemoveAsync(van ?? "", current.Id, stop);
        TempData["Melding"] = act is null ? "Dit adres leidde al nergens meer heen." : $"{van} leidt nergens meer heen.";
        TempData["Terug te draaien"] = act?.ToString();
        return Redirect("/beheer/adressen");
    }
}
