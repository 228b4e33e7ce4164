using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Calendar;
using Portal.Content;
using Portal.Learning;
using Portal.Members;
using Portal.Newsletters;
using Portal.Platform;
using Portal.Platform.Pages;
using Portal.Search;

namespace Portal.Bench;

/// <summary>The portal's services without its web server, for measuring what lies below a page.</summary>
internal static class BenchHost
{
    /// <summary>All rooms on a data folder of their own.</summary>
    public static WebApplication Of(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("PORTAL_DATA", folder), new("Portal:Theme", "weerbare-jeugd")]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddPlatform(builder.Configuration).AddPageServing();
        builder.Services.AddMembers(builder.Configuration, builder.Environment);
        builder.Services.AddSearch().AddContent(builder.Configuration).AddCalendar().AddLearning().AddNewsletters(builder.Configuration);
        return builder.Build();
    }

    /// <summary>One request's worth of services.</summary>
    public static async Task<T> InScopeAsync<T>(IServiceProvider services, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}

/// <summary>
/// Stands where Portal.Web, which is not here, has a page that texts link to: a link to a page that is not there is an error.
/// </summary>
[Route("weergave")]
public sealed class ElsewhereController : ControllerBase
{
    /// <summary>Nothing.</summary>
    [HttpGet]
    public IActionResult Get() => NotFound();
}
