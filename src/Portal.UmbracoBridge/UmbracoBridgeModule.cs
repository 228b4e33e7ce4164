using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Commands;
using Portal.UmbracoBridge.Export;

namespace Portal.UmbracoBridge;

/// <summary>The door of the Umbraco bridge.</summary>
public static class UmbracoBridgeModule
{
    /// <summary>Registers the verb that takes all content to an Umbraco.</summary>
    public static IServiceCollection AddUmbracoBridge(this IServiceCollection services)
    {
        services.AddSingleton<ExportBuilder>();
        return services.AddVerb<UmbracoExportVerb>(
            "umbraco-export", "<bestand.zip>", "Schrijft alle inhoud als pakket voor Umbraco 17 of 18, met een map om het in te lezen.");
    }
}
