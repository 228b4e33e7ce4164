using System.Diagnostics;

namespace Portal.Web;

/// <summary>
/// What belongs to one request in the log: a trace, of which an error page shows the first eight signs, and the address. The framework
/// begins one for every request; here only what is not answered from memory gets one, for a kept page says nothing in the log.
/// </summary>
internal static class RequestTraces
{
    // With its logger off the framework begins none, and goes on to begin one where something listens to its source.
    private const string OfTheFramework = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Leaves the traces to <see cref="UseRequestTraces"/>.</summary>
    public static ILoggingBuilder AddRequestTraces(this ILoggingBuilder logging) => logging.AddFilter(OfTheFramework, LogLevel.None);

    /// <summary>Begins a trace for whatever comes this far, and says its address in each line of the log.</summary>
    public static IApplicationBuilder UseRequestTraces(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestTraces).FullName!);
        return app.Use(async (context, next) =>
        {
            using var trace = Activity.Current is null ? new Activity("request").Start() : null;
            using var scope = log.BeginScope("{RequestMethod} {RequestPath}", context.Request.Method, context.Request.Path.Value);
            await next(context);
        });
    }
}
