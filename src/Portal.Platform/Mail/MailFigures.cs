using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Data;
using Portal.Platform.Health;

namespace Portal.Platform.Mail;

/// <summary>How much mail waits and how much has failed, for whoever watches the portal.</summary>
internal sealed class MailFigures(IServiceScopeFactory scopes) : IHealthFigures
{
    public string Name => "mail";

    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (waiting, failed) = (await scope.ServiceProvider.GetRequiredService<DbSession>().ListAsync(
            """
            select count(*) filter (where job.id is null), count(job.id) from platform.outbox mail
            left join platform.jobs job on job.kind = $1 and job.key = mail.id::text and job.failed_at is not null
            where mail.sent_at is null
            """,
            [SendMailJob.Name], row => (row.Get<long>(0), row.Get<long>(1)), stop))[0];
        return new Dictionary<string, long> { ["waiting"] = waiting, ["failed"] = failed };
    }
}
