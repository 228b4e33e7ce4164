using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Members.Pages.Account;

/// <summary>A page about the member's own account.</summary>
internal abstract class AccountPage(UserManager<Member> members, CurrentMember current) : PageModel
{
    protected UserManager<Member> Members { get; } = members;

    protected CurrentMember Current { get; } = current;

    /// <summary>Whose account it is.</summary>
    public Member Member { get; private set; } = null!;

    /// <summary>Reads the account before every handler.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await Members.FindByIdAsync(Current.Id.ToString()) is not { } member)
        {
            context.Result = NotFound();
            return;
        }
        Member = member;
        await next();
    }

    /// <summary>Back to a page, with a sentence on it.</summary>
    protected IActionResult Done(string message, string path = "/account/beveiliging")
    {
        this.Say(message);
        return LocalRedirect(path);
    }
}
