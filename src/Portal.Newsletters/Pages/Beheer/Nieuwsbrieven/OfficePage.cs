using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Pages;
using Portal.Members.Access;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>A page of the newsletters' office: for coordinators and administrators.</summary>
[Authorize(Rights.Office)]
internal abstract class OfficePage(CurrentMember current) : PageModel
{
    /// <summary>Who asks.</summary>
    protected CurrentMember Current => current;

    /// <summary>The pages above a page about subscribers.</summary>
    public static IReadOnlyList<Link> Trail { get; } = [new("Beheer", "/beheer"), new("Abonnees", "/beheer/nieuwsbrieven/abonnees")];

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!current.May(Rights.Coordinator) && !current.May(Rights.Administrator)) context.Result = Forbid();
    }
}
