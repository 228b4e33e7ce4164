using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Account;

/// <summary>
/// Asks for another address. It changes when the link sent there is used; the answer does not tell whose address it is now.
/// </summary>
[RecentSignIn]
internal sealed class EmailAddressModel(UserManager<Member> members, CurrentMember current, Links links) : AccountPage(members, current)
{
    [BindProperty, Required(ErrorMessage = "Vul een e-mailadres in"), MailAddress]
    [StringLength(254, ErrorMessage = "Dit e-mailadres is te lang")]
    public string NewEmail { get; set; } = "";

    public bool Sent { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return Page();
        await links.RequestChangeAsync(Member, NewEmail, stop);
        Sent = true;
        return Page();
    }
}
