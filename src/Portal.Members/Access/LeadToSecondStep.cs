using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Members.Access;

/// <summary>Who has the right and lacks only a second step, is led to take or set up that step.</summary>
internal sealed class LeadToSecondStep : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler standard = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var missing = authorizeResult.AuthorizationFailure?.FailedRequirements.ToList();
        if (!authorizeResult.Forbidden || missing is not { Count: > 0 }
            || !missing.TrueForAll(requirement => requirement is SecondStepRequirement))
            return standard.HandleAsync(next, context, policy, authorizeResult);

        var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/beheer";
        context.Response.Redirect(QueryHelpers.AddQueryString("/account/tweede-stap", "terug", back));
        return Task.CompletedTask;
    }
}
