using Microsoft.Extensions.Logging;
using Portal.Platform.Data;

namespace Portal.Platform;

/// <summary>
/// Keeps something alive. Whatever goes wrong, but for being told to stop, is said once and tried again, after pauses that grow: nothing
/// that others count on ends for ever because of one failure that nobody foresaw.
/// </summary>
public static class Supervision
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause between two tries, where nothing else is said.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Does rounds, one after the other, until it is stopped. It ends then, and never throws.</summary>
    /// <param name="what">What it keeps alive, for the log.</param>
    /// <param name="round">One round. One that went on for long before it failed counts as one that worked.</param>
    /// <param name="log">Hears of the first failure of a row, and of its end.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="longest">The longest pause; null: <see cref="LongestPause"/>.</param>
    public static async Task RunAsync(
        string what, Func<CancellationToken, Task> round, ILogger log, CancellationToken stop, TimeSpan? longest = null)
    {
        for (var pause = TimeSpan.Zero; !stop.IsCancellationRequested;)
        {
            var began = TimeProvider.System.GetTimestamp();
            try
            {
                await round(stop);
                if (pause > TimeSpan.Zero) log.LogInformation("{What}: it works again", what);
                pause = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // told to stop
            }
            catch (Exception e)
            {
                if (TimeProvider.System.GetElapsedTime(began) > LongestPause) pause = TimeSpan.Zero;
                pause = await RestAsync(what, e, pause, longest ?? LongestPause, log, stop);
            }
        }
    }

    /// <summary>Does something once, and again until it has succeeded.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    /// <inheritdoc cref="RunAsync" path="/param"/>
    public static async Task UntilDoneAsync(
        string what, Func<CancellationToken, Task> work, ILogger log, CancellationToken stop, TimeSpan? longest = null)
    {
        for (var pause = TimeSpan.Zero; ;)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                await work(stop);
                if (pause > TimeSpan.Zero) log.LogInformation("{What}: it works again", what);
                return;
            }
            catch (Exception e) when (!(e is OperationCanceledException && stop.IsCancellationRequested))
            {
                pause = await RestAsync(what, e, pause, longest ?? LongestPause, log, stop);
            }
        }
    }

    private static async Task<TimeSpan> RestAsync(
        string what, Exception e, TimeSpan pause, TimeSpan longest, ILogger log, CancellationToken stop)
    {
        if (pause == TimeSpan.Zero) Say(what, e, log);
        pause = pause == TimeSpan.Zero ? FirstPause : pause * 2;
        if (pause > longest) pause = longest;
        await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return pause;
    }

    // What an administrator can mend is one sentence; where it happened matters only when nobody foresaw it.
    private static void Say(string what, Exception e, ILogger log)
    {
        if (e is StartupFailure || DatabaseOutage.IsBehind(e))
            log.LogWarning("{What} failed and is tried again until it works: {Reason}", what, e.Message);
        else log.LogError(e, "{What} failed and is tried again until it works", what);
    }
}
