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
/// here and says so, or when the provider says that it verified the address and speaks for its domain.
/// </summary>
internal sealed class Externals(
    UserManager<Member> members, SignIns signIns, IHttpContextAccessor http, IOptions<ProviderOptions> providers, SecurityLog log)
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

    /// <summary>Whose account is tied to it, or may be: by its verified address.</summary>
    public async Task<Member?> MemberAsync(ExternalAccount account) =>
        await members.FindByLoginAsync(account.Provider.Scheme, account.Subject) is { } tied
            ? await members.FindByIdAsync(tied.Id.ToString())
            : account.VerifiedEmail is { } email ? await members.FindByEmailAsync(email) : null;

    /// <summary>Ties the account at the provider to this member and signs them in.</summary>
    public async Task<SignInOutcome> AttachAsync(Member member)
    {
        if (await CurrentAsync() is not { } account || !await TieAsync(member, account)) return SignInOutcome.Refused;
        await DoneAsync();
        if (!account.Provider.AsksSecondStep || member.BlockedAt is not null)
            return await signIns.ContinueAsync(member, SignInMethods.Provider, remember: false);
        await signIns.StartAsync(member, SignInMethods.Provider, secondFactor: true, remember: false, account.Provider.Name);
        return SignInOutcome.SignedIn;
    }

    /// <summary>Ties the account at the provider to this member; false when it is tied to another one.</summary>
    public async Task<bool> TieAsync(Member member, ExternalAccount account)
    {
        if (await members.FindByLoginAsync(account.Provider.Scheme, account.Subject) is { } tied) return tied.Id == member.Id;
        var result = await members.AddLoginAsync(
            member, new UserLoginInfo(account.Provider.Scheme, account.Subject, account.Provider.Label));
        log.Write("provider-tied", member.Id, result.Succeeded ? "succeeded" : "refused", member.Id, account.Provider.Name);
        return result.Succeeded;
    }

    /// <summary>Forgets who the provider said is here.</summary>
    public Task DoneAsync() => Http.SignOutAsync(IdentityConstants.ExternalScheme);
}
