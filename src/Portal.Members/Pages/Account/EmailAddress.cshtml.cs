using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Account;

/// <summary>
/// Another address: asks for it, shows what waits, sends the link again, takes it back. It changes when the link sent there is used; the
/// answer does not tell whose address it is now.
/// </summary>
[RecentSignIn]
internal sealed class EmailAddressModel(UserManager<Member> members, CurrentMember current, AddressChanges changes, TimeProvider clock)
    : AccountPage(members, current)
{
    [BindProperty, Required(ErrorMessage = "Vul een e-mailadres in"), MailAddress]
    [StringLength(254, ErrorMessage = "Dit e-mailadres is te lang")]
    public string NewEmail { get; set; } = "";

    /// <summary>What was asked and is not confirmed.</summary>
    public SignInLink? Pending { get; private set; }

    /// <summary>True while the link sent there works.</summary>
    public bool IsOpen => Pending?.Opens(clock.GetUtcNow()) == true;

    public async Task OnGetAsync(CancellationToken stop) => await LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        if (!ModelState.IsValid) return Page();
        var answer = await changes.AskAsync(Member, NewEmail, stop);
        if (answer == AddressAnswer.Sent)
            return Done(
                $"We sturen een link naar {NewEmail.Trim()}. Gebruik je die, dan verandert je e-mailadres.", "/account/e-mailadres");
        this.Wrong(
            nameof(NewEmail),
            answer == AddressAnswer.Same
                ? "Dit is al je e-mailadres. Vul een ander adres in"
                : "Je vroeg dit net een paar keer. Wacht een uur, en probeer het dan nog eens");
        return Page();
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken stop) => Done(
        await changes.TakeBackAsync(Member, stop) ? "Ingetrokken. Je e-mailadres blijft zoals het is." : "Er stond niets open.",
        "/account/e-mailadres");

    private async Task LoadAsync(CancellationToken stop) => Pending = await changes.PendingAsync(Member.Id, stop);
}
