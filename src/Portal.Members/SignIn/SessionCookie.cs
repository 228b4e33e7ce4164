using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Access;
using Portal.Platform.Data;
using Portal.Platform.Pages;

namespace Portal.Members.SignIn;

/// <summary>The cookie that names a session.</summary>
/// <remarks>
/// Made for each request, also of visitors and while there is no database yet: it asks for what it needs when it needs it.
/// </remarks>
internal sealed class SessionCookie(DatabaseOutage outage) : CookieAuthenticationEvents
{
    // A database that hangs must not hang the pages that everybody may read.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    /// <summary>What goes into the cookie: the session's id, and nothing of its member.</summary>
    public static ClaimsPrincipal For(MemberSession session) =>
        new(new ClaimsIdentity([new Claim(MemberClaims.Session, session.Id.ToString())], IdentityConstants.ApplicationScheme));

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.HttpContext.RequestAborted);
        patience.CancelAfter(AnswerWithin);
        try
        {
            if (Guid.TryParse(context.Principal?.FindFirstValue(MemberClaims.Session), out var id)
                && await context.HttpContext.RequestServices.GetRequiredService<Sessions>()
                    .PrincipalAsync(id, patience.Token) is { } member)
            {
                context.ReplacePrincipal(member);
                return;
            }
        }
        catch (Exception e) when (DatabaseOutage.IsBehind(e)
            || (e is OperationCanceledException && !context.HttpContext.RequestAborted.IsCancellationRequested))
        {
            // The session stays: once the database is back its member is still signed in. Until then they read what everybody may.
            outage.Noticed(e);
            context.HttpContext.SetMemberUnknown();
            context.RejectPrincipal();
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    // Signing in is not what is missing.
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!context.HttpContext.IsMemberUnknown()) return base.RedirectToLogin(context);
        context.Response.ComeBackLater();
        return Task.CompletedTask;
    }

    // No detour over another page: the error page of this answer says it.
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
