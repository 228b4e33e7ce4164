using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Platform.Audit;

/// <summary>Registers the log of who did what.</summary>
internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped(scope => new AuditPeople(scope.GetRequiredService<DbSession>()));
        services.AddScoped(scope => new AuditSearch(scope.GetRequiredService<DbSession>()));
        services.AddScoped(scope => new AuditLog(
            scope.GetRequiredService<DbSession>(), scope.GetRequiredService<AuditPeople>(), scope.GetServices<AuditKind>(),
            scope.GetRequiredService<IHttpContextAccessor>(), scope.GetRequiredService<TimeProvider>()));
        services.AddScoped(scope => new AuditChain(
            scope.GetRequiredService<DbSession>(), scope.GetRequiredService<TimeProvider>(),
            scope.GetRequiredService<ILogger<AuditChain>>()));
        services.AddJob<SealLines, AuditJobs>(
            "platform.seal-audit", "Logboek vastleggen", new JobRules { Mode = JobMode.Detached });
        services.AddJob<ForgetOldLines, AuditJobs>(
            "platform.forget-audit", "Oude regels van het logboek wissen", new JobRules { Mode = JobMode.Detached });
        services.AddSchedule<SealLines>("* * * * *");
        return services.AddSchedule<ForgetOldLines>("10 4 1 * *");
    }
}
