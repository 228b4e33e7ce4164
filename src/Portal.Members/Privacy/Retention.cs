using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Members.Data;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Members.Privacy;

/// <summary>How long things stay; /account/gegevens says the same to members.</summary>
internal sealed class Retention(MembersDb db, DbSession session, MailOutbox outbox, Erasure erasure, TimeProvider clock)
{
    private const int InactiveMonths = 24;
    private const int AtOnce = 100;
    private static readonly TimeSpan AfterWarning = TimeSpan.FromDays(30);
    private static readonly TimeSpan Invitations = TimeSpan.FromDays(60);

    /// <summary>Warns who has not been here for two years, erases who did not come after that, and forgets old invitations, links and sessions.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await db.Invitations.Where(row => row.AcceptedAt == null && row.CreatedAt < now - Invitations).ExecuteDeleteAsync(stop);
        await db.Links.Where(row => row.ExpiresAt < now.AddDays(-1)).ExecuteDeleteAsync(stop);
        await db.Sessions.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(stop);

        var tooOld = now.AddMonths(-InactiveMonths);
        foreach (var member in await db.Members.AsNoTracking().Where(row => row.LastSeenAt < tooOld && (row.WarnedAt == null || row.WarnedAt < row.LastSeenAt)).Take(AtOnce).ToListAsync(stop))
        {
            await session.InTransactionAsync(
                async () =>
                {
                    await db.Members.Where(row => row.Id == member.Id).ExecuteUpdateAsync(row => row.SetProperty(found => found.WarnedAt, now), stop);
                    await outbox.EnqueueAsync(Warning(member.Email!, member.Name, member.Id, now), stop);
                },
                stop);
        }
        foreach (var id in await db.Members.Where(row => row.LastSeenAt < tooOld && row.WarnedAt > row.LastSeenAt && row.WarnedAt < now - AfterWarning).Select(row => row.Id).Take(AtOnce).ToListAsync(stop))
            await erasure.EraseAsync(id, stop);
    }

    private static Mail Warning(string email, string name, Guid id, DateTimeOffset now) => new(
        email, "Wil je je account houden? - Weerbare Jeugd",
        $"""
        Hallo {name},

        Je bent twee jaar niet ingelogd bij Weerbare Jeugd. Wil je je account houden? Log dan in voor {DutchTime.DateOf(now + AfterWarning).Long()}.

        Doe je niets, dan verwijderen we je account daarna, met alles wat eraan vastzit.

        Weerbare Jeugd

        """,
        null, "notice", $"inactive {id} {now:yyyy-MM}");
}

/// <summary>Runs the retention rules once a day. Several hosts may do so at once: every step can be done twice.</summary>
internal sealed class RetentionDaily(IServiceProvider services, TimeProvider clock, ILogger<RetentionDaily> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            try
            {
                await using var scope = services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<Retention>().RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The retention rules did not run; they will tomorrow");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
