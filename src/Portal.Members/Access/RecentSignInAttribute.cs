using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Members.Access;

/// <summary>
/// Asks to sign in again when that was more than half an hour ago: somebody who finds an open laptop must not be able to change
/// how its owner signs in. It stands in place of the old password, which who signs in by link does not have.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RecentSignInAttribute : Attribute, IAsyncPageFilter
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(30);

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (request, services) = (context.HttpContext.Request, context.HttpContext.RequestServices);
        if (services.GetRequiredService<TimeProvider>().GetUtcNow() - services.GetRequiredService<CurrentMember>().StartedAt <= Recent)
            return next();
        context.Result = new RedirectResult(
            QueryHelpers.AddQueryString("/inloggen", new Dictionary<string, string?> { ["terug"] = request.Path, ["opnieuw"] = "1" }));
        return Task.CompletedTask;
    }
}
