using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Another address, another place, or a copy.</summary>
internal sealed class PlekModel(DeskTools tools, ContentDb db, NewDocuments documents) : DeskPage(tools)
{
    /// <summary>Last part of the address.</summary>
    [BindProperty]
    public string? Adres { get; set; }

    /// <summary>Id of the document it stands under.</summary>
    [BindProperty]
    public string? Onder { get; set; }

    /// <summary>The title of the copy.</summary>
    [BindProperty]
    public string? Titel { get; set; }

    /// <summary>What it can stand under.</summary>
    public IReadOnlyList<(string Value, string Text)> Parents { get; private set; } = [];

    /// <summary>True when it may stand under nothing.</summary>
    public bool MayStandAlone { get; private set; }

    /// <summary>The address up to its last part.</summary>
    public string Before => Open.Document.Path[..(Open.Document.Path.LastIndexOf('/') + 1)];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        Adres = Open.Document.Slug;
        Titel = $"{Open.Document.Title} (kopie)";
        var parent = Open.Document.ParentId;
        Onder = parent is null ? null : await db.Documents.Where(row => row.Id == parent).Select(row => row.Ref).FirstOrDefaultAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        if (Open.IsOnline && !MayPublish) return Forbid();
        var slug = Adres?.Trim() ?? "";
        if (!Slug.IsSlug(slug))
        {
            ModelState.AddModelError(nameof(Adres), "Gebruik kleine letters, cijfers en losse streepjes.");
            return Page();
        }
        return await ApplyAsync(
            new(Id) { Place = new NewPlace(slug, string.IsNullOrEmpty(Onder) ? null : Onder) }, "verplaatst",
            Open.IsOnline ? "Verplaatst. Het oude adres leidt naar het nieuwe." : "Verplaatst.", null, stop);
    }

    /// <summary>Makes a copy.</summary>
    public async Task<IActionResult> OnPostCopyAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        var title = OneLine.Of(Titel);
        if (title.Length is 0 or > 120)
        {
            ModelState.AddModelError(nameof(Titel), "Geef de kopie een titel van hoogstens 120 tekens.");
            return Page();
        }
        var (change, id) = await documents.CopyAsync(Open, title, string.IsNullOrEmpty(Onder) ? null : Onder, stop);
        return await ApplyAsync(change, "gekopieerd", "Dit is de kopie.", $"/beheer/inhoud/{id}", stop);
    }

    private async Task<bool> ShowAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return false;
        Parents = await documents.ParentsAsync(Open.Type, stop, except: Id);
        MayStandAlone = Open.Type.Info.ParentOptional && await documents.MayStandAloneAsync(Open.Type, stop);
        return true;
    }
}
