namespace Portal.Tests.Support;

/// <summary>Waits for something that happens by itself, however long it takes: a test that waits judges no speed.</summary>
public static class Eventually
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until the answer is yes.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="what">What is waited for, for whoever reads that it never came (<see cref="Patience"/>).</param>
    public static async Task Async(Func<Task<bool>> ask, string what)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        for (var pause = TimeSpan.FromMilliseconds(5); !await ask(); pause = pause < LongestPause ? pause * 1.5 : LongestPause)
        {
            Assert.False(patience.IsCancellationRequested, $"Waited {Patience.Limit} in vain: {what}.");
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    /// <inheritdoc cref="Async(Func{Task{bool}}, string)"/>
    public static Task Async(Func<bool> ask, string what) => Async(() => Task.FromResult(ask()), what);
}
