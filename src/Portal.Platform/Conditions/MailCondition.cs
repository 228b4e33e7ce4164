using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Platform.Conditions;

/// <summary>What waits to be sent.</summary>
/// <param name="Waiting">How many mails.</param>
/// <param name="Oldest">Since when the oldest could have gone; null: none waits.</param>
/// <param name="Failed">How many are not tried again by themselves.</param>
internal sealed record MailQueueFigures(long Waiting, DateTimeOffset? Oldest, long Failed);

/// <summary>Mail leaves: the server answers, and nothing waits long.</summary>
internal sealed class MailCondition(
    DbSession session, MailServerProbe probe, IOptions<MailOptions> options, IServiceProvider services, TimeProvider clock) : ICondition
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan TooLate = TimeSpan.FromHours(2);

    public async Task<Condition> LookAsync(CancellationToken stop)
    {
        var figures = (await session.FirstAsync(
            """
            select count(*) filter (where failed.id is null),
                min(coalesce(waiting.enqueued_at, mail.created_at)) filter (where failed.id is null),
                count(failed.id)
            from platform.outbox mail
            left join platform.jobs failed on failed.kind = $1 and failed.key = mail.id::text and failed.failed_at is not null
            left join platform.jobs waiting on waiting.kind = $1 and waiting.key = mail.id::text and waiting.failed_at is null
            where mail.sent_at is null
            """,
            [SendMailJob.Name],
            row => new MailQueueFigures(row.Get<long>(0), row.GetOrNull<DateTimeOffset>(1), row.Get<long>(2)), stop))!;
        var (hasWay, server) = (services.GetService<IMailTransport>() is not null, await probe.AskAsync(stop));
        return Of(figures, hasWay, options.Value.Deliver, options.Value.Host, server, clock.GetUtcNow());
    }

    /// <summary>What these figures mean.</summary>
    internal static Condition Of(
        MailQueueFigures figures, bool hasWay, bool delivers, string host, MailServerReport? server, DateTimeOffset now)
    {
        var waits = figures.Oldest is { } oldest ? now - oldest : TimeSpan.Zero;
        var queue = figures.Waiting == 0 ? "Er wacht geen mail." : $"Er {(figures.Waiting == 1 ? "wacht" : "wachten")} "
            + $"{Amounts.Of(figures.Waiting, "mail", "mails")}, de oudste al {Amounts.Long(waits)}.";
        var (state, says, todo) = (hasWay, delivers) switch
        {
            (false, _) => (
                ConditionState.Urgent, $"Er is geen mailserver ingesteld: er gaat geen mail weg, ook geen link om in te loggen. {queue}",
                "Vraag de technisch beheerder om Mail__Host in te stellen."),
            (_, false) => (
                ConditionState.Attention, $"Deze server verstuurt geen mail (Mail__Deliver staat uit). {queue}",
                "Is dit geen proef met een kopie? Vraag dan de technisch beheerder om Mail__Deliver aan te zetten."),
            _ when server?.Problem is not null => (
                waits > Late ? ConditionState.Urgent : ConditionState.Attention,
                $"De mailserver {host} neemt nu niets aan ({server.Problem}). {queue}",
                "Wacht een kwartier: het portaal probeert het vanzelf opnieuw. Blijft het zo? Vraag wie de mailserver beheert."),
            _ when waits > TooLate => (
                ConditionState.Urgent, $"Mail blijft liggen. {queue}", "Kijk bij het werk op de achtergrond of er iets vastzit."),
            _ when waits > Late => (ConditionState.Attention, $"Mail gaat traag weg. {queue}", "Kijk over een half uur opnieuw."),
            _ when figures.Failed > 0 => (
                ConditionState.Attention, $"{Amounts.Of(figures.Failed, "mail is", "mails zijn")} niet gelukt. {queue}",
                "Kijk bij het werk op de achtergrond waarom, en kies ‘Opnieuw’ als de oorzaak weg is."),
            _ => (ConditionState.Good, $"Mail gaat weg. {queue}", ""),
        };
        return new(state, says)
        {
            Todo = todo,
            Door = ("Werk op de achtergrond", "/beheer/werk"),
            Facts =
            [
                host.Length > 0 ? $"Mailserver: {host}{(server?.Tls is { } tls ? $", versleuteld ({tls})" : "")}"
                    : hasWay ? "Mail gaat naar een map op deze machine" : "Geen mailserver",
                .. server?.ValidUntil is { } until ? [$"Certificaat van de mailserver tot {DutchTime.DateOf(until).Long()}"]
                    : Array.Empty<string>(),
            ],
        };
    }
}
