using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;

namespace Portal.Members.SignIn;

/// <summary>What came of an attempt to sign in.</summary>
internal enum SignInOutcome
{
    /// <summary>Wrong, locked, closed or unknown: the one who tries is not told which.</summary>
    Refused,

    /// <summary>Not tried: too much went wrong from this network, or too many try at once.</summary>
    TooMuch,

    /// <summary>Right, and a code must follow.</summary>
    SecondStep,

    /// <summary>In.</summary>
    SignedIn,
}

/// <summary>Signs in and out. The steps are Identity's (hashes, lockout, codes); the sessions are ours.</summary>
internal sealed class SignIns(
    UserManager<Member> members, IPasswordHasher<Member> hasher, HashingTurns turns, MembersDb db, Sessions sessions, AttemptLimits limits,
    SecurityLog log, IHttpContextAccessor http, IOptions<AntiforgeryOptions> forms, TimeProvider clock)
{
    private const string RememberClaim = "remember";
    private static readonly TimeSpan TimeForSecondStep = TimeSpan.FromMinutes(10);
    private static string? standIn;

    private HttpContext Http => http.HttpContext!;

    /// <summary>Signs in by password. A refusal takes equally long whatever its reason.</summary>
    public Task<SignInOutcome> WithPasswordAsync(string email, string password, bool remember) =>
        EqualTime.RunAsync(
            () => TryPasswordAsync(email, password, remember), outcome => outcome == SignInOutcome.Refused, clock, Http.RequestAborted);

    private async Task<SignInOutcome> TryPasswordAsync(string email, string password, bool remember)
    {
        var stop = Http.RequestAborted;
        using var turn = await turns.EnterAsync(stop);
        if (!turn.IsAcquired || !await limits.TakeAsync(stop))
        {
            log.Write("sign-in-password", null, "too-much", null);
            return SignInOutcome.TooMuch;
        }
        var member = await members.FindByEmailAsync(email);
        if (member is not { BlockedAt: null, PasswordHash: not null } || !await limits.TakeOfAsync(member.Id, stop))
        {
            // As much work as for a right password: the time it takes must not tell that there is no such account.
            hasher.VerifyHashedPassword(null!, standIn ??= hasher.HashPassword(null!, Guid.NewGuid().ToString()), password);
            return Refuse(member, "sign-in-password", member is { BlockedAt: null, PasswordHash: not null } ? "locked" : "refused");
        }
        if (!await members.CheckPasswordAsync(member, password)) return Refuse(member, "sign-in-password", "refused");
        await limits.GiveBackOfAsync(member.Id, stop);
        return await ContinueAsync(member, SignInMethods.Password, remember);
    }

    /// <summary>Somebody has proven who they are in one way (password, link, provider); asks the second step where there is one.</summary>
    public async Task<SignInOutcome> ContinueAsync(Member member, string method, bool remember)
    {
        if (member.BlockedAt is not null) return Refuse(member, "sign-in-" + method, "blocked");
        if (!member.TwoFactorEnabled)
        {
            await StartAsync(member, method, null, remember);
            return SignInOutcome.SignedIn;
        }
        var halfway = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, member.Id.ToString()), new Claim(MemberClaims.Method, method),
                new Claim(RememberClaim, remember.ToString()),
            ],
            IdentityConstants.TwoFactorUserIdScheme);
        await Http.SignInAsync(
            IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(halfway),
            new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + TimeForSecondStep });
        await limits.GiveBackAsync(Http.RequestAborted);
        return SignInOutcome.SecondStep;
    }

    /// <summary>Who is between the first and the second step.</summary>
    public async Task<Member?> HalfwayAsync() =>
        (await HalfwayPrincipalAsync())?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? await members.FindByIdAsync(id) : null;

    /// <summary>One of <see cref="SignInMethods"/>: how whoever is between the steps took the first.</summary>
    public async Task<string?> HalfwayMethodAsync() => (await HalfwayPrincipalAsync())?.FindFirstValue(MemberClaims.Method);

    /// <summary>The second step: a code of the app, or one of the recovery codes.</summary>
    public async Task<SignInOutcome> WithCodeAsync(string code, bool isRecoveryCode)
    {
        if (await HalfwayAsync() is not { BlockedAt: null } member) return Refuse(null, "second-step", "refused");
        if (!await limits.TakeOfAsync(member.Id, Http.RequestAborted)) return Refuse(member, "second-step", "locked");
        if (!(isRecoveryCode ? await IsRecoveryCodeAsync(member, code) : await IsCodeAsync(member, code)))
            return Refuse(member, "second-step", "refused");
        var halfway = (await HalfwayPrincipalAsync())!;
        await Http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await StartAsync(
            member, halfway.FindFirstValue(MemberClaims.Method)!, SecondSteps.App, bool.Parse(halfway.FindFirstValue(RememberClaim)!),
            isRecoveryCode ? "recovery-code" : "code");
        return SignInOutcome.SignedIn;
    }

    /// <summary>Opens a session. Another one in this browser ends.</summary>
    public async Task StartAsync(Member member, string method, string? secondStep, bool remember, string detail = "")
    {
        var stop = Http.RequestAborted;
        await limits.ForgetOfAsync(member.Id, stop);
        await limits.GiveBackAsync(stop);
        if (await SessionHereAsync() is { } before) await db.Sessions.Where(row => row.Id == before).ExecuteDeleteAsync(stop);
        var session = await sessions.StartAsync(member, method, secondStep, remember, stop);
        await Http.SignInAsync(
            IdentityConstants.ApplicationScheme, SessionCookie.For(session), new AuthenticationProperties { IsPersistent = remember });
        log.Write("sign-in-" + method, member.Id, "succeeded", member.Id, detail);
    }

    /// <summary>Ends the session of this browser and takes every cookie away, so that the pages are those of a visitor again.</summary>
    public async Task SignOutAsync(CurrentMember current)
    {
        if (current.IsSignedIn)
        {
            await sessions.EndAsync(current.Id, current.SessionId, Http.RequestAborted);
            log.Write("sign-out", current.Id, "succeeded", current.Id);
        }
        string[] schemes = [IdentityConstants.ApplicationScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.ExternalScheme];
        foreach (var scheme in schemes) await Http.SignOutAsync(scheme);
        var form = forms.Value.Cookie;
        Http.Response.Cookies.Delete(form.Name!, form.Build(Http));
    }

    /// <summary>
    /// True when this is the code of the app, and later than every one before: whoever looked over a shoulder cannot use it again, nor the
    /// one before it (RFC 6238 5.2).
    /// </summary>
    public async Task<bool> IsCodeAsync(Member member, string code)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        if (await members.GetAuthenticatorKeyAsync(member) is not { Length: > 0 } key) return false;
        return AppCode.StepOf(key, digits, clock.GetUtcNow()) is { } step
            && await db.Members.Where(row => row.Id == member.Id && (row.LastCodeStep == null || row.LastCodeStep < step))
                .ExecuteUpdateAsync(row => row.SetProperty(found => found.LastCodeStep, step), Http.RequestAborted) == 1;
    }

    private async Task<bool> IsRecoveryCodeAsync(Member member, string code) =>
        (await members.RedeemTwoFactorRecoveryCodeAsync(member, code)).Succeeded;

    private async Task<ClaimsPrincipal?> HalfwayPrincipalAsync() =>
        (await Http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;

    private async Task<Guid?> SessionHereAsync() =>
        Guid.TryParse(
            (await Http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal?.FindFirstValue(MemberClaims.Session), out var id)
            ? id
            : null;

    private SignInOutcome Refuse(Member? member, string action, string why)
    {
        log.Write(action, member?.Id, why, null);
        return SignInOutcome.Refused;
    }
}
