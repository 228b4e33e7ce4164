using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform.Events;

namespace Portal.Platform.Mail;

/// <summary>
/// Sends what is in the outbox: at once when a mail is written anywhere, and again later what did not go. Every host does; a mail is
/// sent at least once, and twice only when a host dies between the server's yes and writing that down.
/// </summary>
internal sealed class MailDelivery(
    IServiceScopeFactory scopes, IServiceProvider services, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailDelivery> log)
    : BackgroundService, IListener
{
    private static readonly TimeSpan LookAtLeastEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToFinish = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> woken = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private DateTimeOffset removedAt;

    public string Channel => MailOutbox.Channel;

    public Task OnNotifiedAsync(string? payload, CancellationToken stop)
    {
        woken.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Deliver) return;
        if (services.GetService<IMailTransport>() is not { } transport)
        {
            log.LogWarning("Mail__Host is not set: no mail goes out, also no link to sign in. It waits in the database");
            return;
        }
        if (transport is MailFolder folder) Console.WriteLine($"Mail wordt niet verstuurd, maar komt als bestand in {folder.Path} (Mail__Host is leeg).");

        for (var pause = TimeSpan.Zero; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                pause = await DeliverDueAsync(transport, stoppingToken) ? TimeSpan.Zero : Longer(pause);
                if (pause > TimeSpan.Zero) await Task.Delay(pause, clock, stoppingToken); // whatever is written meanwhile: the server is not there
                else await RestAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // the host stops
            }
            catch (Exception e)
            {
                pause = Longer(pause);
                log.LogError(e, "Mail was not delivered; trying again in {Pause} s", pause.TotalSeconds);
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // False when there is no talking with the server: the mails behind this one need not each find that out.
    private async Task<bool> DeliverDueAsync(IMailTransport transport, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await using var scope = scopes.CreateAsyncScope();
            var delivered = await scope.ServiceProvider.GetRequiredService<MailQueue>().DeliverNextAsync(letter => SendAsync(transport, letter, stop), stop);
            if (delivered is null) return true;
            Say(delivered);
            if (delivered.Result.Outcome == MailOutcome.Unreachable) return false;
        }
        return true;
    }

    // A host that stops finishes the mail it is at, if that does not take long.
    private static async Task<MailResult> SendAsync(IMailTransport transport, Letter letter, CancellationToken stop)
    {
        using var last = new CancellationTokenSource();
        await using var _ = stop.Register(() => last.CancelAfter(ToFinish));
        return await transport.SendAsync(letter, last.Token);
    }

    private void Say(Delivered delivered)
    {
        var (letter, result) = (delivered.Letter, delivered.Result);
        if (result.Outcome == MailOutcome.Sent) log.LogInformation("Mail {Mail} ({Kind}) was sent", letter.Id, letter.Mail.Kind);
        else if (delivered.HasFailed) log.LogError("Mail {Mail} ({Kind}) has failed after {Attempts} attempts: {Reason}", letter.Id, letter.Mail.Kind, delivered.Attempt, result.Reason);
        else log.LogWarning("Mail {Mail} ({Kind}) was not sent at attempt {Attempt} and is tried again: {Reason}", letter.Id, letter.Mail.Kind, delivered.Attempt, result.Reason);
    }

    private async Task RestAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<MailQueue>();
        var now = clock.GetUtcNow();
        if (now - removedAt > TimeSpan.FromHours(1))
        {
            await queue.RemoveOldAsync(stop);
            removedAt = now;
        }
        var time = await queue.NextDueAsync(stop) - now ?? LookAtLeastEvery;
        await scope.DisposeAsync();

        using var rest = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var due = Task.Delay(time < LookAtLeastEvery ? time : LookAtLeastEvery, clock, rest.Token);
        await Task.WhenAny(due, woken.Reader.WaitToReadAsync(rest.Token).AsTask());
        await rest.CancelAsync();
        woken.Reader.TryRead(out _);
    }

    private static TimeSpan Longer(TimeSpan pause)
    {
        var longer = pause == TimeSpan.Zero ? TimeSpan.FromSeconds(2) : pause * 2;
        return longer < LongestPause ? longer : LongestPause;
    }
}
