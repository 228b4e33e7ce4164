using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Pages.Beheer.Inhoud;
using Portal.Content.Types;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Woorden;

/// <summary>The menu, the contact data, what an audience is called: where they are begun, and the way to where they are written.</summary>
[Authorize(Rights.Editor)]
internal sealed class InstellingModel(SettingDocuments settings, DeskTools tools, DocumentTypes types) : PageModel
{
    /// <summary>Id of the document; of one that there is only one of the name of its type too.</summary>
    [BindProperty(SupportsGet = true)]
    public string Soort { get; set; } = "";

    /// <summary>What one calls it.</summary>
    public string Label => types[Standing!.Type].Info.Label;

    private DocumentProperties? Standing => Soort switch
    {
        SiteMenu.Name => SiteMenu.Standing,
        RegionContact.Name => new RegionContact { Id = RegionContact.Name, Type = RegionContact.Name, Title = "Contactgegevens" },
        _ => AudienceTerm.Standing.FirstOrDefault(term => AudienceWords.Prefix + term.Audience.Key == Soort) is not { } term ? null
            : new AudienceWords { Id = Soort, Type = DocumentType.Of<AudienceWords>().Name, Title = term.Label, Plural = term.Plural },
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
