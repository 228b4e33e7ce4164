using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Account;

/// <summary>Takes the account away, for good.</summary>
[RecentSignIn]
internal sealed class EraseModel(UserManager<Member> members, CurrentMember current, Erasure erasure, SignIns signIns)
    : AccountPage(members, current)
{
    [BindProperty]
    public bool Sure { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!Sure)
        {
            this.Wrong(nameof(Sure), "Zet een vinkje als je zeker weet dat je account weg mag");
            return Page();
        }
        if (!await erasure.EraseAsync(Member.Id, stop, by: Member.Id))
        {
            this.Wrong("", "Je bent de enige beheerder. Geef eerst iemand anders die taak");
            return Page();
        }
        await signIns.SignOutAsync(Current);
        return Redirect("/inloggen/uit?verwijderd");
    }
}
