using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Platform.Health;

/// <summary><c>/healthz</c>: the process lives. <c>/readyz</c>: visitors are well served by it.</summary>
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
        app.MapGet("/readyz", AnswerAsync).AllowAnonymous();
        return app;
    }

    /// <summary>True for the addresses above, which are answered whatever is the matter.</summary>
    internal static bool IsHealth(PathString path) => path == "/healthz" || path == "/readyz";

    /// <summary>The names of the checks that are not ready; empty when the host can serve visitors.</summary>
    public static async Task<IReadOnlyList<string>> NotReadyAsync(this IServiceProvider services, CancellationToken stop = default) =>
        NamesOf(await AskAsync(services, stop), Readiness.NotReady);

    private static async Task<IResult> AnswerAsync(
        HttpResponse response, IServiceProvider services, TimeProvider clock, CancellationToken stop)
    {
        response.Headers.CacheControl = "no-store";
        var states = await AskAsync(services, stop);
        var (waiting, degraded) = (NamesOf(states, Readiness.NotReady), NamesOf(states, Readiness.Degraded));
        var behind = states.Where(state => state.State.BehindSince is not null).ToDictionary(
            state => state.Name, state => Math.Round((clock.GetUtcNow() - state.State.BehindSince!.Value).TotalSeconds, 1));
        var figures = waiting.Count + degraded.Count == 0 ? await FiguresAsync(services, stop) : [];
        return Results.Json(
            new { ready = waiting.Count == 0, waiting, degraded, behindSeconds = behind, figures },
            statusCode: waiting.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<List<(string Name, ReadinessState State)>> AskAsync(IServiceProvider services, CancellationToken stop)
    {
        var states = new List<(string Name, ReadinessState State)>();
        foreach (var check in services.GetServices<IReadinessCheck>()) states.Add((check.Name, await check.AskAsync(stop)));
        return states;
    }

    private static List<string> NamesOf(List<(string Name, ReadinessState State)> states, Readiness verdict) =>
        [.. states.Where(state => state.State.Verdict == verdict).Select(state => state.Name)];

    // They tell of the portal, not of this host: what cannot be read now makes no host worse than another.
    private static async Task<Dictionary<string, IReadOnlyDictionary<string, long>>> FiguresAsync(
        IServiceProvider services, CancellationToken stop)
    {
        var figures = new Dictionary<string, IReadOnlyDictionary<string, long>>();
        foreach (var kind in services.GetServices<IHealthFigures>())
        {
            try
            {
                figures[kind.Name] = await kind.ReadAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HealthEndpoints))
                    .LogWarning("The figures of {Kind} cannot be read: {Reason}", kind.Name, e.Message);
            }
        }
        return figures;
    }
}
