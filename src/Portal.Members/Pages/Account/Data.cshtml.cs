using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;

namespace Portal.Members.Pages.Account;

/// <summary>What the portal keeps of a member: to take along.</summary>
[RecentSignIn]
internal sealed class DataModel(UserManager<Member> members, CurrentMember current, PersonalFiles files, SecurityLog log)
    : AccountPage(members, current)
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        log.Write("data-export", Member.Id, "succeeded", Member.Id);
        return File(await files.ZipAsync(Member.Id, stop), "application/zip", "mijn-gegevens-weerbare-jeugd.zip");
    }
}
