using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Addresses;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Adressen;

/// <summary>Puts addresses back as they were before a go.</summary>
[Authorize(Rights.Editor)]
internal sealed class OngedaanModel(OwnRedirects redirects, CurrentMember current) : PageModel
{
    public IActionResult OnGet() => Redirect("/beheer/adressen/geschiedenis");

    /// <summary>Undoes it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid act, CancellationToken stop)
    {
        var (done, left) = await redirects.UndoAsync(act, current.Id, stop);
        TempData["Melding"] = (done, left) switch
        {
            (0, 0) => "Dit is al ongedaan gemaakt.",
            (1, 0) => "1 adres is weer zoals het was.",
            (_, 0) => $"{done} adressen zijn weer zoals ze waren.",
            _ => $"{done} teruggezet. {left} niet: die zijn daarna veranderd, of er staat nu een pagina.",
        };
        if (left > 0 || done == 0) TempData["Let op"] = true;
        return Redirect("/beheer/adressen/geschiedenis");
    }
}
