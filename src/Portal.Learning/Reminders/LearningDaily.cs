using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Learning.Privacy;

namespace Portal.Learning.Reminders;

/// <summary>Sends questions and reminders once a day, and forgets old answers. Several hosts may do so at once: each claims a mail before it sends it.</summary>
internal sealed class LearningDaily(IServiceProvider services, TimeProvider clock, ILogger<LearningDaily> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            await RunAsync<ReviewMails>(mails => mails.SendAsync(stoppingToken));
            await RunAsync<ExpiryReminders>(reminders => reminders.SendAsync(stoppingToken));
            await RunAsync<AnswerRetention>(answers => answers.RunAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync<T>(Func<T, Task> work) where T : notnull
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<T>());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "{Work} did not run; it will tomorrow", typeof(T).Name);
        }
    }
}
