using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Account;

/// <summary>Adds and removes passkeys (WebAuthn).</summary>
[RecentSignIn]
internal sealed class PasskeysModel(
    UserManager<Member> members, CurrentMember current, Passkeys passkeys, Sessions sessions, Factors factors, DbSession session)
    : AccountPage(members, current)
{
    private const int Most = 10;

    [BindProperty, StringLength(60, ErrorMessage = "Een naam heeft hoogstens 60 tekens")]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Terug { get; set; }

    /// <summary>What is asked before it is done.</summary>
    public Ask? Ask { get; private set; }

    public IList<UserPasskeyInfo> List { get; private set; } = [];

    public static string IdOf(UserPasskeyInfo passkey) => WebEncoders.Base64UrlEncode(passkey.CredentialId);

    public async Task OnGetAsync() => List = await Members.GetPasskeysAsync(Member);

    public async Task<IActionResult> OnPostAsync(string? credential, CancellationToken stop)
    {
        List = await Members.GetPasskeysAsync(Member);
        if (List.Count >= Most) this.Wrong("", $"Je hebt al {Most} passkeys. Verwijder er eerst een");
        if (!ModelState.IsValid) return Page();
        if (await passkeys.AttestAsync(credential) is not { } made)
        {
            // The same one again is refused before anything else is looked at; trying again would not help.
            this.Wrong(
                "",
                Passkeys.IdIn(credential) is { } id && List.Any(known => IdOf(known) == id)
                    ? "Deze passkey stond er al. Je kunt ermee inloggen"
                    : "Je apparaat maakte geen passkey die we kunnen gebruiken. Probeer het nog eens");
            return Page();
        }
        made.Name = string.IsNullOrWhiteSpace(Name) ? Device.Of(Request.Headers.UserAgent) : Name.Trim();
        await session.InTransactionAsync(
            async () =>
            {
                await Members.AddOrUpdatePasskeyAsync(Member, made);
                await sessions.ConfirmAsync(Current.SessionId, SecondSteps.Passkey, stop);
                await factors.ChangedAsync(Member, Current.SessionId, "passkey-added", stop);
            },
            stop);
        return Done("Je passkey is bewaard. Voortaan kun je ermee inloggen.", this.Back(Terug, "/account/passkeys"));
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, bool sure, CancellationToken stop)
    {
        if ((await Members.GetPasskeysAsync(Member)).FirstOrDefault(found => IdOf(found) == id) is not { } passkey) return NotFound();
        if (!sure)
        {
            Ask = new Ask(
                "Deze passkey verwijderen?",
                $"Je logt dan niet meer in met {passkey.Name ?? "deze passkey"}. Je andere apparaten worden uitgelogd.",
                "Ja, verwijder de passkey", "/account/passkeys")
            { Handler = "Remove", Fields = [(nameof(id), id)], Trail = Top.Account };
            return Page();
        }
        await session.InTransactionAsync(
            async () =>
            {
                await Members.RemovePasskeyAsync(Member, passkey.CredentialId);
                await factors.ChangedAsync(Member, Current.SessionId, "passkey-removed", stop);
            },
            stop);
        return Done("De passkey is verwijderd.", "/account/passkeys");
    }
}
