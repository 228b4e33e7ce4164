using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Events;
using Portal.Platform.Jobs;

namespace Portal.Calendar.Registrations;

/// <summary>Something about an event changed, or an offer ends: what follows from it for who registered.</summary>
internal sealed record CatchUpWithEvent(string EventId);

/// <summary>Each night: forgets what is no longer needed.</summary>
internal sealed record TidyRegistrations;

/// <summary>Does what an event asks for; again, until everybody was told.</summary>
internal sealed class CatchUpWithEventJob(Places places, JobQueue jobs) : IJob<CatchUpWithEvent>
{
    /// <inheritdoc/>
    public async Task RunAsync(CatchUpWithEvent args, JobRun run, CancellationToken stop)
    {
        if (await places.CatchUpAsync(args.EventId, stop)) await jobs.EnqueueAsync(args, stop);
    }
}

/// <inheritdoc cref="TidyRegistrations"/>
internal sealed class TidyRegistrationsJob(RegistrationBook book) : IJob<TidyRegistrations>
{
    /// <inheritdoc/>
    public Task RunAsync(TidyRegistrations args, JobRun run, CancellationToken stop) => book.TidyAsync(stop);
}

/// <summary>Hears that an event was published, and has it looked at after that: mail is not written while somebody publishes.</summary>
internal sealed class EventChanges(RegistrationBook book, JobQueue jobs) : IHandle<DocumentsPublished>
{
    private static readonly DocumentType Type = DocumentType.Of<CalendarEvent>();

    /// <inheritdoc/>
    public async Task HandleAsync(DocumentsPublished happened, CancellationToken stop)
    {
        string[] events = [.. happened.Documents.Where(document => document.Type.Record == Type.Record).Select(document => document.Id)];
        if (events.Length == 0) return;
        foreach (var id in await book.WithPeopleAsync(events, stop)) await jobs.EnqueueAsync(new CatchUpWithEvent(id), stop);
    }
}
