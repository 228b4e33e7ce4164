using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Portal.Content.Branches;
using Portal.Content.Editing;
using Portal.Content.Pages.Beheer.Inhoud;

namespace Portal.Content.Pages.Beheer;

/// <summary>
/// Before and after every page of the office, for who keeps to branches. What is no change of a document is looked at before, by the
/// page's <see cref="BranchRuleAttribute"/>; what <c>Publisher</c> refused gets its answer after. A form gets 403 and a calm page, the
/// script 403 and <c>{message}</c>.
/// </summary>
internal sealed class OwnBranchAlone(
    BranchStore branches, BranchWords words, WhereUsed uses, ITempDataDictionaryFactory messages) : IAsyncPageFilter
{
    /// <inheritdoc/>
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (request, page, stop) = (context.HttpContext.Request, context.HandlerInstance.GetType(), context.HttpContext.RequestAborted);
        var rule = RuleOf(page);
        if (rule is { } known && (await branches.OwnAsync(stop)).IsBound)
        {
            var isReading = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
            var isOwn = page.Assembly == typeof(OwnBranchAlone).Assembly;
            if (await WhyNotAsync(known, isReading && isOwn, context, stop) is { } why)
            {
                context.Result = Refused(context.HttpContext, why);
                return;
            }
            // To read it there is the document's own page; a page on which nothing can be done but a change leads there.
            if (isReading && isOwn && context.HandlerInstance is DeskPage { IsReading: false } desk
                && !await branches.HoldsAsync(desk.Id, stop))
            {
                context.Result = new RedirectResult(desk.Desk);
                return;
            }
        }
        var done = await next();
        if (branches.Refused is { } id && rule is not BranchRule.Joint && done.Exception is null)
        {
            messages.GetTempData(context.HttpContext).Clear(); // what the page meant to say next
            done.Result = Refused(context.HttpContext, await words.OfAsync(id, stop));
        }
    }

    /// <summary>What a page is about; null where another room decides.</summary>
    internal static BranchRule? RuleOf(Type page) => page.GetCustomAttribute<BranchRuleAttribute>(inherit: true)?.Rule
        ?? (page.Assembly == typeof(OwnBranchAlone).Assembly ? BranchRule.WholeSite : null);

    private async Task<string?> WhyNotAsync(BranchRule rule, bool isReading, PageHandlerExecutingContext context, CancellationToken stop)
    {
        if (rule is BranchRule.WholeSite) return await words.OfSiteAsync(stop);
        if (isReading) return null;
        var named = context.RouteData.Values["id"] as string;
        switch (rule)
        {
            case BranchRule.Reading:
                return await words.OfSiteAsync(stop);
            case BranchRule.Document:
                return named is null || await branches.HoldsAsync(named, stop) ? null : await words.OfAsync(named, stop);
            case BranchRule.Files:
                var request = context.HttpContext.Request;
                IEnumerable<string?> files = named is not null ? [named] : request.HasFormContentType ? request.Form["id"] : [];
                foreach (var file in files.OfType<string>().Distinct())
                    if (!await IsOwnFileAsync(file, stop)) return await words.OfSiteAsync(stop);
                return null;
            default:
                return null;
        }
    }

    /// <summary>True when nothing that uses a file of the library lies outside the branches of who asks.</summary>
    internal async Task<bool> IsOwnFileAsync(string id, CancellationToken stop)
    {
        if (!(await branches.OwnAsync(stop)).IsBound) return true;
        var users = (await uses.OfMediaAsync(id, stop)).ConvertAll(use => use.Id);
        return (await branches.InsideAsync(users, stop)).Count == users.Distinct().Count();
    }

    private static IActionResult Refused(HttpContext context, string why)
    {
        if (context.Request.WantsJson())
            return new JsonResult(new { message = why }) { StatusCode = StatusCodes.Status403Forbidden };
        context.Features.Set(new OutsideBranch(why));
        return new StatusCodeResult(StatusCodes.Status403Forbidden);
    }
}

/// <summary>Why a request of the office was refused, for the page that is shown in its place.</summary>
/// <param name="Why">Dutch, with who can be asked.</param>
public sealed record OutsideBranch(string Why);
