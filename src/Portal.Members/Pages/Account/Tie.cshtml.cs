using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Account;

/// <summary>Ties accounts at providers to this one, after a button: nobody is tied by following a link.</summary>
[RecentSignIn]
internal sealed class TieModel(
    UserManager<Member> members, CurrentMember current, Externals externals, Factors factors, Sessions sessions, DbSession session,
    IOptions<ProviderOptions> providers)
    : AccountPage(members, current)
{
    public IReadOnlyList<Provider> Providers => providers.Value.All;

    /// <summary>What is asked before it is done.</summary>
    public Ask? Ask { get; private set; }

    public IList<UserLoginInfo> Logins { get; private set; } = [];

    /// <summary>The account somebody just showed to have, and that is not tied yet.</summary>
    public ExternalAccount? Waiting { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync();
        if (Waiting is not { } account) return LocalRedirect("/account/koppelen");
        await externals.DoneAsync();
        if (!await externals.TieAsync(Member, account, stop))
        {
            Waiting = null;
            this.Wrong("", "Dit account is al aan iemand anders gekoppeld");
            return Page();
        }
        await sessions.EndOthersAsync(Member.Id, Current.SessionId, stop);
        return Done("Het account is gekoppeld.");
    }

    public async Task<IActionResult> OnPostUntieAsync(string provider, bool sure, CancellationToken stop)
    {
        await LoadAsync();
        if (Providers.FirstOrDefault(known => known.Name == provider) is not { } found
            || Logins.FirstOrDefault(known => known.LoginProvider == found.Scheme) is not { } login)
            return NotFound();
        if (!sure)
        {
            Ask = new Ask(
                $"{found.Label} ontkoppelen?", $"Je logt dan niet meer in via {found.Label}. Je andere apparaten worden uitgelogd.",
                "Ja, ontkoppel", "/account/koppelen")
            { Handler = "Untie", Fields = [(nameof(provider), provider)], Trail = Top.Account };
            return Page();
        }
        await session.InTransactionAsync(
            async () =>
            {
                await Members.RemoveLoginAsync(Member, login.LoginProvider, login.ProviderKey);
                await factors.ChangedAsync(Member, Current.SessionId, "provider-removed", stop, found.Label);
            },
            stop);
        return Done("Het account is ontkoppeld.");
    }

    private async Task LoadAsync()
    {
        Logins = await Members.GetLoginsAsync(Member);
        if (await externals.CurrentAsync() is { } account && !Logins.Any(login => login.LoginProvider == account.Provider.Scheme))
            Waiting = account;
    }
}
