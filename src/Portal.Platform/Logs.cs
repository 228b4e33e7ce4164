using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Portal.Platform;

/// <summary>Logs for machines: one JSON object a line on the console, times in UTC.</summary>
public static class Logs
{
    /// <summary>Makes this the only log. No secret or personal data belongs in a line.</summary>
    /// <param name="logging">The host's logging.</param>
    /// <param name="toStandardError">For commands, whose standard output is their answer.</param>
    public static ILoggingBuilder AddJsonLines(this ILoggingBuilder logging, bool toStandardError)
    {
        logging.ClearProviders();
        logging.AddJsonConsole(line =>
        {
            line.UseUtcTimestamp = true;
            line.IncludeScopes = true; // they hold the trace, whose first eight signs an error page shows as its reference
            line.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = toStandardError ? LogLevel.Trace : LogLevel.None);
        return logging;
    }
}
