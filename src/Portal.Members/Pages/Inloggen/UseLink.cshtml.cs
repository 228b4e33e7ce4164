using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.People;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>
/// Where a link from a mail leads. Opening it does nothing but show a button: scanners of mail open links too, and would use them up.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class UseLinkModel(SignIns signIns, Links links, Factors factors, UserManager<Member> members, AttemptLimits limits)
    : SignInPage(signIns)
{
    public bool Works { get; private set; }

    public bool ChangesEmail { get; private set; }

    public string Title => ChangesEmail ? "Bevestig je nieuwe e-mailadres" : "Bijna binnen";

    public string Lead => ChangesEmail ? "Klik op de knop. Daarna log je in met dit adres." : "Klik op de knop om in te loggen.";

    public string Button => ChangesEmail ? "Bevestig mijn adres" : "Inloggen";

    public async Task OnGetAsync(string token, CancellationToken stop) => Show(await links.FindAsync(token, stop));

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken stop)
    {
        if (TooMuch() is { } tooMuch) return tooMuch;
        if (await links.FindAsync(token, stop) is not { Purpose: not LinkPurposes.Register }
            || await links.UseAsync(token, stop) is not { MemberId: { } id } link
                || await members.FindByIdAsync(id.ToString()) is not { } member)
        {
            limits.CountFailure();
            return Page();
        }
        if (link.Purpose == LinkPurposes.ChangeEmail)
        {
            Show(null);
            if (!await factors.ChangeEmailAsync(member, link.Email, stop)) return Page();
            this.Say("Je e-mailadres is veranderd.");
            return LocalRedirect("/account");
        }
        var outcome = await SignIns.ContinueAsync(member, SignInMethods.Link, remember: false);
        return outcome == SignInOutcome.Refused ? Page() : After(outcome, link.ReturnPath);
    }

    private void Show(SignInLink? link) =>
        (Works, ChangesEmail) = (link is { Purpose: not LinkPurposes.Register }, link?.Purpose == LinkPurposes.ChangeEmail);
}
