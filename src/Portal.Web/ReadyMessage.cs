using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Health;

namespace Portal.Web;

/// <summary>Prints where the portal is, once it can serve visitors; <c>npm start</c> and the tests wait for this line.</summary>
internal sealed class ReadyMessage(
    IServiceProvider services, IOptions<PlatformOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var started = new CancellationTokenSource();
        lifetime.ApplicationStarted.Register(started.Cancel);
        await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(started.Token, stoppingToken).Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        while (!stoppingToken.IsCancellationRequested && (await services.NotReadyAsync(stoppingToken)).Count > 0)
            await Task.Delay(200, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested) Console.WriteLine($"Klaar: http://localhost:{options.Value.Port}");
    }
}
