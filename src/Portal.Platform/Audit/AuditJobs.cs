using Portal.Platform.Jobs;

namespace Portal.Platform.Audit;

/// <summary>Each minute: lines that no seal binds yet get theirs.</summary>
internal sealed record SealLines;

/// <summary>Each month: lines that are too old go.</summary>
internal sealed record ForgetOldLines;

/// <summary>Keeps the chain.</summary>
internal sealed class AuditJobs(AuditChain chain) : IJob<SealLines>, IJob<ForgetOldLines>
{
    public Task RunAsync(SealLines args, JobRun run, CancellationToken stop) => chain.SealAsync(stop);

    public Task RunAsync(ForgetOldLines args, JobRun run, CancellationToken stop) => chain.ForgetAsync(stop);
}
