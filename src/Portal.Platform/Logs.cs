using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Portal.Platform;

/// <summary>
/// The log on the console: for machines one JSON object a line, times in UTC; for who looks at a terminal, lines to read.
/// </summary>
public static class Logs
{
    // Both say, as an error with a stack trace, what ends the start. Whoever starts the portal is told in one sentence, or sees the
    // exception itself.
    private static readonly string[] SayWhatEndsTheStart =
        ["Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Extensions.Hosting.Internal.Host"];

    /// <summary>Makes this the only log. No secret or personal data belongs in a line.</summary>
    /// <param name="logging">The host's logging.</param>
    /// <param name="toStandardError">For commands, whose standard output is their answer.</param>
    /// <param name="isProduction">True: for machines, also on a terminal.</param>
    /// <param name="isStarting">True until the host has started.</param>
    public static ILoggingBuilder AddConsoleLines(
        this ILoggingBuilder logging, bool toStandardError, bool isProduction, Func<bool> isStarting)
    {
        logging.ClearProviders();
        if (isProduction || (toStandardError ? Console.IsErrorRedirected : Console.IsOutputRedirected)) logging.AddJsonLines();
        else
        {
            logging.AddSimpleConsole(line =>
            {
                line.SingleLine = true;
                line.TimestampFormat = "HH:mm:ss ";
            });
        }
        foreach (var category in SayWhatEndsTheStart)
            logging.AddFilter(category, level => level >= LogLevel.Warning && !isStarting());
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = toStandardError ? LogLevel.Trace : LogLevel.None);
        return logging;
    }

    /// <summary>One JSON object a line.</summary>
    internal static ILoggingBuilder AddJsonLines(this ILoggingBuilder logging) => logging.AddJsonConsole(line =>
    {
        line.UseUtcTimestamp = true;
        line.IncludeScopes = true; // they hold the trace, whose first eight signs an error page shows as its reference
        line.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
    });
}
