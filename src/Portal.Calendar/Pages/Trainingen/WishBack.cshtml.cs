using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Trainings;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.Access;

namespace Portal.Calendar.Pages.Trainingen;

/// <summary>A member would not like a training any more.</summary>
[Authorize(Rights.Member)]
internal sealed class WishBackModel(LiveSite live, CurrentMember member, Wishes wishes) : PageModel
{
    /// <summary>Takes it back.</summary>
    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken stop)
    {
        if (live.Current.At($"/trainingen/{slug}") is not PublishedDocument<Training> found) return NotFound();
        await wishes.TakeBackAsync(member.Id, found.Id, stop);
        return LocalRedirect(found.Path + "#wens");
    }
}
