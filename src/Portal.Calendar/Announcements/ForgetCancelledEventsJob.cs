using Portal.Platform.Jobs;

namespace Portal.Calendar.Announcements;

/// <summary>Takes events that have been off for three months out of the feeds.</summary>
internal sealed class ForgetCancelledEventsJob(AnnouncementBook book) : IJob<ForgetCancelledEvents>
{
    public Task RunAsync(ForgetCancelledEvents args, JobRun run, CancellationToken stop) => book.ForgetCancelledAsync(stop);
}
