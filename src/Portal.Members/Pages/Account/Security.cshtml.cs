using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform;

namespace Portal.Members.Pages.Account;

/// <summary>How a member signs in, and where they are signed in. Ends a session elsewhere.</summary>
internal sealed class SecurityModel(
    UserManager<Member> members, CurrentMember current, Sessions sessions, SignIns signIns, AddressChanges changes,
    IOptions<ProviderOptions> providers, SecurityLog log)
    : AccountPage(members, current)
{
    public bool HasPassword => Member.PasswordHash is not null;

    public int CodesLeft { get; private set; }

    public int Passkeys { get; private set; }

    public IReadOnlyList<string> Logins { get; private set; } = [];

    public IReadOnlyList<Provider> Providers => providers.Value.All;

    public IReadOnlyList<MemberSession> SessionList { get; private set; } = [];

    /// <summary>Another address that waits for its owner's yes.</summary>
    public SignInLink? Pending { get; private set; }

    /// <summary>The session of this browser.</summary>
    public Guid Here => Current.SessionId;

    public static string Clock(DateTimeOffset moment) => DutchTime.WallClockOf(moment).Clock();

    public async Task OnGetAsync(CancellationToken stop)
    {
        CodesLeft = await Members.CountRecoveryCodesAsync(Member);
        Passkeys = (await Members.GetPasskeysAsync(Member)).Count;
        Logins = [.. (await Members.GetLoginsAsync(Member)).Select(login => login.ProviderDisplayName ?? login.LoginProvider)];
        Pending = await changes.PendingAsync(Member.Id, stop);
        SessionList = await sessions.OfAsync(Member.Id, stop);
    }

    /// <summary>In words, how somebody signed in there.</summary>
    public static string Way(MemberSession session) => session.Method switch
    {
        SignInMethods.Link => "met een link uit de mail",
        SignInMethods.Password => "met je wachtwoord",
        SignInMethods.Passkey => "met een passkey",
        SignInMethods.Provider => "via je organisatie",
        _ => "toen je je account maakte",
    } + (session.SecondStep == SecondSteps.App && session.Method != SignInMethods.Passkey ? " en een code" : "");

    public async Task<IActionResult> OnPostAsync(Guid session, CancellationToken stop)
    {
        if (!await sessions.EndAsync(Member.Id, session, stop)) return NotFound();
        log.Write("session-ended", Member.Id, "succeeded", Member.Id);
        return Done("Je bent uitgelogd op dat apparaat.");
    }

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken stop)
    {
        var count = await sessions.EndOthersAsync(Member.Id, null, stop);
        log.Write("sessions-ended", Member.Id, "succeeded", Member.Id, $"{count}");
        await signIns.SignOutAsync(Current);
        return Redirect("/inloggen/uit");
    }
}
