using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Commands;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Import;

namespace Portal.UmbracoBridge;

/// <summary>The door of the Umbraco bridge.</summary>
public static class UmbracoBridgeModule
{
    /// <summary>Registers the verbs that take all content to an Umbraco, and that of an Umbraco here.</summary>
    public static IServiceCollection AddUmbracoBridge(this IServiceCollection services)
    {
        services.AddSingleton<ExportBuilder>().AddScoped<PackageImport>();
        return services
            .AddVerb<UmbracoExportVerb>(
                "umbraco-export", "<bestand.zip>", "Schrijft alle inhoud als pakket voor Umbraco 17 of 18, met een map om het in te lezen.")
            .AddVerb<UmbracoImportVerb>(
                "umbraco-import", "<bestand.zip> [--proef] [--omzetting <bestand.json>] [--force]",
                "Leest een pakket van een Umbraco in, als concepten.");
    }
}
