using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Versions;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>What the next night takes away of old versions, to look at before it does.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Reading)]
internal sealed class OpruimenModel(VersionTidying tidying) : PageModel
{
    /// <summary>What would go.</summary>
    public TidyOutlook Outlook { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop) => Outlook = await tidying.LookAsync(stop);
}
