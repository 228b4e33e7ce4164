using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Markdown;
using Portal.Content.Media;
using Portal.Content.Publishing;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Media;

/// <summary>Puts another file in the place of one of the library: all that uses it follows.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Files)]
[RequestSizeLimit(FileKind.Largest + 1_000_000)]
internal sealed class ReplaceModel(
    ContentDb db, MediaLibrary library, Uploads uploads, WhereUsed whereUsed, LiveSite live, OwnBranchAlone own,
    CurrentMember current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The hash of the file as it was when the page was made.</summary>
    [BindProperty]
    public string? Before { get; set; }

    [BindProperty]
    public string? Alt { get; set; }

    [BindProperty]
    public bool Decorative { get; set; }

    /// <summary>The item as pages link to it.</summary>
    public MediaTarget Item { get; private set; } = null!;

    /// <summary>What names it.</summary>
    internal IReadOnlyList<UsedBy> Uses { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (!await own.IsOwnFileAsync(Id, stop)) return Redirect($"/beheer/media/{Id}"); // that page says why
        (Alt, Decorative) = (Item.Alt, Item.Decorative);
        return Page();
    }

    /// <summary>Replaces it.</summary>
    /// <param name="bestand">The file.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostAsync(IFormFile? bestand, CancellationToken stop)
    {
        var before = Before;
        if (!await FindAsync(stop)) return NotFound();
        if (bestand is null or { Length: 0 })
        {
            ModelState.AddModelError("", "Kies het nieuwe bestand.");
            return Page();
        }
        var outcome = await uploads.ReplaceAsync(Id, before ?? "", bestand, Alt ?? "", Decorative, current.Id, stop);
        if (outcome.Id is null)
        {
            ModelState.AddModelError("", outcome.Message);
            return Page();
        }
        await live.OnNotifiedAsync(Id, stop);
        var pages = Uses.Count(use => use.In == UseIn.Online);
        TempData["Melding"] = pages switch
        {
            0 => "Vervangen.",
            1 => "Vervangen. De pagina die het gebruikt, laat het nieuwe bestand zien.",
            _ => $"Vervangen. {pages} pagina’s laten het nieuwe bestand zien.",
        };
        return Redirect($"/beheer/media/{Id}");
    }

    private async Task<bool> FindAsync(CancellationToken stop)
    {
        if (await library.TargetsAsync(Id, stop) is not [var item]) return false;
        Item = item;
        Before = await db.Media.AsNoTracking().Where(row => row.Ref == Id).Select(row => row.Hash).FirstOrDefaultAsync(stop);
        ModelState.Remove(nameof(Before));
        Uses = await whereUsed.OfMediaAsync(Id, stop);
        (ViewData["Title"], ViewData["Robots"]) = ($"Vervangen: {item.Title}", "noindex");
        return true;
    }
}
