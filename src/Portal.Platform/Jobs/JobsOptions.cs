using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Platform.Jobs;

/// <summary>Whether this host works (<c>Jobs</c> in <c>appsettings.json</c>).</summary>
public sealed class JobsOptions
{
    /// <summary>
    /// False: this host does no jobs and puts none on the calendar; others do, or work waits, e.g. beside a copy of a database.
    /// </summary>
    public bool Run { get; set; } = true;
}

/// <summary>Registers the table of jobs and what empties it.</summary>
internal static class JobsRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleOptions<JobsOptions>(configuration, "Jobs");
        services.AddSingleton<JobKinds>().AddSingleton<JobRunner>().AddScoped<Scheduler>();
        services.AddScoped(scope => new JobQueue(
            scope.GetRequiredService<DbSession>(), scope.GetRequiredService<JobKinds>(), scope.GetRequiredService<TimeProvider>()));
        services.AddScoped(scope => new JobBoard(
            scope.GetRequiredService<DbSession>(), scope.GetRequiredService<JobKinds>(), scope.GetRequiredService<TimeProvider>()));
        services.AddSingleton<JobWorkers>().AddSingleton<IListener>(provider => provider.GetRequiredService<JobWorkers>());
        return services.AddHostedService(provider => provider.GetRequiredService<JobWorkers>());
    }
}
