using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Commands;

namespace Portal.Platform.Backup;

/// <summary>Registers the two verbs.</summary>
internal static class BackupRegistration
{
    public static IServiceCollection AddBackup(this IServiceCollection services)
    {
        services.AddScoped<StoredTables>().AddScoped<BackupTaker>().AddScoped<BackupRestorer>();
        services.AddVerb<BackupVerb>(
            "backup", "<bestand> [--encrypt] [--key-file <bestand>]",
            "Kopieert alles wat het portaal bewaart naar een bestand, terwijl het draait.");
        return services.AddVerb<RestoreVerb>(
            "restore", "<bestand> [--key-file <bestand>]", "Zet zo'n kopie terug in een lege database.");
    }
}
