using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Members.SignIn;

/// <summary>Who somebody is at a provider.</summary>
/// <param name="Provider">Where.</param>
/// <param name="Subject">Their id there.</param>
/// <param name="Email">Their address there, if the provider tells it.</param>
/// <param name="EmailVerified">True when the provider says that it checked the address.</param>
/// <param name="DisplayName">Their name there.</param>
internal sealed record ExternalAccount(Provider Provider, string Subject, string? Email, bool EmailVerified, string? DisplayName)
{
    /// <summary>Their address, when the provider says that it checked it, and speaks for its domain.</summary>
    public string? VerifiedEmail => EmailVerified && Email is not null && Provider.SpeaksFor(Email) ? Email : null;
}

/// <summary>
/// Signing in by a provider. Its account is tied to ours by its subject, never by an address alone: tied when somebody is signed in
/// here and says so, or by itself when the provider says that it verified the address and speaks for its domain. By itself never to an
/// account with a right that asks a second step: whoever runs a provider would hold that right. Each tie is a mail.
/// </summary>
internal sealed class Externals(
    UserManager<Member> members, SignIns signIns, Factors factors, DbSession session, IHttpContextAccessor http,
    IOptions<ProviderOptions> providers, SecurityLog log)
{
    /// <summary>The claims a provider tells somebody by (OpenID Connect Core 1.0, 5.1).</summary>
    public const string Subject = "sub";

    /// <inheritdoc cref="Subject"/>
    public const string Email = "email";

    /// <inheritdoc cref="Subject"/>
    public const string EmailVerified = "email_verified";

    /// <inheritdoc cref="Subject"/>
    public const string DisplayName = "name";

    private HttpContext Http => http.HttpContext!;

    /// <summary>What is kept of a provider's answer while somebody ties or makes an account: four claims, by whom they were made.</summary>
    public static ClaimsPrincipal Known(Provider provider, ClaimsPrincipal answer) => new(new ClaimsIdentity(
        new[] { Subject, Email, EmailVerified, DisplayName }.Select(answer.FindFirst).OfType<Claim>()
            .Select(claim => new Claim(claim.Type, claim.Value, claim.ValueType, provider.Scheme)),
        provider.Scheme));

    /// <summary>Who the provider says is here; null when nobody came from one in the last minutes.</summary>
    public async Task<ExternalAccount?> CurrentAsync()
    {
        if ((await Http.AuthenticateAsync(IdentityConstants.ExternalScheme)).Principal is not { } principal) return null;
        var subject = principal.FindFirst(Subject);
        if (subject is null || providers.Value.All.Find(provider => provider.Scheme == subject.Issuer) is not { } provider) return null;
        var verified = string.Equals(principal.FindFirstValue(EmailVerified), "true", StringComparison.OrdinalIgnoreCase);
        return new ExternalAccount(
            provider, subject.Value, principal.FindFirstValue(Email), verified, principal.FindFirstValue(DisplayName));
    }

    /// <summary>Whose account is tied to it, or has its verified address.</summary>
    public async Task<Member?> MemberAsync(ExternalAccount account) => await TiedAsync(account)
        ?? (account.VerifiedEmail is { } email ? await members.FindByEmailAsync(email) : null);

    /// <summary>False when only the member may tie this provider to the account, signed in another way.</summary>
    public async Task<bool> MayComeInAsync(Member member, ExternalAccount account) =>
        (await TiedAsync(account))?.Id == member.Id || !Rights.NeedsSecondStep(member.Roles.Select(granted => granted.Role));

    /// <summary>Signs this member in by the account at the provider, which is tied to theirs from now on.</summary>
    public async Task<SignInOutcome> AttachAsync(Member member)
    {
        if (await CurrentAsync() is not { } account) return SignInOutcome.Refused;
        var tied = await TiedAsync(account);
        if ((tied ?? member).Id != member.Id || !await MayComeInAsync(member, account))
        {
            log.Write("provider-added", member.Id, "refused", null, account.Provider.Name);
            await DoneAsync();
            return SignInOutcome.Refused;
        }
        if (tied is null)
        {
            // With a second step the tie waits for it, and so does who the provider said is here (TieWaitingAsync).
            if (member.TwoFactorEnabled || member.BlockedAt is not null)
                return await signIns.ContinueAsync(member, SignInMethods.Provider, remember: false);
            if (!await TieAsync(member, account, Http.RequestAborted)) return SignInOutcome.Refused;
        }
        await DoneAsync();
        if (!account.Provider.AsksSecondStep || member.BlockedAt is not null)
            return await signIns.ContinueAsync(member, SignInMethods.Provider, remember: false);
        await signIns.StartAsync(member, SignInMethods.Provider, account.Provider.Scheme, remember: false, account.Provider.Name);
        return SignInOutcome.SignedIn;
    }

    /// <summary>Somebody who came by a provider has taken their own second step as well: ties what waited for that.</summary>
    public async Task TieWaitingAsync(Member member)
    {
        if (await CurrentAsync() is not { } account) return;
        var isTheirs = string.Equals(account.VerifiedEmail, member.Email, StringComparison.OrdinalIgnoreCase);
        if (isTheirs && await MayComeInAsync(member, account)) await TieAsync(member, account, Http.RequestAborted);
        await DoneAsync();
    }

    /// <summary>Ties the account at the provider to this member, and tells them; false when it is tied to another one.</summary>
    public async Task<bool> TieAsync(Member member, ExternalAccount account, CancellationToken stop)
    {
        if (await TiedAsync(account) is { } tied) return tied.Id == member.Id;
        return await session.InTransactionAsync(
            async () =>
            {
                var result = await members.AddLoginAsync(
                    member, new UserLoginInfo(account.Provider.Scheme, account.Subject, account.Provider.Label));
                if (result.Succeeded) await factors.TellAsync(member, "provider-added", stop, account.Provider.Label);
                return result.Succeeded;
            },
            stop);
    }

    private async Task<Member?> TiedAsync(ExternalAccount account) =>
        await members.FindByLoginAsync(account.Provider.Scheme, account.Subject) is { } tied
            ? await members.FindByIdAsync(tied.Id.ToString())
            : null;

    /// <summary>Forgets who the provider said is here.</summary>
    public Task DoneAsync() => Http.SignOutAsync(IdentityConstants.ExternalScheme);
}
