using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Health;

namespace Portal.Web;

/// <summary>
/// How the host ends. On SIGTERM it goes on answering for some seconds, while <c>/readyz</c> tells the balancer to send nobody here any
/// more and every answer closes its connection; then it stops, and what it was answering is answered. Ctrl-C, and a second SIGTERM, skip
/// those seconds.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, IOptions<PlatformOptions> options, TimeProvider clock)
    : IHostLifetime, IReadinessCheck, IDisposable
{
    private readonly List<PosixSignalRegistration> signals = [];
    private ITimer? end;
    private volatile bool isDraining;

    /// <summary>True from SIGTERM on.</summary>
    public bool IsDraining => isDraining;

    public string Name => "stopping";

    public Task<ReadinessState> AskAsync(CancellationToken stop) =>
        Task.FromResult(
            isDraining || lifetime.ApplicationStopping.IsCancellationRequested ? ReadinessState.NotReady : ReadinessState.Ready);

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        On(PosixSignal.SIGINT, lifetime.StopApplication);
        On(PosixSignal.SIGQUIT, lifetime.StopApplication);
        On(PosixSignal.SIGTERM, Drain);
        return Task.CompletedTask;
    }

    /// <summary>Begins to end.</summary>
    public void Drain()
    {
        var first = !isDraining;
        isDraining = true;
        if (!first || options.Value.DrainSeconds == 0 || !lifetime.ApplicationStarted.IsCancellationRequested) lifetime.StopApplication();
        else
            end = clock.CreateTimer(
                _ => lifetime.StopApplication(), null, TimeSpan.FromSeconds(options.Value.DrainSeconds), Timeout.InfiniteTimeSpan);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
        end?.Dispose();
    }

    private void On(PosixSignal signal, Action then) => signals.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true; // of the runtime's own way: ending at once
        then();
    }));
}

/// <summary>Registration of <see cref="Draining"/>.</summary>
internal static class DrainingRegistration
{
    /// <summary>In place of the framework's lifetime, which stops listening at SIGTERM while the balancer still sends visitors.</summary>
    public static IServiceCollection AddDraining(this IServiceCollection services) =>
        services.AddSingleton<Draining>()
            .AddSingleton<IHostLifetime>(provider => provider.GetRequiredService<Draining>())
            .AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<Draining>());

    /// <summary>While it drains, answers end their connection: a proxy opens its next one elsewhere.</summary>
    public static IApplicationBuilder UseDraining(this IApplicationBuilder app)
    {
        var draining = app.ApplicationServices.GetRequiredService<Draining>();
        return app.Use((context, next) =>
        {
            if (draining.IsDraining && HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
            return next(context);
        });
    }
}
