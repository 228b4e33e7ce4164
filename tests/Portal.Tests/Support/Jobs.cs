using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Jobs;

namespace Portal.Tests.Support;

/// <summary>Does jobs when a test says so, in its own thread.</summary>
internal static class Jobs
{
    /// <summary>Does every job that is due, until nothing is; what failed and has a moment of its own waits.</summary>
    public static async Task WorkAsync(IServiceProvider services)
    {
        var runner = services.GetRequiredService<JobRunner>();
        for (var worked = true; worked;)
        {
            worked = false;
            foreach (var kind in services.GetRequiredService<JobKinds>().All.Where(kind => kind.Rules.AtOnce > 0))
                while (await runner.RunSomeAsync(kind, JobLane.Bulk, default)) worked = true;
        }
    }
}
