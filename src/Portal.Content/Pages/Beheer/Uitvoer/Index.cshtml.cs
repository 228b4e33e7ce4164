using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Uitvoer;

/// <summary>Says what an export is.</summary>
[Authorize(Rights.Editor), BranchRule(BranchRule.Reading)]
internal sealed class IndexModel : PageModel
{
    public void OnGet() => (ViewData["Title"], ViewData["Robots"]) = ("Uitvoeren", "noindex");
}
