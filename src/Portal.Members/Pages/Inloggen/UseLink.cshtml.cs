using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.People;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>
/// What a link from a mail is for, once opened. Opening it does nothing but show a button: scanners of mail open links too, and would
/// use them up.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class UseLinkModel(SignIns signIns, Links links, AddressChanges changes, UserManager<Member> members)
    : SignInPage(signIns)
{
    public bool Works { get; private set; }

    public bool ChangesEmail { get; private set; }

    public string Title => ChangesEmail ? "Bevestig je nieuwe e-mailadres" : "Bijna binnen";

    public string Lead => ChangesEmail ? "Klik op de knop. Daarna log je in met dit adres." : "Klik op de knop om in te loggen.";

    public string Button => ChangesEmail ? "Bevestig mijn adres" : "Inloggen";

    /// <summary>True when somebody else got the address meanwhile.</summary>
    public bool IsTaken { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => Show(await FindAsync(stop));

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await TooMuchAsync() is { } tooMuch) return tooMuch;
        if (await FindAsync(stop) is not { Purpose: not LinkPurposes.Register }
            || await links.UseAsync(OpenedLink!, stop) is not { MemberId: { } id } link
                || await members.FindByIdAsync(id.ToString()) is not { } member)
        {
            OpenedLink = null;
            return Page();
        }
        OpenedLink = null;
        if (link.Purpose == LinkPurposes.ChangeEmail)
        {
            await GiveBackAsync();
            IsTaken = !await changes.ConfirmAsync(member, link.Email, stop);
            if (IsTaken) return Page();
            this.Say("Je e-mailadres is veranderd.");
            return LocalRedirect("/account");
        }
        var outcome = await SignIns.ContinueAsync(member, SignInMethods.Link, remember: false);
        return outcome == SignInOutcome.Refused ? Page() : After(outcome, link.ReturnPath);
    }

    private async Task<SignInLink?> FindAsync(CancellationToken stop) =>
        OpenedLink is { } token ? await links.FindAsync(token, stop) : null;

    private void Show(SignInLink? link) =>
        (Works, ChangesEmail) = (link is { Purpose: not LinkPurposes.Register }, link?.Purpose == LinkPurposes.ChangeEmail);
}
