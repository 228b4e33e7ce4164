using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Pages;
using Portal.Members.Access;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Types;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>The newsletters, from concept to sent.</summary>
[Authorize(Rights.Writer)]
internal sealed class IndexModel(DocumentDesk desk, Campaigns campaigns, CurrentMember current) : PageModel
{
    private const int PageSize = 30;

    /// <summary>Those of this page, what was changed last first.</summary>
    public IReadOnlyList<DeskEntry> Newsletters { get; private set; } = [];

    /// <summary>How far each is on its way.</summary>
    public IReadOnlyDictionary<string, Campaign> Sendings { get; private set; } = new Dictionary<string, Campaign>();

    /// <summary>True for who may see what became of them.</summary>
    public bool SeesFigures => current.May(Rights.Coordinator) || current.May(Rights.Administrator);

    /// <summary>The way to the others.</summary>
    public Pager Pager { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        ViewData["Title"] = "Nieuwsbrieven";
        ViewData["Robots"] = "noindex";
        var number = Pager.Asked(Request);
        (var total, Newsletters) = await desk.ListAsync(Newsletter.TypeName, number, PageSize, stop);
        if (Pager.Of(Request, total, PageSize, []) is not { } pager) return NotFound();
        (Pager, Sendings) = (pager, await campaigns.OfAllAsync([.. Newsletters.Select(entry => entry.Id)], stop));
        return Page();
    }
}
