using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Addresses;
using Portal.Content.Editing;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Adressen;

/// <summary>What was done with addresses, and the way back.</summary>
[Authorize(Rights.Editor)]
internal sealed class GeschiedenisModel(OwnRedirects redirects, Writers writers) : PageModel
{
    /// <summary>What was done, the last first.</summary>
    public IReadOnlyList<RedirectAct> Acts { get; private set; } = [];

    /// <summary>Where in the list this is.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>Who did it, by what is kept of them.</summary>
    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    /// <summary>Reads a page.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var page = Pages.Pager.Asked(Request);
        (var total, Acts) = await redirects.ActsAsync(page, stop);
        if (Pages.Pager.Of(Request, total, OwnRedirects.PageSize, []) is not { } pager) return NotFound();
        (Pager, Names) = (pager, await writers.NamesAsync(Acts.Select(act => act.MadeBy), stop));
        return Page();
    }
}
