using Portal.Platform.Jobs;

namespace Portal.Platform.Conditions;

/// <summary>Every hour: looks how the portal stands, so that the office hears of what somebody must do now.</summary>
internal sealed record LookAround;

/// <summary>Looks, and writes down what was found.</summary>
internal sealed class LookingAround(ConditionBoard board) : IJob<LookAround>
{
    public Task RunAsync(LookAround args, JobRun run, CancellationToken stop) => board.ReadAsync(anew: true, stop);
}
