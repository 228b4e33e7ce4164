using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform.Health;

/// <summary><c>/healthz</c>: the process lives. <c>/readyz</c>: it can serve visitors.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps both; open to anyone, never cached.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return Results.Text("ok");
        }).AllowAnonymous();

        app.MapGet("/readyz", async (HttpResponse response, IServiceProvider services, CancellationToken stop) =>
        {
            response.Headers.CacheControl = "no-store";
            var waiting = await services.NotReadyAsync(stop);
            var figures = new Dictionary<string, IReadOnlyDictionary<string, long>>();
            if (waiting.Count == 0)
                foreach (var kind in services.GetServices<IHealthFigures>()) figures[kind.Name] = await kind.ReadAsync(stop);
            return Results.Json(
                new { ready = waiting.Count == 0, waiting, figures },
                statusCode: waiting.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
        return app;
    }

    /// <summary>The names of the checks that are not ready; empty when the host can serve visitors.</summary>
    public static async Task<IReadOnlyList<string>> NotReadyAsync(this IServiceProvider services, CancellationToken stop = default)
    {
        var waiting = new List<string>();
        foreach (var check in services.GetServices<IReadinessCheck>())
            if (!await check.IsReadyAsync(stop)) waiting.Add(check.Name);
        return waiting;
    }
}
