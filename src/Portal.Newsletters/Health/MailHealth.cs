using System.Text.Json;
using Portal.Members.Access;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Newsletters.Health;

/// <summary>DNS and the mail server are to be asked how they stand.</summary>
internal sealed record CheckMailHealth;

/// <summary>What was found the last time.</summary>
/// <param name="AskedAt">When somebody last asked for it.</param>
/// <param name="CheckedAt">When it was found; null: not yet.</param>
/// <param name="Report">What was found; null: nothing yet.</param>
internal sealed record KnownHealth(DateTimeOffset AskedAt, DateTimeOffset? CheckedAt, HealthReport? Report)
{
    /// <summary>True while the answer is on its way.</summary>
    public bool IsAsking => CheckedAt is null || CheckedAt < AskedAt;
}

/// <summary>
/// Keeps what was found, with its moment: DNS is asked when somebody presses the button and each morning, never for looking at a page.
/// </summary>
internal sealed class MailHealth(DbSession session, HealthCheck check, JobQueue jobs, TimeProvider clock)
    : IJob<CheckMailHealth>, IOfficeTasks
{
    /// <summary>Where it is shown.</summary>
    public const string Path = "/beheer/nieuwsbrieven/techniek";

    /// <summary>What was found the last time; null: nobody has asked yet.</summary>
    public Task<KnownHealth?> FindAsync(CancellationToken stop) => session.FirstAsync(
        "select asked_at, checked_at, report::text from newsletters.mail_health", [],
        row => new KnownHealth(
            row.Moment(0), row.GetOrNull<DateTimeOffset>(1),
            row.TextOrNull(2) is { } text ? JsonSerializer.Deserialize<HealthReport>(text, JsonSerializerOptions.Web) : null),
        stop);

    /// <summary>Asks for it, soon.</summary>
    public Task AskAsync(CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            await session.ExecuteAsync(
                """
                insert into newsletters.mail_health (id, asked_at) values (1, $1)
                on conflict (id) do update set asked_at = excluded.asked_at
                """,
                [clock.GetUtcNow()], stop);
            await jobs.EnqueueAsync(new CheckMailHealth(), new JobOptions { Lane = JobLane.Soon }, stop);
        },
        stop);

    /// <inheritdoc/>
    public async Task RunAsync(CheckMailHealth args, JobRun run, CancellationToken stop)
    {
        var report = await check.AskAsync(stop);
        await session.ExecuteAsync(
            """
            insert into newsletters.mail_health (id, asked_at, checked_at, report)
            values (1, $1, $1, $2::jsonb)
            on conflict (id) do update set checked_at = excluded.checked_at, report = excluded.report
            """,
            [clock.GetUtcNow(), JsonSerializer.Serialize(report, JsonSerializerOptions.Web)], stop);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (!member.May(Rights.Administrator)) return [];
        return (await FindAsync(stop))?.Report?.Findings.Count(finding => finding.NeedsWork) is > 0 and var number
            ?
            [
                new OfficeTask(
                    "Mail", number == 1 ? "1 ding is niet op orde" : $"{number} dingen zijn niet op orde", Path, "Kijk wat er moet"),
            ]
            : [];
    }
}
