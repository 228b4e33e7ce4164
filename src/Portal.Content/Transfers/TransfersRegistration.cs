using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Access;
using Portal.Platform.Jobs;

namespace Portal.Content.Transfers;

/// <summary>Registration of imports and exports by the browser.</summary>
internal static class TransfersRegistration
{
    /// <summary>Adds what they need.</summary>
    public static IServiceCollection AddTransfers(this IServiceCollection services)
    {
        services.AddScoped<Imports>().AddScoped<ImportUndo>().AddScoped<ImportedMedia>();
        services.AddOfficeLink(new OfficeLink(
            "Inlezen en uitvoeren", "Lees een map of zip met inhoud in, of bewaar alle inhoud als zip.", "/beheer/inlezen", Rights.Editor)
        {
            IsOfWholeSite = true,
            Job = OfficeJob.Writing,
        });
        services.AddJob<WorkOnImport, WorkOnImportJob>("content.import", "Inhoud inlezen", new JobRules { Mode = JobMode.Detached });
        services.AddJob<TidyImports, TidyImportsJob>("content.imports-tidy", "Oude inleesbestanden opruimen");
        return services.AddSchedule<TidyImports>("20 4 * * *");
    }
}
