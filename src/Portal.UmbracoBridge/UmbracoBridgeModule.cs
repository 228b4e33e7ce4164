using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Transfers;
using Portal.Members.Access;
using Portal.Platform.Commands;
using Portal.Platform.Jobs;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Import;

namespace Portal.UmbracoBridge;

/// <summary>The door of the Umbraco bridge.</summary>
public static class UmbracoBridgeModule
{
    /// <summary>Registers what takes all content to an Umbraco, and that of an Umbraco here: verbs, and a page in /beheer.</summary>
    public static IServiceCollection AddUmbracoBridge(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(UmbracoBridgeModule).Assembly);
        services.AddSingleton<ExportBuilder>().AddScoped<PackageImport>();
        services.AddScoped<ForeignPackage>().AddScoped<IForeignContent>(scope => scope.GetRequiredService<ForeignPackage>());
        services.AddJob<MakeExport, MakeExportJob>("umbraco.export", "Pakket voor Umbraco maken", new JobRules { Mode = JobMode.Detached });
        services.AddJob<TidyExports, TidyExportsJob>("umbraco.exports-tidy", "Oude pakketten voor Umbraco opruimen");
        services.AddSchedule<TidyExports>("40 4 * * *");
        services.AddOfficeLink(new OfficeLink(
            "Umbraco", "Neem alle inhoud mee naar een Umbraco, of haal de inhoud van een Umbraco hierheen.", "/beheer/umbraco",
            Rights.Editor)
        {
            IsOfWholeSite = true,
        });
        return services
            .AddVerb<UmbracoExportVerb>(
                "umbraco-export", "<bestand.zip>", "Schrijft alle inhoud als pakket voor Umbraco 17 of 18, met een map om het in te lezen.")
            .AddVerb<UmbracoSyncVerb>(
                "umbraco-sync", "<map>", "Schrijft alle inhoud als map voor uSync, om steeds opnieuw in een Umbraco in te lezen.")
            .AddVerb<UmbracoImportVerb>(
                "umbraco-import", "<bestand.zip> [--proef] [--omzetting <bestand.json>] [--force]",
                "Leest een pakket van een Umbraco in, als concepten.");
    }
}
