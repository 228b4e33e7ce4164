using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Account;

/// <summary>Ties accounts at providers to this one, after a button: nobody is tied by following a link.</summary>
[RecentSignIn]
internal sealed class TieModel(
    UserManager<Member> members, CurrentMember current, Externals externals, Factors factors, IOptions<ProviderOptions> providers)
    : AccountPage(members, current)
{
    public IReadOnlyList<Provider> Providers => providers.Value.All;

    public IList<UserLoginInfo> Logins { get; private set; } = [];

    /// <summary>The account somebody just showed to have, and that is not tied yet.</summary>
    public ExternalAccount? Waiting { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync();
        if (Waiting is not { } account) return LocalRedirect("/account/koppelen");
        await externals.DoneAsync();
        if (!await externals.TieAsync(Member, account))
        {
            Waiting = null;
            this.Wrong("", "Dit account is al aan iemand anders gekoppeld");
            return Page();
        }
        await factors.ChangedAsync(Member, Current.SessionId, "provider-added", stop, account.Provider.Label);
        return Done("Het account is gekoppeld.");
    }

    public async Task<IActionResult> OnPostUntieAsync(string provider, CancellationToken stop)
    {
        await LoadAsync();
        if (Providers.FirstOrDefault(known => known.Name == provider) is not { } found
            || Logins.FirstOrDefault(known => known.LoginProvider == found.Scheme) is not { } login)
            return NotFound();
        await Members.RemoveLoginAsync(Member, login.LoginProvider, login.ProviderKey);
        await factors.ChangedAsync(Member, Current.SessionId, "provider-removed", stop, found.Label);
        return Done("Het account is ontkoppeld.");
    }

    private async Task LoadAsync()
    {
        Logins = await Members.GetLoginsAsync(Member);
        if (await externals.CurrentAsync() is { } account && !Logins.Any(login => login.LoginProvider == account.Provider.Scheme))
            Waiting = account;
    }
}
