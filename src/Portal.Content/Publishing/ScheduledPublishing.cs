using Portal.Platform.Jobs;

namespace Portal.Content.Publishing;

/// <summary>Each minute: what is due goes online, or off.</summary>
internal sealed record PublishDue;

/// <summary>Puts documents online, and takes them offline, when their moment comes, also after a stand-still.</summary>
internal sealed class ScheduledPublishing(Publisher publisher) : IJob<PublishDue>
{
    public Task RunAsync(PublishDue args, JobRun run, CancellationToken stop) => publisher.WorkDueAsync(stop);
}
