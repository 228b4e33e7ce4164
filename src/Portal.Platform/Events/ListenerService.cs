using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform.Data;

namespace Portal.Platform.Events;

/// <summary>
/// Listens on one connection for all <see cref="IListener"/>s. It listens before the services registered after it start, so what they
/// load is not older than what they hear.
/// </summary>
internal sealed class ListenerService(Database database, IEnumerable<IListener> listeners, ILogger<ListenerService> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ILookup<string, IListener> byChannel = listeners.ToLookup(listener => listener.Channel);
    private readonly Channel<Notification> heard = Channel.CreateUnbounded<Notification>(new() { SingleReader = true });
    private NpgsqlConnection? connection;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (byChannel.Count == 0) return;
        connection = await ListenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(HearAsync(stoppingToken), TellAsync(stoppingToken));

    private async Task HearAsync(CancellationToken stop)
    {
        var pause = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (connection is null)
                {
                    await Task.Delay(pause, stop);
                    connection = await ListenAsync(stop);
                    log.LogInformation("Listening again");
                    foreach (var channel in byChannel) heard.Writer.TryWrite(new Notification(channel.Key, null));
                }
                pause = TimeSpan.Zero;
                while (true) await connection.WaitAsync(stop);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                pause = pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(100) : pause * 2;
                if (pause > LongestPause) pause = LongestPause;
                log.LogWarning("The listening connection is gone ({Reason}); trying again in {Pause} s", e.Message, pause.TotalSeconds);
                await CloseAsync();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
        }
        await CloseAsync();
        heard.Writer.Complete();
    }

    // One after the other, beside the connection: a slow listener must not keep it from hearing that the server is gone.
    private async Task TellAsync(CancellationToken stop)
    {
        await foreach (var notification in heard.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (stop.IsCancellationRequested) continue;
            foreach (var listener in byChannel[notification.Channel]) await TellAsync(listener, notification.Payload, stop);
        }
    }

    private async Task TellAsync(IListener listener, string? payload, CancellationToken stop)
    {
        try
        {
            await listener.OnNotifiedAsync(payload, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the host stops
        }
        catch (Exception e)
        {
            log.LogError(e, "{Listener} failed on channel {Channel}", listener.GetType().Name, listener.Channel);
        }
    }

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken stop)
    {
        // Not of the pool, and asked for a sign of life now and then: a connection that only waits would not notice a dead server.
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, KeepAlive = 15 };
        var opened = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await opened.OpenAsync(stop);
            opened.Notification += (_, said) => heard.Writer.TryWrite(new Notification(said.Channel, said.Payload));
            foreach (var channel in byChannel)
            {
                await using var listen = new NpgsqlCommand($"listen {channel.Key}", opened);
                await listen.ExecuteNonQueryAsync(stop);
            }
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private async Task CloseAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        connection = null;
    }

    private sealed record Notification(string Channel, string? Payload);
}
