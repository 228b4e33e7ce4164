namespace Portal.Members.SignIn;

/// <summary>
/// Lets answers that must not tell whether there is an account take equally long: each waits for the next full quarter of a second.
/// Doing equal work is not enough: a counter that is written for a real account takes milliseconds that can be measured.
/// </summary>
internal static class EqualTime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>Does the work; waits afterwards where the outcome is one that must not be told apart.</summary>
    public static async Task<T> RunAsync<T>(Func<Task<T>> work, Func<T, bool> hides, TimeProvider clock, CancellationToken stop)
    {
        var start = clock.GetTimestamp();
        var outcome = await work();
        if (hides(outcome))
        {
            var over = clock.GetElapsedTime(start).Ticks % Step.Ticks;
            await Task.Delay(TimeSpan.FromTicks(Step.Ticks - over), clock, stop);
        }
        return outcome;
    }
}
