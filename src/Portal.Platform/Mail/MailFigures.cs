using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Health;

namespace Portal.Platform.Mail;

/// <summary>How much mail waits and how much has failed, for whoever watches the portal.</summary>
internal sealed class MailFigures(IServiceScopeFactory scopes) : IHealthFigures
{
    public string Name => "mail";

    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (waiting, failed) = await scope.ServiceProvider.GetRequiredService<MailQueue>().CountAsync(stop);
        return new Dictionary<string, long> { ["waiting"] = waiting, ["failed"] = failed };
    }
}
