using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.Support;

/// <summary>Something a host logged.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Category">Who says it.</param>
/// <param name="Message">What it says.</param>
/// <param name="Problem">What went wrong, or null.</param>
/// <param name="Trace">The trace it belongs to, or null.</param>
public sealed record LogLine(LogLevel Level, string Category, string Message, Exception? Problem, string? Trace);

/// <summary>Keeps what a host logs, from warnings up, instead of printing it.</summary>
public sealed class LogCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    /// <summary>What was logged so far.</summary>
    public IReadOnlyCollection<LogLine> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                lines.Enqueue(
                    new LogLine(logLevel, category, formatter(state, exception), exception, Activity.Current?.TraceId.ToHexString()));
        }
    }
}
