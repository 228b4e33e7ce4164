using Microsoft.AspNetCore.Identity;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Members.Pages.Account;

/// <summary>The start of one's own account.</summary>
internal sealed class IndexModel(UserManager<Member> members, CurrentMember current) : AccountPage(members, current)
{
    public bool HasOffice => Current.Has(Rights.Office);

    public IEnumerable<string> RoleNames => Rights.Roles.Where(Member.Has).Select(Rights.Label);

    public void OnGet()
    {
    }
}
