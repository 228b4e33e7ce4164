using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Platform.Conditions;

/// <summary>Registers what looks how the portal stands, with what the platform itself has to say of that.</summary>
internal static class ConditionsRegistration
{
    public static IServiceCollection AddConditions(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ConditionBoard(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetServices<ConditionKind>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConditionBoard>>()));
        services.AddScoped(scope => new ConditionRecord(
            scope.GetRequiredService<DbSession>(), scope.GetRequiredService<ConditionBoard>(), scope.GetRequiredService<TimeProvider>()));
        services.AddJob<LookAround, LookingAround>(
            "platform.look-around", "Kijken hoe het portaal ervoor staat", new JobRules { Mode = JobMode.Detached });
        services.AddSchedule<LookAround>("20 * * * *");
        return services
            .AddCondition<DatabaseCondition>(
                "platform-database", "Database", "Hierin staat alles: teksten, accounts en wat mensen leerden.")
            .AddCondition<DiskCondition>("platform-disk", "Schijf", "Zonder ruimte kan niemand iets opslaan.")
            .AddCondition<MailCondition>("platform-mail", "Mail", "Links om in te loggen, herinneringen en nieuwsbrieven gaan per mail.")
            .AddCondition<WorkCondition>(
                "platform-work", "Werk op de achtergrond", "Geplande pagina’s, afbeeldingen en opruimen: dat doet het portaal zelf.")
            .AddCondition<CertificateCondition>(
                "platform-certificate", "Certificaat van de website",
                "Het slotje in de browser. Zonder geldig certificaat komt niemand binnen.")
            .AddCondition<BackupCondition>("platform-backup", "Kopieën", "Gaat er iets stuk, dan zet je hiermee alles terug.")
            .AddCondition<VersionsCondition>("platform-versions", "Versies", "Wat geen reparaties meer krijgt, blijft lek.")
            .AddCondition<SettingsCondition>("platform-settings", "Instellingen", "Wat de server moet weten om goed te werken.");
    }
}
