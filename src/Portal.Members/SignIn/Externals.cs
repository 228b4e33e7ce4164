using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Members.SignIn;

/// <summary>Who somebody is at a provider.</summary>
/// <param name="Provider">Where.</param>
/// <param name="Subject">Their id there.</param>
/// <param name="VerifiedEmail">Their address, when the provider says it checked it.</param>
/// <param name="DisplayName">Their name there.</param>
internal sealed record ExternalAccount(Provider Provider, string Subject, string? VerifiedEmail, string? DisplayName);

/// <summary>
/// Signing in by a provider. Its account is tied to ours by its subject, never by an address alone: tied when somebody is signed in
/// here and says so, or when the provider says that it verified the address.
/// </summary>
internal sealed class Externals(
    UserManager<Member> members, SignIns signIns, IHttpContextAccessor http, IOptions<ProviderOptions> providers, SecurityLog log)
{
    /// <summary>The claim by which a provider says that it verified the address.</summary>
    public const string EmailVerified = "email_verified";

    private HttpContext Http => http.HttpContext!;

    /// <summary>Who the provider says is here; null when nobody came from one in the last minutes.</summary>
    public async Task<ExternalAccount?> CurrentAsync()
    {
        if ((await Http.AuthenticateAsync(IdentityConstants.ExternalScheme)).Principal is not { } principal) return null;
        var subject = principal.FindFirst(ClaimTypes.NameIdentifier);
        if (subject is null || providers.Value.All.Find(provider => provider.Scheme == subject.Issuer) is not { } provider) return null;
        var verified = string.Equals(principal.FindFirstValue(EmailVerified), "true", StringComparison.OrdinalIgnoreCase);
        return new ExternalAccount(provider, subject.Value, verified ? principal.FindFirstValue(ClaimTypes.Email) : null, principal.FindFirstValue(ClaimTypes.Name));
    }

    /// <summary>Whose account is tied to it, or may be: by its verified address.</summary>
    public async Task<Member?> MemberAsync(ExternalAccount account) =>
        await members.FindByLoginAsync(account.Provider.Scheme, account.Subject) is { } tied ? await members.FindByIdAsync(tied.Id.ToString())
        : account.VerifiedEmail is { } email ? await members.FindByEmailAsync(email) : null;

    /// <summary>Ties the account at the provider to this member and signs them in.</summary>
    public async Task<SignInOutcome> AttachAsync(Member member)
    {
        if (await CurrentAsync() is not { } account || !await TieAsync(member, account)) return SignInOutcome.Refused;
        await DoneAsync();
        if (!account.Provider.AsksSecondStep || member.BlockedAt is not null) return await signIns.ContinueAsync(member, SignInMethods.Provider, remember: false);
        await signIns.StartAsync(member, SignInMethods.Provider, secondFactor: true, remember: false, account.Provider.Name);
        return SignInOutcome.SignedIn;
    }

    /// <summary>Ties the account at the provider to this member; false when it is tied to another one.</summary>
    public async Task<bool> TieAsync(Member member, ExternalAccount account)
    {
        if (await members.FindByLoginAsync(account.Provider.Scheme, account.Subject) is { } tied) return tied.Id == member.Id;
        var result = await members.AddLoginAsync(member, new UserLoginInfo(account.Provider.Scheme, account.Subject, account.Provider.Label));
        log.Write("provider-tied", member.Id, result.Succeeded ? "succeeded" : "refused", member.Id, account.Provider.Name);
        return result.Succeeded;
    }

    /// <summary>Forgets who the provider said is here.</summary>
    public Task DoneAsync() => Http.SignOutAsync(IdentityConstants.ExternalScheme);
}
