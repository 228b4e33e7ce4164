namespace Portal.Platform.Events;

/// <summary>
/// Hears what any host told by <see cref="Data.DbSession.NotifyAsync"/>. One connection per host listens for all;
/// it reconnects by itself.
/// </summary>
public interface IListener
{
    /// <summary>The channel it listens on.</summary>
    string Channel { get; }

    /// <summary>
    /// Called once a notification. One that fails is called again, with null, until it succeeds: what follows the database is wrong until
    /// then, and <c>/readyz</c> says so.
    /// </summary>
    /// <param name="payload">What was said, or null when something may have been missed: look at all of it.</param>
    /// <param name="stop">Cancels when the host stops.</param>
    Task OnNotifiedAsync(string? payload, CancellationToken stop);
}
