using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Teksten;

/// <summary>The sentences of the site that a region may say in its own way.</summary>
[Authorize(Rights.Editor)]
internal sealed class IndexModel(SiteTexts texts, LiveSite live) : PageModel
{
    /// <summary>All of them, by where they stand, each with what readers see.</summary>
    public IEnumerable<IGrouping<string, (SiteText Text, string Now)>> Groups =>
        SiteText.All.Select(text => (Text: text, Now: texts[text])).GroupBy(one => one.Text.Where);

    /// <summary>True once there are versions to look back at.</summary>
    public bool HasVersions => live.Current.Find<OwnTexts>(OwnTexts.Name) is not null;

    public void OnGet()
    {
    }
}
