using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Begins a document: its kind, its title, and where it stands when it can stand under something.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Checked)]
internal sealed class NewModel(DeskTools tools, DocumentTypes types, ContentDb db, NewDocuments documents) : PageModel
{
    private const int LongestQuestion = 120; // as a title

    /// <summary>Name of the type.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Soort { get; set; }

    /// <summary>Id of the document it stands under.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Onder { get; set; }

    /// <summary>Its title.</summary>
    [BindProperty]
    public string? Titel { get; set; }

    /// <summary>What people typed in the search, for a kind that is about that: it begins with it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Vraag { get; set; }

    /// <summary>The kinds that can be made, or that can stand under what was chosen.</summary>
    public IReadOnlyList<DocumentType> Types { get; private set; } = [];

    /// <summary>The kind that was chosen.</summary>
    public DocumentType? Type { get; private set; }

    /// <summary>What it can stand under, by id.</summary>
    public IReadOnlyList<(string Value, string Text)> Parents { get; private set; } = [];

    /// <summary>True when it may stand under nothing.</summary>
    public bool MayStandAlone { get; private set; }

    /// <summary>Why nothing can be made, and who can be asked.</summary>
    public string WhyNot { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        Titel = Vraag;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (Type is null) return Page();
        var title = OneLine.Of(Titel);
        if (title.Length is 0 or > 120)
            ModelState.AddModelError(nameof(Titel), title.Length == 0 ? "Geef het een titel." : "Houd de titel onder de 120 tekens.");
        if (Type.Info.Parent is not null && !MayStandAlone && string.IsNullOrEmpty(Onder))
            ModelState.AddModelError(nameof(Onder), "Kies waar dit onder hoort.");
        if (!ModelState.IsValid) return Page();

        var (change, id) = await documents.OfAsync(Type, title, string.IsNullOrEmpty(Onder) ? null : Onder, stop, Vraag);
        var outcome = await tools.Publisher.ApplyAsync(change, tools.By("begonnen"), stop);
        if (outcome.IsDone) return Redirect($"/beheer/inhoud/{id}");
        ModelState.AddModelError(nameof(Titel), outcome.Message);
        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken stop)
    {
        ViewData["Title"] = "Nieuw";
        ViewData["Robots"] = "noindex";
        Vraag = OneLine.Of(Vraag) is { Length: > 0 and <= LongestQuestion } question ? question : null;
        var under = string.IsNullOrEmpty(Onder)
            ? null
            : await db.Documents.AsNoTracking().FirstOrDefaultAsync(row => row.Ref == Onder && row.DeletedAt == null, stop);
        if (!string.IsNullOrEmpty(Onder) && under is null) return false;
        // What has one address of its own is there already.
        var all = types.All.Where(type => type.Info.FixedPath is null && (under is null || type.Info.Parent == under.Type)).ToList();
        Types = under is not null && !await tools.Branches.HoldsAsync(under.Ref, stop) ? [] : await documents.PossibleAsync(all, stop);
        Type = all.Find(type => type.Name == Soort);
        if (Type is null && !string.IsNullOrEmpty(Soort)) return false;
        if (Types.Count == 0 || (Type is not null && !Types.Contains(Type)))
            WhyNot = under is null ? await tools.Words.OfSiteAsync(stop) : await tools.Words.OfAsync(under.Ref, stop);
        if (Type is null) return true;
        Parents = await documents.ParentsAsync(Type, stop);
        MayStandAlone = Type.Info.ParentOptional && await documents.MayStandAloneAsync(Type, stop);
        return true;
    }
}
