using System.Diagnostics;

namespace Portal.Tests.Support;

/// <summary>Waits for something that happens by itself, and no longer than it takes.</summary>
public static class Eventually
{
    /// <summary>Asks until the answer is yes; gives how long that took. Fails after ten seconds.</summary>
    public static async Task<TimeSpan> Async(Func<Task<bool>> ask, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await ask())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"Waited ten seconds in vain: {what}.");
            await Task.Delay(10);
        }
        return watch.Elapsed;
    }
}
