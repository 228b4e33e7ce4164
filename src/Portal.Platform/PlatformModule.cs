using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform.Audit;
using Portal.Platform.Backup;
using Portal.Platform.Conditions;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Health;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;
using Portal.Platform.Pages;
using Portal.Platform.Pictures;
using Portal.Platform.Starting;

namespace Portal.Platform;

/// <summary>The door of the platform: what every other room stands on.</summary>
public static class PlatformModule
{
    /// <summary>Registers the database, its session, events, jobs, mail, readiness, images and the clock.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PlatformOptions>()
            .Configure(options => PlatformOptions.Read(options, configuration))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Database>(provider, configuration));
        services.AddSingleton<DatabaseOutage>();
        services.AddSingleton(SourceOf);
        services.AddModuleSchema("platform", typeof(PlatformModule).Assembly);
        services.AddSingleton<Migrator>();
        services.AddScoped<DbSession>();
        services.AddScoped<EventPublisher>();
        services.AddSingleton<HostStart>().AddHostedService(provider => provider.GetRequiredService<HostStart>());
        services.AddSingleton<ListenerService>().AddHostedService(provider => provider.GetRequiredService<ListenerService>());
        services.AddJobs(configuration).AddMail(configuration).AddBackup().AddConditions().AddAudit();
        services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<HostStart>());
        services.AddSingleton<IReadinessCheck, DatabaseReadiness>();
        services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<ListenerService>());
        services.AddSingleton<IImageProcessor, ImageProcessor>().AddSingleton<FileTexts>();
        return services.AddReservedAddresses("healthz", "readyz");
    }

    private static NpgsqlDataSource SourceOf(IServiceProvider provider)
    {
        var builder = new NpgsqlDataSourceBuilder(provider.GetRequiredService<Database>().ConnectionString);
        Database.KeepPlans(builder.ConnectionStringBuilder);
        // Nothing is left behind on a connection of the pool (locks that outlive a transaction are taken apart from it), and taking that
        // back at each use is seven statements.
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        return builder.UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>()).Build();
    }
}
