using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Data;
using Portal.Platform.Health;
using Portal.Platform.Starting;

namespace Portal.Platform.Pages;

/// <summary>What needs a host that is still starting, or a database that is away, is asked to come back (503, Retry-After).</summary>
public static class Unavailable
{
    private const string Seconds = "10";

    /// <summary>Makes it an answer that says to come back in some seconds; the status page says it in words.</summary>
    public static void ComeBackLater(this HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = Seconds;
        response.Headers.CacheControl = "no-store";
    }

    /// <summary>Comes after what makes pages of error statuses.</summary>
    public static IApplicationBuilder UseComeBackLater(this IApplicationBuilder app)
    {
        var start = app.ApplicationServices.GetRequiredService<HostStart>();
        var outage = app.ApplicationServices.GetRequiredService<DatabaseOutage>();
        return app.Use(async (context, next) =>
        {
            var isErrorPage = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
            if (!start.IsDone && !isErrorPage && !HealthEndpoints.IsHealth(context.Request.Path))
            {
                context.Response.ComeBackLater();
                return;
            }
            try
            {
                await next(context);
            }
            catch (Exception e) when (DatabaseOutage.IsBehind(e) && !context.Response.HasStarted)
            {
                outage.Noticed(e);
                context.Response.Clear();
                context.Response.ComeBackLater();
            }
        });
    }
}
