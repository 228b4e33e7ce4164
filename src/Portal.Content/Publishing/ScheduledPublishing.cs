using Portal.Platform.Jobs;

namespace Portal.Content.Publishing;

/// <summary>Each minute: what is due goes online.</summary>
internal sealed record PublishDue;

/// <summary>Puts scheduled documents online when their moment comes, also after a stand-still.</summary>
internal sealed class ScheduledPublishing(Publisher publisher) : IJob<PublishDue>
{
    public Task RunAsync(PublishDue args, JobRun run, CancellationToken stop) => publisher.PublishDueAsync(stop);
}
