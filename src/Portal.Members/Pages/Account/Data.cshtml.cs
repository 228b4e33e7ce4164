using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Account;

/// <summary>What the portal keeps of a member: to take along.</summary>
[RecentSignIn]
internal sealed class DataModel(
    UserManager<Member> members, CurrentMember current, PersonalFiles files, SecurityLog log, DbSession session, AuditLog audit)
    : AccountPage(members, current)
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        log.Write("data-export", Member.Id, "succeeded", Member.Id);
        var line = new AuditLine("personal-data.exported", MemberLines.Member, Member.Id.ToString(), Member.Id.ToString());
        await session.InTransactionAsync(() => audit.AppendAsync(line, stop), stop);
        return File(await files.ZipAsync(Member.Id, stop), "application/zip", "mijn-gegevens-weerbare-jeugd.zip");
    }
}
