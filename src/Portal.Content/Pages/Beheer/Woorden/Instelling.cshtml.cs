using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Pages.Beheer.Inhoud;
using Portal.Content.Types;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Woorden;

/// <summary>The menu or the contact data: where they are begun, and from then on the way to where they are written.</summary>
[Authorize(Rights.Editor)]
internal sealed class InstellingModel(SettingDocuments settings, DeskTools tools, DocumentTypes types) : PageModel
{
    /// <summary>Name of the type.</summary>
    [BindProperty(SupportsGet = true)]
    public string Soort { get; set; } = "";

    /// <summary>What one calls it.</summary>
    public string Label => types[Soort].Info.Label;

    private DocumentProperties? Standing => Soort switch
    {
        SiteMenu.Name => SiteMenu.Standing,
        RegionContact.Name => new RegionContact { Id = RegionContact.Name, Type = RegionContact.Name, Title = "Contactgegevens" },
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => Standing is null ? NotFound()
        : await tools.Editor.OpenAsync(Soort, stop) is null ? Page() : Redirect($"/beheer/inhoud/{Soort}");

    /// <summary>Begins it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (Standing is not { } standing) return NotFound();
        if (await settings.BeginAsync(standing, tools.By("begonnen"), stop) is not { } problem) return Redirect($"/beheer/inhoud/{Soort}");
        ModelState.AddModelError("", problem);
        return Page();
    }
}
