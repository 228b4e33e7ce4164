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
    UserManager<Member> members, CurrentMember current, Sessions sessions, IOptions<ProviderOptions> providers, SecurityLog log)
    : AccountPage(members, current)
{
    public bool HasPassword => Member.PasswordHash is not null;

    public int CodesLeft { get; private set; }

    public int Passkeys { get; private set; }

    public IReadOnlyList<string> Logins { get; private set; } = [];

    public IReadOnlyList<Provider> Providers => providers.Value.All;

    public IReadOnlyList<MemberSession> SessionList { get; private set; } = [];

    /// <summary>The session of this browser.</summary>
    public Guid Here => Current.SessionId;

    public static string Clock(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, DutchTime.Zone).DateTime.Clock();

    public async Task OnGetAsync(CancellationToken stop)
    {
        CodesLeft = await Members.CountRecoveryCodesAsync(Member);
        Passkeys = (await Members.GetPasskeysAsync(Member)).Count;
        Logins = [.. (await Members.GetLoginsAsync(Member)).Select(login => login.ProviderDisplayName ?? login.LoginProvider)];
        SessionList = await sessions.OfAsync(Member.Id, stop);
    }

    public async Task<IActionResult> OnPostAsync(Guid session, CancellationToken stop)
    {
        if (!await sessions.EndAsync(Member.Id, session, stop)) return NotFound();
        log.Write("session-ended", Member.Id, "succeeded", Member.Id);
        return Done("Je bent uitgelogd op dat apparaat.");
    }
}
