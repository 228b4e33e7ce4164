using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Portal.Members.Access;

namespace Portal.Members.SignIn;

/// <summary>The cookie that names a session.</summary>
internal sealed class SessionCookie(Sessions sessions) : CookieAuthenticationEvents
{
    /// <summary>What goes into the cookie: the session's id, and nothing of its member.</summary>
    public static ClaimsPrincipal For(MemberSession session) =>
        new(new ClaimsIdentity([new Claim(MemberClaims.Session, session.Id.ToString())], IdentityConstants.ApplicationScheme));

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (Guid.TryParse(context.Principal?.FindFirstValue(MemberClaims.Session), out var id)
            && await sessions.PrincipalAsync(id, context.HttpContext.RequestAborted) is { } member)
        {
            context.ReplacePrincipal(member);
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    // No detour over another page: the error page of this answer says it.
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
