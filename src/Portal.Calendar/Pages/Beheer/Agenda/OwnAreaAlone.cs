using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Portal.Calendar.Agenda;
using Portal.Calendar.Registrations;
using Portal.Members.Access;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>
/// Before every page below /beheer/agenda/{id}, whatever is asked of it: an event of another district is not there for a coordinator who is
/// kept to one. An editor, whose texts know no districts, comes where editors come.
/// </summary>
internal sealed class OwnAreaAlone(OwnArea area, Places places, CurrentMember current) : IAsyncPageFilter
{
    /// <inheritdoc/>
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (area.District is not null && context.RouteData.Values["id"] is string id
            && await places.EventAsync(id, context.HttpContext.RequestAborted) is { } found && !area.Has(found.Event)
            && !(context.HandlerInstance is VerslagModel && current.May(Rights.Editor)))
            context.Result = new NotFoundResult();
        else
            await next();
    }
}
