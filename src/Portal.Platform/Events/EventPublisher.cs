using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform.Events;

/// <summary>Reacts to something a lower room says happened, inside the same transaction. Slow work belongs in a job.</summary>
/// <typeparam name="TEvent">A small public record of the room where it happened, e.g. <c>DocumentPublished</c>.</typeparam>
public interface IHandle<in TEvent>
{
    /// <summary>Handles the event; an exception rolls the whole change back.</summary>
    Task HandleAsync(TEvent happened, CancellationToken stop);
}

/// <summary>Tells the rooms above what happened: all handlers of the scope, in order of registration.</summary>
public sealed class EventPublisher(IServiceProvider scope)
{
    /// <summary>Calls every handler and returns when all are done.</summary>
    public async Task PublishAsync<TEvent>(TEvent happened, CancellationToken stop = default)
    {
        foreach (var handler in scope.GetServices<IHandle<TEvent>>()) await handler.HandleAsync(happened, stop);
    }
}
